package io.wattle.ledger.entry;

/**
 * Kinds of legal change of a meter, besides credits that were sold. The number (ordinal) goes into the journal.
 *
 * <p>Safe for any thread.
 */
public enum ChangeKind {
    /** An engineer sets the balance to zero. */
    CLEAR_CREDIT,
    /** An engineer changes the meter's keys; moves nothing. */
    KEY_CHANGE,
    /** An engineer resets the tamper state; moves nothing. */
    TAMPER_RESET,
    /** An engineer sets the register back. */
    REGISTER_RESET,
    /** An engineer gives or takes units. */
    ADJUSTMENT,
    /** Emergency credit is granted. */
    EMERGENCY,
    /** The meter takes granted emergency credit back out of credits that arrive. */
    REPAYMENT,
    /** What was left in the meter before this one. */
    CARRY_OVER,
    /** A rise that the meter's own log has told and that is a finding already. */
    LOGGED
}
