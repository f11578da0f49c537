package io.wattle.ledger.balance;

import java.util.List;

/**
 * What the price of the next interval depends on.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param monthUnits used in the calendar month so far: the block counter
 * @param nano what rounding took too little (or, below zero, too much) so far, in thousand-millionths of a minor unit
 * @param taxes the same of each tax, at most 16
 */
public record Carry(long monthUnits, long nano, List<TaxCarry> taxes) {
    /** Of a meter of which nothing was used yet. */
    public static final Carry NOTHING = new Carry(0, 0, List.of());

    /** Of one tax. */
    public record TaxCarry(String tax, long nano) {}

    public Carry {
        taxes = List.copyOf(taxes);
    }
}
