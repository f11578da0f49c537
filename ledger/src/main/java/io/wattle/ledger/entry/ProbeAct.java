package io.wattle.ledger.entry;

import java.time.Instant;

/**
 * What somebody did at a meter with a probe, out of reach of the head-end.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param session the file that says so, by its identifier
 * @param number its place in that file, from 0
 * @param at by the clock of the technician's machine
 * @param place in his words; may be empty
 * @param outcome in words, without any secret
 */
public record ProbeAct(String session, int number, Kind kind, Instant at, String place, String outcome) {

    /** The number goes into the journal. */
    public enum Kind {
        /** The meter was read; the reading itself is an entry of its own. */
        READ,
        /** A token was handed over. Which, is not said. */
        TOKEN,
        /** The clock was set. */
        CLOCK,
        /** The load profile was read. */
        PROFILE
    }
}
