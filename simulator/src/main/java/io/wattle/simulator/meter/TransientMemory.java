package io.wattle.simulator.meter;

import java.util.Optional;

/** Keeps the last state on the heap. */
final class TransientMemory implements MeterMemory {
    private Optional<byte[]> kept = Optional.empty();

    @Override
    public Optional<byte[]> recall() {
        return kept.map(byte[]::clone);
    }

    @Override
    public void keep(byte[] state, long atMs) {
        kept = Optional.of(state.clone());
    }
}
