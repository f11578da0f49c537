package io.wattle.ledger.tariff.sale;

/**
 * What came of asking for a price: a quote, or the reason why there is none.
 *
 * <p>Immutable, safe for any thread.
 */
public sealed interface Pricing permits Quote, PriceRefused {}
