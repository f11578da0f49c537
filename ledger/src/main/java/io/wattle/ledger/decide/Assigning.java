package io.wattle.ledger.decide;

import io.wattle.ledger.balance.UsagePoint;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.PremisesCommand;
import io.wattle.ledger.entry.PremisesFact;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.state.Decision.Accept;
import io.wattle.ledger.state.Decision.NothingToDo;
import io.wattle.ledger.state.Decision.Refuse;
import io.wattle.ledger.state.Decision;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.state.MeterState;
import io.wattle.ledger.state.NewDebts;
import io.wattle.ledger.state.PlanContext;
import io.wattle.ledger.state.ServerMeter;
import io.wattle.ledger.state.Settled;
import io.wattle.ledger.state.Settling;
import io.wattle.ledger.state.Transfers;
import io.wattle.ledger.tariff.FlatRate;
import io.wattle.ledger.tariff.plan.TariffPlan;
import io.wattle.ledger.vending.FeePaid;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides about another account paying for a meter from now on. Who goes owes what is due until then: days that are over of
 * a balance that lives here, and standing fees of periods that have begun. Who comes begins with nothing.
 */
final class Assigning {
    private final Map<Unit.Kind, FlatRate> rates;

    Assigning(Map<Unit.Kind, FlatRate> rates) {
        this.rates = rates;
    }

    Decision assign(PremisesCommand.AssignMeter command, LedgerState state, Instant time) {
        Optional<Refuse> malformed = Wellformed.manual(command.origin())
                .or(() -> Wellformed.name("account", command.account()))
                .or(() -> Wellformed.someText("reason", command.reason()));
        if (malformed.isPresent()) {
            return malformed.get();
        }
        MeterState meter = state.meters.get(command.meter());
        if (meter == null) {
            return Decider.unknownMeter(command.meter());
        }
        Optional<Refuse> retired = RetiredMeter.inService(meter);
        if (retired.isPresent()) {
            return retired.get();
        }
        if (meter.account().equals(command.account())) {
            return new NothingToDo();
        }
        return AccountMoney.notKnown(command.account(), state)
                .or(() -> notNow(command, meter, state))
                .<Decision>map(refuse -> refuse)
                .orElseGet(() -> assigned(command, meter, state, time));
    }

    private static Optional<Refuse> notNow(PremisesCommand.AssignMeter command, MeterState meter, LedgerState state) {
        if (AccountDecisions.hasCredits(meter, state)) {
            return Optional.of(new Refuse(Refusal.CREDITS_OPEN, "meter", "credits are under way to " + meter.meter
                    + ": their money may go back to " + meter.account()));
        }
        if (state.accounts.isClosed(command.account())) {
            return Optional.of(new Refuse(Refusal.ACCOUNT_CLOSED, "account", "account " + command.account()
                    + " is closed"));
        }
        return state.servers.of(meter.meter)
                .flatMap(server -> server.series().last())
                .filter(last -> !last.quality().isReal())
                .map(Assigning::estimated);
    }

    private static Refuse estimated(UsagePoint last) {
        return new Refuse(Refusal.READING_ESTIMATED, "meter", "the last reading, of " + last.takenAt()
                + ", is an estimate, and a real one would change what was used before: bring one first");
    }

    private Decision assigned(PremisesCommand.AssignMeter command, MeterState meter, LedgerState state, Instant time) {
        List<Fact> facts = new ArrayList<>();
        Optional<ServerMeter> server = state.servers.of(meter.meter);
        if (server.isPresent()) {
            Optional<List<Fact>> days = new DailyCharges(state, time).of(server.get());
            if (days.isEmpty()) {
                return new Refuse(Refusal.CHARGES_OPEN, "meter", "the days since " + server.get().chargedUntil()
                        + " are not charged yet");
            }
            facts.addAll(days.get());
        }
        List<Settled> fees = new Settling(state, rates, time).fees(meter);
        NewDebts debts = new NewDebts(state.debts.of(meter.account()), meter.account(), today(meter, state, time),
                "standing fees of meter " + meter.meter + ", which goes to " + command.account());
        fees.forEach(debts::add);
        Optional<Refuse> tooMany = debts.refused();
        if (tooMany.isPresent()) {
            return tooMany.get();
        }
        facts.addAll(debts.facts());
        facts.add(new PremisesFact.MeterAssigned(meter.meter, command.account(), command.reason()));
        if (meter.seldom().sales().isPresent()) {
            facts.add(new PremisesFact.CountersBegun(meter.meter, handedOn(meter, state, time)));
        }
        Transfers transfers = new Transfers("");
        fees.forEach(fee -> fee.move(meter.account(), transfers));
        facts.addAll(transfers.facts());
        return new Accept(Optional.empty(), facts);
    }

    private List<FeePaid> handedOn(MeterState meter, LedgerState state, Instant time) {
        boolean begun = !state.accounts.isClosed(meter.account());
        Map<String, FeePaid> byName = new LinkedHashMap<>();
        for (TariffPlan plan : plans(meter, state, time)) {
            new PlanContext(plan, meter, state, time).handedOn(begun).forEach(fee -> byName.put(fee.name(), fee));
        }
        return List.copyOf(byName.values());
    }

    private LocalDate today(MeterState meter, LedgerState state, Instant time) {
        ZoneId zone = plans(meter, state, time).stream().map(TariffPlan::zone).findFirst().orElse(ZoneOffset.UTC);
        return LocalDate.ofInstant(time, zone);
    }

    private List<TariffPlan> plans(MeterState meter, LedgerState state, Instant time) {
        return rates.values()
                .stream()
                .map(FlatRate::currency)
                .distinct()
                .sorted()
                .flatMap(currency -> state.planFor(meter, currency, time).stream())
                .toList();
    }
}
