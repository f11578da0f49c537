package io.wattle.ledger.balance;

/** How a balance stands, for warnings and for the supply. Safe for any thread. */
public enum Stage {
    NORMAL,
    /** It lasts no longer than the days that the customer is to be warned before. */
    LOW,
    /** So little is left, or only what was lent, that the tariff lets a trickle through and no more. */
    LIMITED,
    /** Used up. */
    EMPTY
}
