package io.wattle.ledger.tariff.usage;

import java.util.OptionalLong;

/**
 * What the cost of an interval depends on besides tariff and time.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param unitsThisMonth the block counter: consumed in the calendar month of the interval's begin, before it
 * @param carryNano what the deductions before were rounded by, in thousand-millionths of a minor unit: above zero if
 *        they took too little. Handed on, no rounding is ever lost, however small the intervals are
 * @param monthNano charged for units since the month began, towards its minimum charge, in the same fractions; empty if
 *        that month is not filled up, for it was not counted from its beginning or had no minimum then
 */
public record UsageContext(String customerClass, String subClass, long unitsThisMonth, long carryNano,
        OptionalLong monthNano) {

    /** Of whom nothing was counted towards a minimum charge. */
    public UsageContext(String customerClass, String subClass, long unitsThisMonth, long carryNano) {
        this(customerClass, subClass, unitsThisMonth, carryNano, OptionalLong.empty());
    }
}
