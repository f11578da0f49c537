package io.wattle.ledger.verify;

/**
 * How far a legal balance may lie from what is expected: the tolerance, and what an estimate may be off.
 *
 * @param below not negative: the balance may be that much lower
 * @param above not negative: the balance may be that much higher
 */
record Room(long below, long above) {

    boolean holds(long off) {
        return off <= above && !isBelow(off);
    }

    boolean isBelow(long off) {
        return off < -below;
    }

    Room plus(Room other) {
        return new Room(below + other.below, above + other.above);
    }

    boolean isNone() {
        return below == 0 && above == 0;
    }

    /** As much of what is off as this room takes up. */
    long takenUp(long off) {
        return Math.clamp(off, -below, above);
    }
}
