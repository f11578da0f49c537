package io.wattle.headend.tariff;

import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.QuantityText;
import io.wattle.ledger.tariff.plan.TariffPlan;
import io.wattle.ledger.tariff.sale.PriceRefused;

/** Why a tariff refuses a sale, for people. Without state, safe for any thread. */
public final class PriceWords {

    private PriceWords() {}

    /** The reason's name, and what it means with this tariff. */
    public static String of(PriceRefused refused, TariffPlan plan) {
        String money = QuantityText.of(new Money(refused.limit(), plan.currency()));
        String units = QuantityText.of(plan.unit().of(refused.limit()));
        return refused.reason() + ": " + switch (refused.reason()) {
            case WRONG_CURRENCY -> "the tariff is in " + plan.currency();
            case WRONG_UNIT -> "the tariff is for " + plan.service();
            case AMOUNT_OUT_OF_RANGE -> "the amount must be above zero and not beyond all measure";
            case NOT_IN_FORCE -> "at that time the tariff does not hold, or has no price for that class";
            case NEEDS_CURRENCY_BALANCE -> "prices by time of use need a balance held in currency";
            case NEEDS_UNIT_BALANCE -> "a balance held in currency is not sold units";
            case NOT_SALEABLE -> "no token can say exactly so many units";
            case BELOW_SALE_MINIMUM -> "the least for one sale is " + money;
            case ABOVE_SALE_MAXIMUM -> "the most for one sale is " + money;
            case ABOVE_DAY_MAXIMUM -> "the most for one day is " + money;
            case BELOW_UNITS_MINIMUM -> "the least for one sale is " + units;
            case ABOVE_UNITS_MAXIMUM -> "the most for one sale is " + units;
            case ABOVE_DAY_UNITS_MAXIMUM -> "the most for one day is " + units;
        };
    }
}
