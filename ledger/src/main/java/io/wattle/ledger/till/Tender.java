package io.wattle.ledger.till;

/**
 * Money as it is handed over. The number (ordinal) goes into the journal.
 *
 * <p>Safe for any thread.
 */
public enum Tender {
    CASH(false), CHEQUE(true), BANK_TRANSFER(true), MOBILE_MONEY(true), CREDIT_CARD(true),
    /** A card of our own: it is redeemed, and no till takes money for it a second time. */
    PREPAID_CARD(true);

    private final boolean needsReference;

    Tender(boolean needsReference) {
        this.needsReference = needsReference;
    }

    /** Whether somebody else's paper or system knows it, by a name that must be given. */
    public boolean needsReference() {
        return needsReference;
    }
}
