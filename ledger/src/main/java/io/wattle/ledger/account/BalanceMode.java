package io.wattle.ledger.account;

/** Where a meter's balance lives. The number (ordinal) goes into the journal. Safe for any thread. */
public enum BalanceMode {
    /** In this system alone. */
    SERVER,
    /** In the meter alone. */
    METER,
    /** In both. */
    BOTH
}
