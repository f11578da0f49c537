package io.wattle.ledger.balance;

/** Why a balance rises without a payment. The number (ordinal) goes into the journal. Safe for any thread. */
public enum GrantKind {
    /** Lent: owed until the next payment. */
    EMERGENCY,
    /** Given for nothing. */
    FREE,
    /** Put right by an engineer. */
    ENGINEERING
}
