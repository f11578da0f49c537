package io.wattle.ledger.quantity;

/**
 * What a quantity counts.
 *
 * @param kind energy, volume or money
 * @param code {@code Wh}, {@code l}, or an ISO 4217 code
 */
public record Unit(Kind kind, String code) {

    /** The kinds of thing that a ledger account can hold. */
    public enum Kind {
        ENERGY, VOLUME, MONEY
    }

    public static final Unit WATT_HOUR = new Unit(Kind.ENERGY, "Wh");
    public static final Unit LITRE = new Unit(Kind.VOLUME, "l");

    public Unit {
        boolean good = switch (kind) {
            case ENERGY -> code.equals("Wh");
            case VOLUME -> code.equals("l");
            case MONEY -> code.matches("[A-Z]{3}");
        };
        if (!good) {
            throw new IllegalArgumentException("code must be Wh, l or an ISO 4217 code that fits the kind " + kind
                    + ", was: " + code);
        }
    }

    /** A currency by its ISO 4217 code. */
    public static Unit money(String currency) {
        return new Unit(Kind.MONEY, currency);
    }

    /** The unit of a code that {@link #code()} gave. */
    public static Unit ofCode(String code) {
        return switch (code) {
            case "Wh" -> WATT_HOUR;
            case "l" -> LITRE;
            default -> money(code);
        };
    }

    /** So many of this unit. */
    public Quantity of(long value) {
        return switch (kind) {
            case ENERGY -> new Energy(value);
            case VOLUME -> new Volume(value);
            case MONEY -> new Money(value, code);
        };
    }

    public Quantity zero() {
        return of(0);
    }
}
