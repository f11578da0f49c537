package io.wattle.ledger.quantity;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * Exact quantities as people write them: in kWh, m3, and a currency's main unit.
 *
 * <p>Without state, safe for any thread.
 */
public final class QuantityText {

    private QuantityText() {}

    /** Such as {@code 12.345 kWh}, {@code 0.800 m3} or {@code 5.00 USD}. */
    public static String of(Quantity quantity) {
        return switch (quantity) {
            case Energy(long energyWh) -> scaled(energyWh, 3) + " kWh";
            case Volume(long volumeLitres) -> scaled(volumeLitres, 3) + " m3";
            case Gas(long gasLitres) -> scaled(gasLitres, 3) + " m3";
            case Money(long amountMinor, String currency) -> scaled(amountMinor, digits(currency)) + " " + currency;
        };
    }

    private static String scaled(long value, int digits) {
        return BigDecimal.valueOf(value, digits).toPlainString();
    }

    /** Minor digits by ISO 4217; two for a code that this JDK does not know. */
    private static int digits(String currency) {
        return Currency.getAvailableCurrencies()
                .stream()
                .filter(known -> known.getCurrencyCode().equals(currency))
                .findFirst()
                .map(Currency::getDefaultFractionDigits)
                .filter(digits -> digits >= 0)
                .orElse(2);
    }
}
