package io.wattle.simulator.meter;

import io.wattle.simulator.keypad.KeypadState;
import java.util.Optional;

/**
 * Where one meter keeps its state over power loss. Knows nothing of what the bytes mean. Called by that meter alone,
 * under its lock.
 */
public interface MeterMemory {
    /** The state of a meter that takes no tokens has this many bytes. */
    int STATE_BYTES = 120;

    /** The state of a meter that takes tokens has this many bytes. */
    int STATE_AND_KEYPAD_BYTES = STATE_BYTES + KeypadState.BYTES;

    /** The last state that was kept whole, with zeros behind it if the memory has more room; empty for a new meter. */
    Optional<byte[]> recall();

    /**
     * Keeps the state: once this returns, {@link #recall} gives it, after the death of the process too if the memory is
     * made for that. The state before it is lost only when this one is whole.
     *
     * @param state {@link #STATE_BYTES} or {@link #STATE_AND_KEYPAD_BYTES} bytes, and no more than the memory has room for
     * @param atMs the state's time, ms since 1970
     */
    void keep(byte[] state, long atMs);

    /** A memory that is gone with the process. */
    static MeterMemory transientMemory() {
        return new TransientMemory();
    }
}
