package io.wattle.ledger.state;

import io.wattle.ledger.entry.Outcome;
import io.wattle.ledger.entry.Refusal;
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
        String limit = refused.limit() == 0 ? "" : ": the limit is " + refused.limit();
        return switch (refused.reason()) {
            case WRONG_CURRENCY -> new Refuse(Refusal.WRONG_CURRENCY, field, plan.name() + " is in " + plan.currency());
            case WRONG_UNIT, NEEDS_CURRENCY_BALANCE, NEEDS_UNIT_BALANCE -> new Refuse(Refusal.WRONG_UNIT, field,
                    plan.name() + " sells nothing of the kind to this meter: " + refused.reason());
            case AMOUNT_OUT_OF_RANGE -> new Refuse(Refusal.AMOUNT_TOO_LARGE, field, "out of range" + limit);
            case NOT_IN_FORCE ->
                new Refuse(Refusal.NO_TARIFF, "meter", plan.name() + " has no price for this customer now");
            case NOT_SALEABLE -> new Refuse(Refusal.AMOUNT_NOT_EXACT, field, "no token can say exactly so much");
            case BELOW_SALE_MINIMUM, ABOVE_SALE_MAXIMUM, ABOVE_DAY_MAXIMUM, BELOW_UNITS_MINIMUM, ABOVE_UNITS_MAXIMUM,
                    ABOVE_DAY_UNITS_MAXIMUM ->
                new Refuse(Refusal.PURCHASE_LIMIT, field, refused.reason() + limit);
        };
    }
}
