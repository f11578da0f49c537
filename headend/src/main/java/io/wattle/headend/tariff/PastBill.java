package io.wattle.headend.tariff;

import io.wattle.ledger.tariff.plan.Exact;
import io.wattle.ledger.tariff.plan.Scope;
import io.wattle.ledger.tariff.plan.TariffHistory;
import io.wattle.ledger.tariff.plan.TariffPlan;
import io.wattle.ledger.tariff.sale.QuoteLine;
import io.wattle.ledger.tariff.usage.UsageCalculator;
import io.wattle.ledger.tariff.usage.UsageContext;
import io.wattle.ledger.tariff.usage.UsageCost;
import io.wattle.ledger.tariff.usage.UsageInterval;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What past usage would have cost by a plan, whatever days the plan itself is for. Units with their taxes, and what stands
 * for each day without; no minimum charge, and the count of blocks begins with the first interval. For one thread.
 */
public final class PastBill {
    private final TariffPlan plan;
    private final TariffHistory always;
    private final String customerClass;
    private final String subClass;
    private final Map<Price, long[]> lines = new LinkedHashMap<>();
    private long units;
    private long unitsMinor;
    private long taxMinor;
    private long fixedMinor;
    private long monthUnits;
    private long carryNano;
    private OptionalLong monthNano = OptionalLong.empty();
    private boolean estimated;
    private Optional<Instant> unpriced = Optional.empty();

    private record Price(QuoteLine.Kind kind, String name, long rate) {}

    /** What units at one price cost, rounded for being shown. */
    public record Line(QuoteLine.Kind kind, String name, long units, long rate, long amountMinor) {}

    /**
     * The sum.
     *
     * @param totalMinor for units and standing charges
     * @param unitsMinor for units, taxes with them
     * @param taxMinor what of it is tax
     * @param fixedMinor standing charges of the days, without tax
     * @param estimated usage had to be spread over time where prices differ
     */
    public record Sum(String tariff, int version, String currency, long units, long totalMinor, long unitsMinor,
            long taxMinor, long fixedMinor, boolean estimated, List<Line> lines) {
        public Sum {
            lines = List.copyOf(lines);
        }
    }

    public PastBill(TariffPlan plan, String customerClass, String subClass) {
        this.plan = new TariffPlan(plan.name(), plan.version(), plan.service(), plan.currency(), plan.zone(),
                new Scope(Optional.empty(), Optional.empty(), plan.scope().classes()), plan.waterfall(), plan.parts());
        this.always = TariffHistory.of(this.plan);
        this.customerClass = customerClass;
        this.subClass = subClass;
    }

    /** Adds what was used from one reading to the next; in order, each from where the one before ended. */
    public void add(UsageInterval interval) {
        Optional<UsageCost> found = UsageCalculator.costOf(always, interval,
                new UsageContext(customerClass, subClass, monthUnits, carryNano, monthNano));
        if (found.isEmpty()) {
            unpriced = unpriced.or(() -> Optional.of(interval.from()));
            return;
        }
        UsageCost cost = found.get();
        units += interval.units();
        unitsMinor = Math.addExact(unitsMinor, cost.chargedMinor());
        taxMinor += cost.taxMinor();
        monthUnits = cost.monthUnits();
        carryNano = cost.carryNano();
        monthNano = cost.monthNano();
        estimated |= cost.estimated();
        for (UsageCost.UsageLine line : cost.lines()) {
            long[] sums = lines.computeIfAbsent(new Price(line.kind(), line.name(), line.rate()), _ -> new long[2]);
            sums[0] += line.units();
            sums[1] = Math.addExact(sums[1], line.exactNano());
        }
    }

    /** Adds the standing charges of each day that begins in the span. */
    public void addDays(Instant from, Instant to) {
        LocalDate day = LocalDate.ofInstant(from, plan.zone());
        if (day.atStartOfDay(plan.zone()).toInstant().isBefore(from)) {
            day = day.plusDays(1);
        }
        while (day.atStartOfDay(plan.zone()).toInstant().isBefore(to)) {
            LocalDate one = day;
            fixedMinor += plan.inForce(one, customerClass, subClass)
                    .map(holding -> holding.standing().stream().mapToLong(fee -> fee.accruedOn(one)).sum())
                    .orElse(0L);
            day = day.plusDays(1);
        }
    }

    /** Where the plan first had no price for the class, if it ever had none: then the sum is of no use. */
    public Optional<Instant> unpriced() {
        return unpriced;
    }

    /** What it comes to. */
    public Sum sum() {
        List<Line> all = lines.entrySet()
                .stream()
                .map(entry -> new Line(entry.getKey().kind(), entry.getKey().name(), entry.getValue()[0],
                        entry.getKey().rate(), rounded(entry.getValue()[1])))
                .toList();
        return new Sum(plan.name(), plan.version(), plan.currency(), units, unitsMinor + fixedMinor,
                unitsMinor, taxMinor, fixedMinor,
                estimated, all);
    }

    private static long rounded(long nano) {
        return Math.floorDiv(nano + Exact.PER_MINOR / 2, Exact.PER_MINOR);
    }
}
