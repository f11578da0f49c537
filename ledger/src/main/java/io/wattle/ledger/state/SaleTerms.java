package io.wattle.ledger.state;

import io.wattle.ledger.tariff.plan.TariffPlan;
import io.wattle.ledger.tariff.sale.SaleContext;

/**
 * By what a meter is sold to now: hand both to the {@link io.wattle.ledger.tariff.sale.SaleCalculator}, and it says the
 * price that the ledger would take.
 *
 * <p>Immutable, safe for any thread.
 */
public record SaleTerms(TariffPlan plan, SaleContext context) {}
