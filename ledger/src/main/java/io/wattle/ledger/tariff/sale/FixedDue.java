package io.wattle.ledger.tariff.sale;

import io.wattle.ledger.tariff.plan.Exact;

/**
 * A fixed charge that is due, before its taxes.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param name on the receipt
 */
public record FixedDue(String name, long amountMinor) {
    public FixedDue {
        if (amountMinor < 0 || amountMinor > Exact.AMOUNT_MAX) {
            throw new IllegalArgumentException("amountMinor must be 0.." + Exact.AMOUNT_MAX + ", was: " + amountMinor);
        }
    }
}
