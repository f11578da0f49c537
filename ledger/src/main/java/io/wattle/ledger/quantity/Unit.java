package io.wattle.ledger.quantity;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a quantity counts.
 *
 * <p>Immutable, safe for any thread; a value that is not allowed is refused with {@link IllegalArgumentException}.
 *
 * @param kind energy, volume of water, money or volume of gas
 * @param code {@code Wh}, {@code l}, {@code lg} (litres of gas), or an ISO 4217 code
 */
public record Unit(Kind kind, String code) {

    /** The kinds of thing that a ledger account can hold. Their places are on disk: a new one is the last. */
    public enum Kind {
        ENERGY, VOLUME, MONEY, GAS
    }

    public static final Unit WATT_HOUR = new Unit(Kind.ENERGY, "Wh");
    public static final Unit LITRE = new Unit(Kind.VOLUME, "l");
    public static final Unit GAS_LITRE = new Unit(Kind.GAS, "lg");

    /** One unit for each currency, so that millions of quantities share it: at most 26^3, the codes that there can be. */
    private static final Map<String, Unit> CURRENCIES = new ConcurrentHashMap<>();

    /** Most utilities have one currency: then it is found without looking. Any thread may set it; all are right. */
    private static volatile Unit lastCurrency = new Unit(Kind.MONEY, "XXX");

    public Unit {
        boolean good = switch (kind) {
            case ENERGY -> code.equals("Wh");
            case VOLUME -> code.equals("l");
            case GAS -> code.equals("lg");
            case MONEY -> isCurrency(code);
        };
        if (!good) {
            throw new IllegalArgumentException("code must be Wh, l, lg or an ISO 4217 code that fits the kind " + kind
                    + ", was: " + code);
        }
    }

    /** A currency by its ISO 4217 code. */
    public static Unit money(String currency) {
        Unit last = lastCurrency;
        return last.code.equals(currency) ? last : otherMoney(currency);
    }

    private static Unit otherMoney(String currency) {
        Unit unit = CURRENCIES.computeIfAbsent(currency, code -> new Unit(Kind.MONEY, code));
        lastCurrency = unit;
        return unit;
    }

    /** The unit of a code that {@link #code()} gave. */
    public static Unit ofCode(String code) {
        return switch (code) {
            case "Wh" -> WATT_HOUR;
            case "l" -> LITRE;
            case "lg" -> GAS_LITRE;
            default -> money(code);
        };
    }

    /** So many of this unit. */
    public Quantity of(long value) {
        return switch (kind) {
            case ENERGY -> new Energy(value);
            case VOLUME -> new Volume(value);
            case GAS -> new Gas(value);
            case MONEY -> new Money(value, code);
        };
    }

    public Quantity zero() {
        return of(0);
    }

    private static boolean isCurrency(String code) {
        return code.length() == 3 && isCapital(code.charAt(0)) && isCapital(code.charAt(1))
                && isCapital(code.charAt(2));
    }

    private static boolean isCapital(char letter) {
        return letter >= 'A' && letter <= 'Z';
    }
}
