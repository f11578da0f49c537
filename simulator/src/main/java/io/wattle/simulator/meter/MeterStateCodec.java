package io.wattle.simulator.meter;

import io.wattle.simulator.keypad.KeypadState;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A meter's state as {@link MeterMemory#STATE_BYTES} bytes: fifteen signed 64-bit numbers, high byte first. A meter that
 * takes tokens has its keypad's state behind that.
 */
final class MeterStateCodec {
    private static final long CONNECTED = 1;
    private static final long BYPASS = 2;
    private static final long TOKENS = 4;

    private MeterStateCodec() {}

    static byte[] encode(MeterState state) {
        ByteBuffer out = ByteBuffer.allocate(
                state.tokens().isPresent() ? MeterMemory.STATE_AND_KEYPAD_BYTES : MeterMemory.STATE_BYTES);
        out.putLong(state.atMs());
        out.putLong(state.counts().register());
        out.putLong(state.counts().balance());
        out.putLong(state.counts().remainderRateMs());
        out.putLong((state.connected() ? CONNECTED : 0) | (state.bypassActive() ? BYPASS : 0)
                | (state.tokens().isPresent() ? TOKENS : 0));
        out.putLong(state.counters().client());
        out.putLong(state.counters().server());
        out.putLong(state.clock().deviationMs());
        out.putLong(state.clock().setAtMs());
        out.putLong(state.clock().driftPpm());
        out.putLong(state.tally().creditAccepted());
        out.putLong(state.tally().creditCount());
        out.putLong(state.tally().relayOperations());
        out.putLong(state.tally().creditByFraud());
        out.putLong(state.tally().bypassed());
        state.tokens().ifPresent(tokens -> out.put(tokens.keypad().toBytes()));
        return out.array();
    }

    /** The state that {@link #encode} made these bytes of, as after a power cut; more bytes may follow. */
    static MeterState decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        long atMs = in.getLong();
        MeterCounts counts = new MeterCounts(in.getLong(), in.getLong(), in.getLong());
        long flags = in.getLong();
        MeterCounters counters = new MeterCounters(in.getLong(), in.getLong());
        MeterClock clock = new MeterClock(in.getLong(), in.getLong(), Math.toIntExact(in.getLong()));
        MeterTally tally = new MeterTally(in.getLong(), in.getLong(), in.getLong(), in.getLong(), in.getLong());
        return new MeterState(atMs, counts, (flags & CONNECTED) != 0, (flags & BYPASS) != 0, counters, clock,
                tally, tokens(in, (flags & TOKENS) != 0));
    }

    private static Optional<TokenState> tokens(ByteBuffer in, boolean present) {
        if (!present) {
            return Optional.empty();
        }
        byte[] keypad = new byte[KeypadState.BYTES];
        in.get(keypad);
        return Optional.of(TokenState.idle(KeypadState.ofBytes(keypad)));
    }
}
