package io.wattle.ledger.till;

import io.wattle.ledger.quantity.Money;
import java.util.Optional;

/**
 * What was taken for one sale, and in which shift.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param saleId the payment's identifier; {@code A-} and the entry's number for cards that were activated
 * @param meter empty for cards
 * @param account the customer account; empty for cards
 * @param vendor whose float paid for it; then the drawer holds nothing of it
 * @param commissionMinor what the vendor earned by it, in the currency of the amount
 */
public record TillSale(String saleId, String shiftId, String meter, String account, Tender tender, Money amount,
        Optional<String> reference, Optional<String> vendor, long commissionMinor) {

    /** Cards that were activated are bearer's money: they are not taken back. */
    public boolean isOfMeter() {
        return !meter.isEmpty();
    }
}
