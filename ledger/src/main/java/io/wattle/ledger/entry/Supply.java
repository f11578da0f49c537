package io.wattle.ledger.entry;

/**
 * Whether a meter feeds its customer. The number (ordinal) goes into the journal.
 *
 * <p>Safe for any thread.
 */
public enum Supply {
    OFF, ON,
    /** Off until somebody acts at the meter. */
    READY
}
