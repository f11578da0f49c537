package io.wattle.ledger.decide;

import static io.wattle.ledger.book.AccountType.CREDIT_ON_METER;
import static io.wattle.ledger.book.AccountType.ENGINEERING;

import io.wattle.ledger.balance.GrantLimits;
import io.wattle.ledger.balance.Quality;
import io.wattle.ledger.balance.UsagePoint;
import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.entry.BalanceCommand;
import io.wattle.ledger.entry.BalanceFact;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Reading;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.state.Decision.Accept;
import io.wattle.ledger.state.Decision.Refuse;
import io.wattle.ledger.state.Decision.Repeat;
import io.wattle.ledger.state.Decision;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.state.MeterState;
import io.wattle.ledger.state.ServerMeter;
import io.wattle.ledger.state.Transfers;
import io.wattle.ledger.state.UsageSeries;
import io.wattle.ledger.tariff.FlatRate;
import io.wattle.ledger.tariff.plan.TariffPlan;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiFunction;

/** Decides about balances that live here, besides what a reading of the meter itself and a payment bring about. */
final class BalanceDecisions {
    private static final int WARNING_DAYS_MAX = 90;
    private static final Duration AHEAD_MAX = Duration.ofDays(1);
    private final ReadingDecisions readings;
    private final UsageDecisions usage;
    private final BalanceGrants grants;
    private final Map<Unit.Kind, FlatRate> rates;

    BalanceDecisions(ReadingDecisions readings, UsageDecisions usage, Map<Unit.Kind, FlatRate> rates,
            GrantLimits limits, Set<String> granters) {
        this.readings = readings;
        this.usage = usage;
        this.rates = rates;
        this.grants = new BalanceGrants(rates, limits, granters);
    }

    BalanceGrants grants() {
        return grants;
    }

    Decision decide(BalanceCommand command, LedgerState state, long sequence, Instant time) {
        return switch (command) {
            case BalanceCommand.KeepBalance c -> known(c.meter(), state, (meter, server) -> keep(c, meter, server,
                    state, time));
            case BalanceCommand.ImportReading c ->
                known(c.meter(), state, (meter, server) -> bring(c, meter, server, state, sequence, time));
            case BalanceCommand.GrantCredit c -> grants.grant(c, state, sequence, time);
            case BalanceCommand.SetWarningDays c ->
                known(c.meter(), state, (_, server) -> server.map(one -> warn(c, one))
                        .orElseGet(() -> elsewhere(
                                c.meter())));
            case BalanceCommand.OrderLimit c ->
                known(c.meter(), state, (_, server) -> LimitDecisions.order(c, server.isPresent(), state));
            case BalanceCommand.AnswerLimit c -> known(c.meter(), state, (_, _) -> LimitDecisions.answer(c, state));
            case BalanceCommand.WithdrawLimit c ->
                known(c.meter(), state, (_, _) -> LimitDecisions.withdraw(c, state));
            case BalanceCommand.AccrueCharges _ -> new DailyCharges(state, time).decide();
        };
    }

    private static Decision known(String name, LedgerState state,
            BiFunction<MeterState, Optional<ServerMeter>, Decision> then) {
        Optional<Refuse> malformed = Wellformed.name("meter", name);
        if (malformed.isPresent()) {
            return malformed.get();
        }
        MeterState meter = state.meters.get(name);
        if (meter == null) {
            return Decider.unknownMeter(name);
        }
        Optional<Refuse> retired = RetiredMeter.inService(meter);
        return retired.isPresent() ? retired.get() : then.apply(meter, state.servers.of(name));
    }

    static Refuse elsewhere(String meter) {
        return new Refuse(Refusal.BALANCE_IN_METER, "meter", meter + " holds its balance itself");
    }

    private Decision keep(BalanceCommand.KeepBalance command, MeterState meter, Optional<ServerMeter> server,
            LedgerState state, Instant time) {
        if (server.isPresent()) {
            return server.get().unit.equals(command.unit())
                    ? new Repeat(server.get().keptSequence)
                    : new Refuse(Refusal.WRONG_STATE, "unit", "the balance of " + meter.meter + " lives here in "
                            + server.get().unit.code());
        }
        if (state.accounts.isClosed(meter.account())) {
            return new Refuse(Refusal.ACCOUNT_CLOSED, "meter", "account " + meter.account() + " of meter " + meter.meter
                    + " is closed");
        }
        if (!command.unit().equals(meter.registerUnit()) && !isSoldIn(command.unit(), meter, state)) {
            return new Refuse(Refusal.WRONG_UNIT, "unit", "must be " + meter.registerUnit().code()
                    + " or the currency that it is sold in, was: " + command.unit().code());
        }
        boolean hasOwn = meter.firstBalanceSequence() != 0 && !command.setAside();
        if (hasOwn || meter.seldom().tokens().isPresent() || meter.terms().inMoney()) {
            return elsewhere(meter.meter);
        }
        Optional<Refuse> byMachine = command.setAside() ? Wellformed.manual(command.origin()) : Optional.empty();
        if (byMachine.isPresent()) {
            return byMachine.get();
        }
        if (!meter.openCredits().isEmpty() || state.expiredCredits.containsKey(meter.meter)
                || !meter.seldom().changes().isEmpty()) {
            return new Refuse(Refusal.CREDITS_OPEN, "meter", "credits or changes are under way to " + meter.meter);
        }
        ZoneId zone = command.zone().orElseGet(() -> zone(command.unit(), meter, state, time));
        List<Fact> facts = new ArrayList<>();
        facts.add(new BalanceFact.BalanceKept(meter.meter, command.unit(), zone, LocalDate.ofInstant(time, zone)));
        Quantity left = state.balance(new AccountKey(CREDIT_ON_METER, meter.meter, meter.balanceUnit()));
        facts.addAll(new Transfers(meter.meter).move(CREDIT_ON_METER, ENGINEERING, left).facts());
        return new Accept(Optional.empty(), facts);
    }

