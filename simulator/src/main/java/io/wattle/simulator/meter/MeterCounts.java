package io.wattle.simulator.meter;

import io.wattle.simulator.household.Household;

/**
 * Register and balance of a meter, in Wh or litres. Immutable.
 *
 * @param register cumulative since the meter was made
 * @param balance what is left; below zero when more was used than paid for
 * @param remainderRateMs what was used and is not a whole unit yet, 0..3,599,999 rate milliseconds
 */
record MeterCounts(long register, long balance, long remainderRateMs) {

    /** Whole units that become due with {@code rateMs} more. */
    long unitsDue(long rateMs) {
        return Math.addExact(remainderRateMs, rateMs) / Household.RATE_MS_PER_UNIT;
    }

    /** After {@code rateMs} more: the balance pays for what is due, and the register counts it unless it is bypassed. */
    MeterCounts used(long rateMs, boolean registerCounts) {
        long units = unitsDue(rateMs);
        long rest = (remainderRateMs + rateMs) % Household.RATE_MS_PER_UNIT;
        return new MeterCounts(registerCounts ? Math.addExact(register, units) : register,
                Math.subtractExact(balance, units), rest);
    }

    MeterCounts withBalance(long newBalance) {
        return new MeterCounts(register, newBalance, remainderRateMs);
    }
}
