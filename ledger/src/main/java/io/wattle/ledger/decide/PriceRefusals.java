package io.wattle.ledger.decide;

import io.wattle.ledger.entry.Outcome;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.quantity.QuantityText;
import io.wattle.ledger.state.Decision.Refuse;
import io.wattle.ledger.tariff.plan.TariffPlan;
import io.wattle.ledger.tariff.sale.PriceRefused;

/** What a tariff refuses, as the ledger says it: in a sale and in a quote for one. Pure. */
public final class PriceRefusals {

    private PriceRefusals() {}

    /** For a quote. */
    public static Outcome.Refused quoted(PriceRefused refused, TariffPlan plan, String field) {
        Refuse refuse = of(refused, plan, field);
        return new Outcome.Refused(refuse.reason(), refuse.field(), refuse.detail());
    }

    static Refuse of(PriceRefused refused, TariffPlan plan, String field) {
        return switch (refused.reason()) {
            case WRONG_CURRENCY -> new Refuse(Refusal.WRONG_CURRENCY, field, plan.name() + " is in " + plan.currency());
            case WRONG_UNIT, NEEDS_CURRENCY_BALANCE, NEEDS_UNIT_BALANCE -> new Refuse(Refusal.WRONG_UNIT, field,
                    plan.name() + " sells nothing of the kind to this meter: " + refused.reason());
            case AMOUNT_OUT_OF_RANGE ->
                new Refuse(Refusal.AMOUNT_TOO_LARGE, field, "must be above zero and not beyond all measure");
            case NOT_IN_FORCE ->
                new Refuse(Refusal.NO_TARIFF, "meter", plan.name() + " has no price for this customer now");
            case NOT_SALEABLE -> new Refuse(Refusal.AMOUNT_NOT_EXACT, field, "no token can say exactly so much");
            case BELOW_SALE_MINIMUM -> limit(field, "least for one sale", money(refused, plan));
            case ABOVE_SALE_MAXIMUM -> limit(field, "most for one sale", money(refused, plan));
            case ABOVE_DAY_MAXIMUM -> limit(field, "most for one day", money(refused, plan));
            case BELOW_UNITS_MINIMUM -> limit(field, "least for one sale", units(refused, plan));
            case ABOVE_UNITS_MAXIMUM -> limit(field, "most for one sale", units(refused, plan));
            case ABOVE_DAY_UNITS_MAXIMUM -> limit(field, "most for one day", units(refused, plan));
        };
    }

    private static Refuse limit(String field, String what, Quantity limit) {
        return new Refuse(Refusal.PURCHASE_LIMIT, field, "the " + what + " is " + QuantityText.of(limit));
    }

    private static Quantity money(PriceRefused refused, TariffPlan plan) {
        return new Money(refused.limit(), plan.currency());
    }

    private static Quantity units(PriceRefused refused, TariffPlan plan) {
        return plan.unit().of(refused.limit());
    }
}
