package io.wattle.ledger.balance;

import java.util.List;
import java.util.OptionalLong;

/**
 * What the price of the next interval depends on.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param monthUnits used in the calendar month so far: the block counter
 * @param nano what rounding took too little (or, below zero, too much) so far, in thousand-millionths of a minor unit
 * @param taxes the same of each tax, at most 16
 * @param monthNano charged for units of the month so far, in the same fractions; empty for a month that is not filled up to
 *        a minimum charge
 */
public record Carry(long monthUnits, long nano, List<TaxCarry> taxes, OptionalLong monthNano) {
    /** Of a meter of which nothing was used yet. */
    public static final Carry NOTHING = new Carry(0, 0, List.of());

    /** Of one tax. */
    public record TaxCarry(String tax, long nano) {}

    public Carry {
        taxes = List.copyOf(taxes);
    }

    /** Where no month is filled up. */
    public Carry(long monthUnits, long nano, List<TaxCarry> taxes) {
        this(monthUnits, nano, taxes, OptionalLong.empty());
    }

    /** The same, for a month that has only begun: nothing was used of it yet. */
    public Carry atNewMonth() {
        return new Carry(0, nano, taxes);
    }
}
