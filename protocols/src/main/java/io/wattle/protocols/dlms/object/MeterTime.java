package io.wattle.protocols.dlms.object;

import java.time.Instant;

/**
 * A time as a meter wrote it down.
 *
 * @param at the instant
 * @param status the clock's status of IEC 62056-6-2, 0..255: see the constants
 */
public record MeterTime(Instant at, int status) {
    /** The time could not be recovered after an incident. */
    public static final int INVALID = 0x01;
    /** The time could be recovered, and may be wrong. */
    public static final int DOUBTFUL = 0x02;
    /** The clock ran on another base than it should. */
    public static final int OTHER_BASE = 0x04;
    /** Daylight saving time was in use. */
    public static final int DAYLIGHT_SAVING = 0x80;

    /** Can nobody rely on it? */
    public boolean isDoubtful() {
        return (status & (INVALID | DOUBTFUL)) != 0;
    }
}
