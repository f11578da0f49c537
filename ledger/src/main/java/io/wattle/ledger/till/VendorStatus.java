package io.wattle.ledger.till;

import io.wattle.ledger.quantity.Money;
import java.util.List;

/**
 * A vendor's merchant account.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param commissionBasisPoints of each sale, hundredths of a percent, 0..10,000
 * @param floats prepaid and not sold yet, in each currency
 * @param commissions earned in open shifts and not paid into the float yet, in each currency
 */
public record VendorStatus(String vendor, int commissionBasisPoints, List<Money> floats, List<Money> commissions) {

    public VendorStatus {
        floats = List.copyOf(floats);
        commissions = List.copyOf(commissions);
    }
}
