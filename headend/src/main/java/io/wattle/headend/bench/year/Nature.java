package io.wattle.headend.bench.year;

import io.wattle.ledger.quantity.Unit;

/** What kind of meter it is. */
enum Nature {
    /** Electricity, with a balance in Wh. */
    ENERGY(Unit.WATT_HOUR, Unit.WATT_HOUR, 5_000, 5, 1_000_000_000L),
    /** Water, with a balance in litres. */
    WATER(Unit.LITRE, Unit.LITRE, 240, 2, 100_000_000L);

    final Unit registerUnit;
    final Unit balanceUnit;
    /** What an ordinary household uses in a day, in the register's unit. */
    final long usualUnits;
    /** What a minor unit of the currency buys. */
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

    /** By lot: most are for electricity. */
    static Nature of(int number) {
        return number % 5 == 4 ? WATER : ENERGY;
    }
}
