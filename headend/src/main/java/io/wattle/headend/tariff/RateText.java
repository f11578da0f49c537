package io.wattle.headend.tariff;

import java.math.BigDecimal;
import java.util.Currency;

/** Rates and shares as people write them. Without state, safe for any thread. */
public final class RateText {
    private static final int RATE_DIGITS = 6;

    private RateText() {}

    /** A rate of a kWh or m3, such as {@code 1.8605}: at least the digits of the currency. */
    public static String of(long rateMicro, String currency) {
        int digits = Currency.getInstance(currency).getDefaultFractionDigits();
        BigDecimal rate = BigDecimal.valueOf(rateMicro, digits + RATE_DIGITS).stripTrailingZeros();
        return (rate.scale() < digits ? rate.setScale(digits) : rate).toPlainString();
    }

    /** A share, such as {@code 7.5 %}. */
    public static String share(long ppm) {
        return BigDecimal.valueOf(ppm, 4).stripTrailingZeros().toPlainString() + " %";
    }
}
