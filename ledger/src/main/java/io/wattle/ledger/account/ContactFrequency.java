package io.wattle.ledger.account;

/**
 * How often a customer wants to be told that credit is low. A legal notice of disconnection comes in any case. The number
 * (ordinal) goes into the journal. Safe for any thread.
 */
public enum ContactFrequency {
    /** Every notice that there is. */
    ALWAYS,
    /** At most once a day. */
    DAILY,
    /** At most once a week. */
    WEEKLY,
    /** No notice of low credit. */
    NEVER
}
