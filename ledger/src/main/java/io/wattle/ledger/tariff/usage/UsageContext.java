package io.wattle.ledger.tariff.usage;

/**
 * What the cost of an interval depends on besides tariff and time.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param unitsThisMonth the block counter: consumed in the calendar month of the interval's begin, before it
 * @param carryNano what the deductions before were rounded by, in thousand-millionths of a minor unit: above zero if
 *        they took too little. Handed on, no rounding is ever lost, however small the intervals are
 */
public record UsageContext(String customerClass, String subClass, long unitsThisMonth, long carryNano) {}
