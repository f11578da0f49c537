package io.wattle.ledger.account;

/** Why a supply is never cut. The number (ordinal) goes into the journal. Safe for any thread. */
public enum NeedReason {
    /** Somebody lives by a machine. */
    LIFE_SUPPORT,
    /** Health or safety is endangered without supply. */
    CRITICAL_NEED,
    /** A clinic, a school, a pump, and the like. */
    PUBLIC_SERVICE
}
