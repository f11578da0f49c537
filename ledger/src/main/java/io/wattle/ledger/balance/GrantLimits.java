package io.wattle.ledger.balance;

import io.wattle.ledger.quantity.Unit;

/**
 * How much free and how much engineering credit one meter may be given in a calendar month, each for itself. Emergency
 * credit has its limit in the tariff.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param units of a balance in Wh or l, not negative
 * @param minor of a balance in money, in minor units, not negative
 */
public record GrantLimits(long units, long minor) {
    /** 100 kWh or m3, and 100.00. */
    public static final GrantLimits USUAL = new GrantLimits(100_000, 10_000);

    public GrantLimits {
        if (units < 0 || minor < 0) {
            throw new IllegalArgumentException("limits must not be below zero, were: " + units + ", " + minor);
        }
    }

    /** For a balance in that unit. */
    public long of(Unit unit) {
        return unit.kind() == Unit.Kind.MONEY ? minor : units;
    }
}