    private boolean isSoldIn(Unit unit, MeterState meter, LedgerState state) {
        return unit.kind() == Unit.Kind.MONEY
                && (Optional.ofNullable(rates.get(meter.registerUnit().kind()))
                        .filter(rate -> rate.currency().equals(unit.code()))
                        .isPresent()
                        || state.tariffHistory(meter.registerUnit().kind(), unit.code(),
                                state.accounts.terms(meter.account()).customerClass(),
                                state.accounts.terms(meter.account()).subClass())
                                .isPresent());
    }

    private ZoneId zone(Unit unit, MeterState meter, LedgerState state, Instant time) {
        Optional<String> currency = unit.kind() == Unit.Kind.MONEY
                ? Optional.of(unit.code())
                : Optional.ofNullable(rates.get(unit.kind())).map(FlatRate::currency);
        return currency.flatMap(code -> state.planFor(meter, code, time)).map(TariffPlan::zone).orElse(ZoneOffset.UTC);
    }

    /** A real reading newer than all that the meter gave is one of the meter; all others say what was, to be counted. */
    private Decision bring(BalanceCommand.ImportReading command, MeterState meter, Optional<ServerMeter> server,
            LedgerState state, long sequence, Instant time) {
        UsagePoint point = command.point();
        if (!command.register().equals(meter.registerUnit())) {
            return new Refuse(Refusal.WRONG_UNIT, "register", "must be in " + meter.registerUnit().code() + ", was in "
                    + command.register().code());
        }
        if (point.register() > Wellformed.VALUE_MAX) {
            return new Refuse(Refusal.MALFORMED, "register", "must be 0.." + Wellformed.VALUE_MAX);
        }
        if (point.takenAt().isBefore(UsageDecisions.EARLIEST)) {
            return new Refuse(Refusal.MALFORMED, "takenAt", "must not be before 1970, was: " + point.takenAt());
        }
        if (server.isEmpty() && point.quality() != Quality.ACTUAL) {
            return elsewhere(meter.meter);
        }
        Optional<UsageSeries.Kept> there = server.flatMap(one -> one.series().at(point.takenAt()));
        if (there.filter(kept -> kept.point().register() == point.register()
                && kept.point().quality().isReal() == point.quality().isReal()).isPresent()) {
            return new Repeat(there.get().sequence());
        }
        if (point.takenAt().isAfter(time.plus(AHEAD_MAX))) {
            return new Refuse(Refusal.READING_AHEAD_OF_TIME, "takenAt", "must not be later than "
                    + time.plus(AHEAD_MAX) + ", was: " + point.takenAt());
        }
        boolean isOfMeter = server.isEmpty() || (point.quality().isReal() && meter.lastReading()
                .filter(last -> !point.takenAt().isAfter(last.takenAt()))
                .isEmpty() && there.isEmpty());
        if (isOfMeter) {
            Reading reading = new Reading(point.takenAt(), meter.registerUnit().of(point.register()), Optional.empty(),
                    Optional.empty());
            return readings.record(new Command.RecordReading(command.origin(), meter.meter, reading), point.quality(),
                    state, sequence, time);
        }
        Optional<Refuse> refused = server.get().series().refused(point, meter.terms().registerModulus());
        if (refused.isPresent()) {
            return refused.get();
        }
        return switch (usage.counted(server.get(), meter, state, point, sequence)) {
            case UsageDecisions.Facts(var facts) -> new Accept(Optional.empty(), facts);
            case UsageDecisions.NotCounted(var why) -> why;
        };
    }

    private static Decision warn(BalanceCommand.SetWarningDays command, ServerMeter server) {
        if (command.days() < 0 || command.days() > WARNING_DAYS_MAX) {
            return new Refuse(Refusal.MALFORMED, "days", "must be 0.." + WARNING_DAYS_MAX + ", was: " + command.days());
        }
        if (server.warningDays().equals(OptionalInt.of(command.days()))) {
            return new Repeat(server.warningSequence());
        }
        return Accept.of(new BalanceFact.WarningDaysSet(server.meter, command.days()));
    }
}
