package io.wattle.simulator.fault;

/**
 * How a meter misbehaves before the probe.
 *
 * @param skip how many of its messages are still good, 0 or more
 * @param times how many are spoilt then, 1 or more
 */
public record OpticalFault(Kind kind, int skip, int times) {

    /** What happens to a message that is spoilt. */
    public enum Kind {
        /** Light on the probe: characters that mean nothing come before it. */
        NOISE,
        /** Some of its characters get lost. */
        LOST_BYTES,
        /** Its block check, or its last character, is wrong. */
        WRONG_CHECK,
        /** One of its characters has wrong parity. */
        WRONG_PARITY,
        /** It comes half a second late. */
        LATE,
        /** Somebody lifts the probe in the middle of it: the rest is never seen. */
        LIFTED,
        /** It is never seen at all: the meter did what it was told. */
        LOST
    }

    public OpticalFault {
        if (skip < 0) {
            throw new IllegalArgumentException("skip must be 0 or more, was: " + skip);
        }
        if (times < 1) {
            throw new IllegalArgumentException("times must be 1 or more, was: " + times);
        }
    }

    /** The next message is spoilt, and no other. */
    public static OpticalFault once(Kind kind) {
        return new OpticalFault(kind, 0, 1);
    }

    /** All are, after so many good ones. */
    public static OpticalFault after(int good, Kind kind) {
        return new OpticalFault(kind, good, Integer.MAX_VALUE);
    }
}
