package io.wattle.headend.tariff;

import java.util.Currency;

/** Money as a tariff file says it: in the currency's main unit, exactly. */
final class Amounts {
    private static final int MICRO_DIGITS = 6;
    private final int digits;

    Amounts(Currency currency) {
        this.digits = currency.getDefaultFractionDigits();
    }

    /** In minor units. */
    long minor(Value value) {
        return value.scaled(digits, "an amount of money");
    }

    long minorOr(Fields fields, String key, long otherwise) {
        return fields.find(key).map(this::minor).orElse(otherwise);
    }

    /** In millionths of a minor unit. */
    long fine(Value value) {
        return value.scaled(digits + MICRO_DIGITS, "an amount of money");
    }

    /** For a kWh or m3, in millionths of a minor unit. */
    long rate(Value value) {
        return value.scaled(digits + MICRO_DIGITS, "a price for a kWh or m3");
    }
}
