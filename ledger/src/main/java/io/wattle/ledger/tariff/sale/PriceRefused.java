package io.wattle.ledger.tariff.sale;

/**
 * There is no price.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param limit the limit that it is about, in minor units or in Wh or l; zero if none
 */
public record PriceRefused(Reason reason, long limit) implements Pricing {
    /** Why, in the order of checking. None is about time alone but {@code NOT_IN_FORCE} and the limits of a day. */
    public enum Reason {
        WRONG_CURRENCY, WRONG_UNIT, AMOUNT_OUT_OF_RANGE, NOT_IN_FORCE, NEEDS_CURRENCY_BALANCE, NEEDS_UNIT_BALANCE,
        NOT_SALEABLE, BELOW_SALE_MINIMUM, ABOVE_SALE_MAXIMUM, ABOVE_DAY_MAXIMUM, BELOW_UNITS_MINIMUM,
        ABOVE_UNITS_MAXIMUM, ABOVE_DAY_UNITS_MAXIMUM
    }
}
