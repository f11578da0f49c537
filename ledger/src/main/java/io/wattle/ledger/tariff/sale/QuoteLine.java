package io.wattle.ledger.tariff.sale;

/**
 * One line of a receipt.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param units that it is about, in Wh or l; zero if it is about none
 * @param rate as the tariff says it: millionths of a minor unit for a kWh or m3, or a share in millionths; zero if none
 * @param amountMinor discounts are below zero
 */
public record QuoteLine(Kind kind, String name, long units, long rate, long amountMinor) {
    /** What a line says. All but the last two add up to the tender. */
    public enum Kind {
        CHANNEL_FEE, ARREARS, EMERGENCY_CREDIT, FIXED_CHARGE, UNITS, SCARCITY, DISCOUNT, MINIMUM_CHARGE, SEWERAGE,
        TAX, WALLET,
        /** A tax that the lines above contain. */
        INCLUDED_TAX, FREE_UNITS
    }

    /** Whether it is for the state, added or contained. */
    public boolean isTax() {
        return kind == Kind.TAX || kind == Kind.INCLUDED_TAX;
    }

    /** Whether it adds to the tender. */
    public boolean adds() {
        return kind != Kind.INCLUDED_TAX && kind != Kind.FREE_UNITS;
    }
}
