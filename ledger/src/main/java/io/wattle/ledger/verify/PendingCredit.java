package io.wattle.ledger.verify;

import io.wattle.ledger.quantity.Quantity;

/**
 * A credit that may have reached the meter and is not proved.
 *
 * @param amount above zero, in the unit of the balance
 * @param acceptedByMeter whether the meter itself said that it took it
 */
public record PendingCredit(String creditId, Quantity amount, boolean acceptedByMeter) {

    public PendingCredit {
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("amount must be above zero, was: " + amount);
        }
    }
}
