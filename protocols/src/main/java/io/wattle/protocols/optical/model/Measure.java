package io.wattle.protocols.optical.model;

import io.wattle.protocols.meter.MeterQuantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Locale;

/**
 * A quantity under an address.
 *
 * @param address such as 1.8.0
 * @param unit taken where the meter gives none: kWh, Wh, MWh, m3, l, or a currency by ISO 4217
 * @param factor by which the meter's number is multiplied, above zero; 1 for most
 */
public record Measure(String address, String unit, BigDecimal factor) {
    private static final int WH_SCALE = 3;
    private static final int DIGITS_MAX = 30;

    public Measure {
        if (address.isBlank()) {
            throw new IllegalArgumentException("address must not be blank");
        }
        if (factor.signum() <= 0) {
            throw new IllegalArgumentException("factor must be above zero, was: " + factor);
        }
    }

    /**
     * In the waist's units, rounded down to whole ones: what is not a whole watt-hour was not counted yet.
     *
     * @param givenUnit as the meter says, or empty
     * @throws IllegalArgumentException naming what cannot be understood
     */
    MeterQuantity quantity(String text, String givenUnit) {
        BigDecimal number = number(text).multiply(factor);
        String name = givenUnit.isBlank() ? unit : givenUnit.strip();
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "kwh" -> new MeterQuantity.Energy(whole(number, WH_SCALE));
            case "wh" -> new MeterQuantity.Energy(whole(number, 0));
            case "mwh" -> new MeterQuantity.Energy(whole(number, 2 * WH_SCALE));
            case "m3", "m^3" -> new MeterQuantity.Volume(whole(number, WH_SCALE));
            case "l" -> new MeterQuantity.Volume(whole(number, 0));
            default -> money(number, name);
        };
    }

    private MeterQuantity money(BigDecimal number, String name) {
        try {
            int digits = Currency.getInstance(name).getDefaultFractionDigits();
            return new MeterQuantity.Money(whole(number, digits), name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("unit " + name + " is not known: kWh, Wh, MWh, m3, l or a currency", e);
        }
    }

    private BigDecimal number(String text) {
        String bare = text.strip();
        if (bare.length() > DIGITS_MAX || !bare.matches("-?[0-9]+([.,][0-9]+)?")) {
            throw new IllegalArgumentException("what stands there is no number");
        }
        return new BigDecimal(bare.replace(',', '.'));
    }

    private static long whole(BigDecimal number, int scale) {
        try {
            return number.movePointRight(scale).setScale(0, RoundingMode.FLOOR).longValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("the number is larger than any meter's", e);
        }
    }
}
