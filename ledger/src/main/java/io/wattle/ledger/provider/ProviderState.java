package io.wattle.ledger.provider;

/**
 * Where a payment through a provider stands. The number (ordinal) goes into snapshots.
 *
 * <p>Immutable, safe for any thread.
 */
public enum ProviderState {
    /** The customer is being asked to pay. */
    BEGUN(false),
    /** The customer has agreed; nothing is taken. */
    AUTHORISED(false),
    /** The provider is asked to take the money. */
    CAPTURING(false),
    /** What came of the last step is not known; the provider is asked until it is. */
    OUTCOME_UNKNOWN(false),
    /** The provider is asked to let go. */
    CANCELLING(false),
    /** The money was taken, could not be sold for, and is to be given back. */
    REFUNDING(false),
    /** The provider does not give it back: a person has to see to it. */
    REFUND_REFUSED(false),
    /** The money was taken, and the sale is in the ledger. */
    SOLD(true),
    /** Nothing was taken: refused. */
    DECLINED(true),
    /** Nothing was taken: let go. */
    CANCELLED(true),
    /** The money was taken and given back. */
    REFUNDED(true);

    private final boolean ended;

    ProviderState(boolean ended) {
        this.ended = ended;
    }

    /** Whether nothing more is to be done about it. */
    public boolean hasEnded() {
        return ended;
    }
}
