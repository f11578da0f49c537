package io.wattle.headend.bench.year;

import io.wattle.ledger.quantity.Unit;

/** What kind of meter it is. */
enum Nature {
    /** Electricity, with a balance in Wh. */
    ENERGY(Unit.WATT_HOUR, Unit.WATT_HOUR, 5_000, 5, 1_000_000_000L),
    /** Water, with a balance in litres. */
    WATER(Unit.LITRE, Unit.LITRE, 240, 2, 100_000_000L),
    /** Electricity, with a balance in money and a tariff of its own. */
    MONEY(Unit.WATT_HOUR, Unit.money(MeterLife.CURRENCY), 5_000, 1, 1_000_000_000L);

    @SuppressWarnings("ImmutableEnumChecker") // a record of an enum and a text
    final Unit registerUnit;
    @SuppressWarnings("ImmutableEnumChecker") // as above
    final Unit balanceUnit;
    /** What an ordinary household uses in a day, in the register's unit. */
    final long usualUnits;
    /** What a minor unit of the currency buys, in the balance's unit. */
    final long unitsPerMinor;
    /** Where the register begins again at zero. */
    final long registerModulus;

    Nature(Unit registerUnit, Unit balanceUnit, long usualUnits, long unitsPerMinor, long registerModulus) {
        this.registerUnit = registerUnit;
        this.balanceUnit = balanceUnit;
        this.usualUnits = usualUnits;
        this.unitsPerMinor = unitsPerMinor;
        this.registerModulus = registerModulus;
    }

    /** By number: three in five are for electricity in Wh, one for water, one for money. */
    static Nature of(int number) {
        return switch (number % 5) {
            case 3 -> WATER;
            case 4 -> MONEY;
            default -> ENERGY;
        };
    }
}
