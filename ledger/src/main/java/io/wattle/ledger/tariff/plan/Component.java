package io.wattle.ledger.tariff.plan;

/**
 * One thing that a tariff says. The family is closed: whoever prices, prints or encodes one handles all.
 *
 * <p>All are immutable, safe for any thread; a value that is not allowed is refused with
 * {@link IllegalArgumentException}. Amounts are in minor units, units in Wh or l, rates in millionths of a minor unit for
 * 1,000 Wh or l (a kWh or m3), shares in millionths.
 */
public sealed interface Component permits UnitPrice, StandingFee, MinimumCharge, PurchaseLimits, Tax, FreeUnits,
        Discount, ChannelFee, DebtRecovery, Sewerage, Scarcity, FlowRestriction, EmergencyTerms {

    /** The highest rate: a thousand million minor units for a kWh. */
    long RATE_MAX = 1_000_000_000_000_000L;
}
