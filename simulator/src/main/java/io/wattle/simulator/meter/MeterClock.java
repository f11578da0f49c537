package io.wattle.simulator.meter;

/**
 * How far a meter's own clock is from the true time. Immutable.
 *
 * @param deviationMs how far ahead it was at {@code setAtMs}; negative for behind
 * @param setAtMs true time (ms since 1970) when it was last set or began to drift otherwise
 * @param driftPpm gain in microseconds per second
 */
record MeterClock(long deviationMs, long setAtMs, int driftPpm) {
    private static final long MILLION = 1_000_000;

    /** What the meter's clock shows, in ms since 1970. */
    long shows(long trueMs) {
        return trueMs + deviationMs + Math.floorDiv(Math.multiplyExact(trueMs - setAtMs, (long) driftPpm), MILLION);
    }

    /** Shows {@code shownMs} at the true time and runs on as wrong as before. */
    MeterClock set(long trueMs, long shownMs) {
        return new MeterClock(shownMs - trueMs, trueMs, driftPpm);
    }

    /** Runs otherwise from the true time on, without a jump. */
    MeterClock drifting(long trueMs, int newDriftPpm) {
        return new MeterClock(shows(trueMs) - trueMs, trueMs, newDriftPpm);
    }
}
