package io.wattle.ledger.decide;

import io.wattle.ledger.balance.Carry;
import io.wattle.ledger.balance.Deduction;
import io.wattle.ledger.balance.UsagePoint;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.state.MeterState;
import io.wattle.ledger.state.ServerMeter;
import io.wattle.ledger.state.UsageShares;
import io.wattle.ledger.tariff.FlatRate;
import io.wattle.ledger.tariff.plan.Exact;
import io.wattle.ledger.tariff.plan.TariffHistory;
import io.wattle.ledger.tariff.sale.QuoteLine.Kind;
import io.wattle.ledger.tariff.usage.UsageCalculator;
import io.wattle.ledger.tariff.usage.UsageContext;
import io.wattle.ledger.tariff.usage.UsageCost.UsageLine;
import io.wattle.ledger.tariff.usage.UsageCost;
import io.wattle.ledger.tariff.usage.UsageInterval;
import io.wattle.ledger.verify.RegisterStep;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Says what is deducted for what one meter used between two readings. Pure; for deciding alone. */
final class UsagePricing {
    /** What was used in a longer time is priced as if it had been used in the last part of it: nobody knows better. */
    private static final Duration SPAN_MAX = Duration.ofDays(400);
    private final ServerMeter server;
    private final MeterState meter;
    private final LedgerState state;
    private final Map<Unit.Kind, FlatRate> rates;

    UsagePricing(ServerMeter server, MeterState meter, LedgerState state, Map<Unit.Kind, FlatRate> rates) {
        this.server = server;
        this.meter = meter;
        this.state = state;
        this.rates = rates;
    }

    /** Empty where nothing says what it costs, or the price is beyond all bounds. */
    Optional<Deduction> between(UsagePoint from, UsagePoint to, Carry before, String deductionId) {
        long used = used(from, to);
        boolean guessed = !from.quality().isReal() || !to.quality().isReal();
        if (!server.inMoney()) {
            return Optional.of(new Deduction(deductionId, from, to, used, server.unit.of(used), List.of(), List.of(),
                    before, guessed));
        }
        try {
            return cost(from, to, used, before).flatMap(cost -> new UsageShares(cost, before).all()
                    .map(shares -> new Deduction(deductionId, from, to, used, server.unit.of(cost.chargedMinor()),
                            shares.shares(), UsageShares.lines(cost), shares.after(),
                            guessed || cost.estimated())))
                    .filter(deduction -> Math.abs(deduction.charged().value()) <= Wellformed.VALUE_MAX);
        } catch (ArithmeticException e) {
            return Optional.empty(); // a price that no long can hold
        }
    }

    /** A register that went back shows nothing of what was used. */
    private long used(UsagePoint from, UsagePoint to) {
        long modulus = meter.terms().registerModulus();
        if (to.register() >= from.register()) {
            return to.register() - from.register();
        }
        return RegisterStep.rolledOver(from.register(), to.register(), modulus)
                ? modulus - from.register() + to.register()
                : 0;
    }

    private Optional<UsageCost> cost(UsagePoint from, UsagePoint to, long used, Carry before) {
        if (used > Wellformed.VALUE_MAX) {
            return Optional.empty();
        }
        Instant begin = Duration.between(from.takenAt(), to.takenAt()).compareTo(SPAN_MAX) > 0
                ? to.takenAt().minus(SPAN_MAX)
                : from.takenAt();
        UsageContext context = new UsageContext(state.accounts.terms(meter.account()).customerClass(),
                state.accounts.terms(meter.account()).subClass(), before.monthUnits(), before.nano(),
                before.monthNano());
        Optional<FlatRate> rate = Optional.ofNullable(rates.get(meter.registerUnit().kind()))
                .filter(one -> one.currency().equals(server.unit.code()));
        return state.tariffHistory(meter.registerUnit().kind(), server.unit.code(), context.customerClass(),
                context.subClass())
                .flatMap(history -> byPlan(history, UsageInterval.of(begin, to.takenAt(), used), context, rate))
                .or(() -> rate.map(one -> flat(one, used, before.nano())));
    }

    /** What was used before there was any plan goes by the rate. */
    private static Optional<UsageCost> byPlan(TariffHistory history, UsageInterval whole, UsageContext context,
            Optional<FlatRate> rate) {
        Instant since = history.entries().getFirst().since();
        if (rate.isEmpty() || !whole.from().isBefore(since) || !since.isBefore(whole.to())) {
            return UsageCalculator.costOf(history, whole, context);
        }
        long before = BigInteger.valueOf(whole.units())
                .multiply(BigInteger.valueOf(Duration.between(whole.from(), since).toMillis()))
                .divide(BigInteger.valueOf(Math.max(1, Duration.between(whole.from(), whole.to()).toMillis())))
                .longValueExact();
        UsageCost first = flat(rate.get(), before, context.carryNano());
        return UsageCalculator.costOf(history, UsageInterval.of(since, whole.to(), whole.units() - before),
                new UsageContext(context.customerClass(), context.subClass(), context.unitsThisMonth(),
                        first.carryNano()))
                .map(second -> {
                    List<UsageLine> lines = new ArrayList<>(first.lines());
                    lines.addAll(second.lines());
                    return new UsageCost(lines, Math.addExact(first.chargedMinor(), second.chargedMinor()),
                            second.taxMinor(), second.carryNano(), second.monthUnits(),
                            second.monthNano(), true);
                });
    }

    /** Where no tariff plan holds: by the one rate of the service, all taxes in it. */
    private static UsageCost flat(FlatRate rate, long used, long carryNano) {
        long perUnit = Math.multiplyExact(rate.priceMinorPerThousand(), Exact.PER_MINOR / 1_000);
        long nano = Math.multiplyExact(used, perUnit);
        long sum = Math.addExact(nano, carryNano);
        long charged = UsageShares.rounded(sum);
        UsageLine line = new UsageLine(rate.name(), Kind.UNITS, "", used,
                Math.multiplyExact(rate.priceMinorPerThousand(), Exact.WHOLE_PPM), nano);
        return new UsageCost(used == 0 ? List.of() : List.of(line), charged, 0, sum - charged * Exact.PER_MINOR, 0,
                OptionalLong.empty(), false);
    }
}
