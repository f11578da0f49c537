package io.wattle.ledger.card;

/**
 * What a card is. There is no other state: blocked, expired and who has it are attributes. The number (ordinal) goes into
 * snapshots.
 *
 * <p>Safe for any thread.
 */
public enum CardState {
    /** Made; nobody has paid for it, and nobody can use it. */
    AVAILABLE,
    /** Paid for, or given away: as good as cash for whoever has it. */
    ACTIVATED,
    /** Used. */
    REDEEMED
}
