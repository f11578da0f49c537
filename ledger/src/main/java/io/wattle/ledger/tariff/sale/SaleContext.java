package io.wattle.ledger.tariff.sale;

import io.wattle.ledger.tariff.plan.Exact;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that a price depends on besides the tariff. Nothing is looked up: who sells hands it in.
 *
 * <p>Immutable, safe for any thread. Amounts in minor units, units in Wh or l, none below zero.
 *
 * @param at when; days and months are those of the tariff's zone
 * @param channel how is paid, for the channel fee
 * @param balance where the value ends: in units, or in a wallet that consumption draws on
 * @param step which amounts of units can be sold
 * @param unitsThisMonth the block counter: units bought this calendar month before
 * @param unitsToday units bought this day before
 * @param tenderedTodayMinor paid this day before
 * @param chargedThisMonthMinor charged for units this month before, towards the minimum charge
 * @param minimumPaidMinor what sales of this month paid to fill up to the minimum charge, and energy has not used yet
 * @param agreedDiscounts names of discounts that were agreed with the customer
 * @param discountsThisMonthMinor given this month before, by the discount's name
 * @param freeUnits to be given with this sale, as {@code FreeUnits.claimable} says; zero to claim none
 * @param fixedDue in the order in which they are paid
 * @param arrears sorted into the order in which they are paid
 * @param recoveredMinor what payments gave to arrears this period before
 * @param emergencyUsedMinor price of the emergency credit that was used
 */
public record SaleContext(Instant at, String customerClass, String subClass, String channel, Balance balance,
        Step step, Set<String> agreedDiscounts, long unitsThisMonth, long unitsToday, long tenderedTodayMinor,
        long chargedThisMonthMinor, long minimumPaidMinor,
        Map<String, Long> discountsThisMonthMinor, long freeUnits, List<FixedDue> fixedDue,
        List<ArrearsItem> arrears, long recoveredMinor, long emergencyUsedMinor) {

    /** Where the value ends. */
    public enum Balance {
        UNITS, CURRENCY
    }

    /** Which amounts of units can be sold. */
    public enum Step {
        /** Those that a token can say. */
        TOKEN,
        /** Every Wh or l: for meters that are loaded over the wire. */
        ONE
    }

    public SaleContext {
        agreedDiscounts = Set.copyOf(agreedDiscounts);
        discountsThisMonthMinor = Map.copyOf(discountsThisMonthMinor);
        fixedDue = List.copyOf(fixedDue);
        arrears = arrears.size() < 2 ? List.copyOf(arrears) : arrears.stream().sorted(ArrearsItem.ORDER).toList();
        notBelowZero("unitsThisMonth", unitsThisMonth);
        notBelowZero("unitsToday", unitsToday);
        notBelowZero("tenderedTodayMinor", tenderedTodayMinor);
        notBelowZero("chargedThisMonthMinor", chargedThisMonthMinor);
        notBelowZero("minimumPaidMinor", minimumPaidMinor);
        notBelowZero("freeUnits", freeUnits);
        notBelowZero("recoveredMinor", recoveredMinor);
        notBelowZero("emergencyUsedMinor", emergencyUsedMinor);
    }

    /** The same with the value ending elsewhere, and no free units where that is no meter. */
    public SaleContext withBalance(Balance other) {
        return new SaleContext(at, customerClass, subClass, channel, other, step, agreedDiscounts, unitsThisMonth,
                unitsToday,
                tenderedTodayMinor, chargedThisMonthMinor, minimumPaidMinor, discountsThisMonthMinor,
                other == Balance.UNITS ? freeUnits : 0, fixedDue, arrears, recoveredMinor, emergencyUsedMinor);
    }

    /** A customer of whom nothing is known but the class: first purchase, nothing due, a token. */
    public static SaleContextBuilder at(Instant at, String customerClass) {
        return new SaleContextBuilder(at, customerClass);
    }

    private static void notBelowZero(String name, long value) {
        if (value < 0 || value > Exact.AMOUNT_MAX) {
            throw new IllegalArgumentException(name + " must be 0.."
                    + Exact.AMOUNT_MAX + ", was: " + value);
        }
    }
}
