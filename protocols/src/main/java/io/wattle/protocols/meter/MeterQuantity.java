package io.wattle.protocols.meter;

/** What a meter counts or holds, exact, in the one unit used everywhere above the protocols. May be negative. */
public sealed interface MeterQuantity {

    /** The bare number, in the unit that the type names. */
    long value();

    /** Active energy in watt-hours. */
    record Energy(long energyWh) implements MeterQuantity {
        @Override
        public long value() {
            return energyWh;
        }

        @Override
        public String toString() {
            return energyWh + " Wh";
        }
    }

    /** Volume of water in litres. */
    record Volume(long volumeLitres) implements MeterQuantity {
        @Override
        public long value() {
            return volumeLitres;
        }

        @Override
        public String toString() {
            return volumeLitres + " l";
        }
    }

    /** Volume of gas in litres: it is sold at a price of its own, so it is no {@link Volume}. */
    record Gas(long gasLitres) implements MeterQuantity {
        @Override
        public long value() {
            return gasLitres;
        }

        @Override
        public String toString() {
            return gasLitres + " l of gas";
        }
    }

    /**
     * Money held in a meter.
     *
     * @param amountMinor in the currency's minor unit
     * @param currency ISO 4217 code, three capital letters
     */
    record Money(long amountMinor, String currency) implements MeterQuantity {
        public Money {
            if (!currency.matches("[A-Z]{3}")) {
                throw new IllegalArgumentException("currency must be an ISO 4217 code, was: " + currency);
            }
        }

        @Override
        public long value() {
            return amountMinor;
        }

        @Override
        public String toString() {
            return amountMinor + " " + currency + " minor";
        }
    }
}
