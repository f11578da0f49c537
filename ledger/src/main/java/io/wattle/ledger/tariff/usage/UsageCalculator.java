package io.wattle.ledger.tariff.usage;

import io.wattle.ledger.tariff.plan.Exact;
import io.wattle.ledger.tariff.plan.TariffHistory;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;

/**
 * The cost of an interval of consumption, priced by the tariff in force at each moment of it. Only what units cost, and
 * what fills up a month that is over to the minimum charge: fixed charges accrue by the day ({@code StandingFee.accruedOn}).
 *
 * <p>Pure, safe for any thread.
 */
public final class UsageCalculator {

    private UsageCalculator() {}

    /**
     * Splits the interval at changes of tariff, ends of months and days, and hours of use; by the load profile where there
     * is one, else by time.
     *
     * @return empty if at some moment of the interval no tariff holds for the class
     * @throws ArithmeticException if an amount is beyond a long of thousand-millionths of a minor unit
     */
    public static Optional<UsageCost> costOf(TariffHistory history, UsageInterval interval, UsageContext context) {
        UsageSplit split = new UsageSplit(history, context);
        Optional<Map<UsageSplit.Price, Long>> units = split.of(interval);
        if (units.isEmpty()) {
            return Optional.empty();
        }
        UsageBill bill = new UsageBill();
        YearMonth month = month(history, interval.from());
        MonthMinimum minimum = new MonthMinimum(bill, context.monthNano(), month,
                beginsMonth(history, interval.from()));
        long counter = context.unitsThisMonth();
        for (Map.Entry<UsageSplit.Price, Long> part : units.get().entrySet()) {
            YearMonth counted = part.getKey().month();
            if (counted.getYear() != 0 && !counted.equals(month)) {
                counter = 0;
                month = counted;
            }
            minimum.reach(part.getKey());
            minimum.add(bill.add(part.getKey(), counter, part.getValue()));
            counter = Math.addExact(counter, part.getValue());
        }
        boolean sameMonth = month.equals(month(history, interval.to()));
        minimum.end(month(history, interval.to()));
        long exact = Math.addExact(bill.exactNano(), context.carryNano());
        long charged = Math.floorDiv(Math.addExact(exact, Exact.PER_MINOR / 2), Exact.PER_MINOR);
        long tax = Math.floorDiv(bill.taxNano() + Exact.PER_MINOR / 2, Exact.PER_MINOR);
        return Optional.of(new UsageCost(bill.lines(), charged, Math.min(tax, Math.max(0, charged)),
                exact - charged * Exact.PER_MINOR, sameMonth ? counter : 0, minimum.chargedNano(),
                split.isEstimated()));
    }

    private static YearMonth month(TariffHistory history, Instant at) {
        return history.at(at)
                .map(plan -> YearMonth.from(LocalDateTime.ofInstant(at, plan.zone())))
                .orElse(YearMonth.of(0, 1));
    }

    private static boolean beginsMonth(TariffHistory history, Instant at) {
        return history.at(at)
                .map(plan -> LocalDateTime.ofInstant(at, plan.zone()))
                .filter(local -> local.equals(YearMonth.from(local).atDay(1).atStartOfDay()))
                .isPresent();
    }
}
