package io.wattle.simulator.keypad;

/**
 * How long a keypad takes no meter-specific tokens, so that nobody tries keys or numbers out. Immutable; ends with the
 * power.
 *
 * @param wrongEntries tokens in a row that were not for this meter's key, 0..10 and no further
 * @param untilMs true time, ms since 1970
 */
record Lockout(int wrongEntries, long untilMs) {
    static final Lockout NONE = new Lockout(0, Long.MIN_VALUE);

    private static final int FREE = 2; // the third wrong entry is the first that costs time
    private static final int COUNTED_MAX = 10; // from here on the wait grows no more
    private static final long FIRST_WAIT_MS = 10_000;

    boolean isActive(long nowMs) {
        return nowMs < untilMs;
    }

    /** After one more wrong entry: from the third on 10 s, then twice as long each time, at most 1280 s. */
    Lockout wrong(long nowMs) {
        int count = Math.min(wrongEntries + 1, COUNTED_MAX);
        return count <= FREE
                ? new Lockout(count, untilMs)
                : new Lockout(count, nowMs + (FIRST_WAIT_MS << (count - FREE - 1)));
    }
}
