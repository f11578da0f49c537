package io.wattle.ledger.till;

import io.wattle.ledger.quantity.Money;

/**
 * What should be there of one tender, and what is; in the same currency.
 *
 * <p>Immutable, safe for any thread.
 */
public record TenderCount(Tender tender, Money expected, Money counted) {

    /** Above zero if too much is there. */
    public Money difference() {
        return new Money(counted.amountMinor() - expected.amountMinor(), expected.currency());
    }
}
