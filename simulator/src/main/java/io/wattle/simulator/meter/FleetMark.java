package io.wattle.simulator.meter;

/**
 * What a fleet is recognized by: a memory of another one must not be used.
 *
 * @param seed what everything about the fleet follows from
 * @param meters how many, 1 or more
 * @param waterEvery every so many-th meter counts water; 0 if none does
 * @param gasEvery every so many-th meter counts gas; 0 if none does
 * @param stsEvery every so many-th meter takes STS tokens; 0 if none does
 */
public record FleetMark(long seed, int meters, int waterEvery, int gasEvery, int stsEvery) {
    private static final int EVERY_MAX = 0xFFFF; // two bytes of a memory's header

    public FleetMark {
        if (meters < 1) {
            throw new IllegalArgumentException("meters must be 1 or more, was: " + meters);
        }
        if (waterEvery < 0 || waterEvery > EVERY_MAX) {
            throw new IllegalArgumentException("waterEvery must be 0..65535, was: " + waterEvery);
        }
        if (gasEvery < 0 || gasEvery > EVERY_MAX) {
            throw new IllegalArgumentException("gasEvery must be 0..65535, was: " + gasEvery);
        }
        if (stsEvery < 0) {
            throw new IllegalArgumentException("stsEvery must be 0 or more, was: " + stsEvery);
        }
    }

    /** For who is told that it is another one. */
    String words() {
        return "seed " + seed + ", " + meters + " meters, water every " + waterEvery + ", gas every " + gasEvery
                + ", STS every " + stsEvery;
    }

    /** Room for the state of any of its meters. */
    int stateBytes() {
        return stsEvery == 0 ? MeterMemory.STATE_BYTES : MeterMemory.STATE_AND_KEYPAD_BYTES;
    }
}
