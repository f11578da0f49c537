package io.wattle.ledger.decide;

import static io.wattle.ledger.book.AccountType.EMERGENCY_RECEIVABLE;
import static io.wattle.ledger.book.AccountType.ENGINEERING;
import static io.wattle.ledger.book.AccountType.FREE_CREDIT;
import static io.wattle.ledger.book.AccountType.REVENUE;
import static io.wattle.ledger.book.AccountType.UNITS_SOLD;

import io.wattle.ledger.balance.GrantKind;
import io.wattle.ledger.balance.GrantLimits;
import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.entry.BalanceCommand;
import io.wattle.ledger.entry.BalanceFact;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.quantity.QuantityText;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.state.BalanceContents;
import io.wattle.ledger.state.Decision.Accept;
import io.wattle.ledger.state.Decision.Refuse;
import io.wattle.ledger.state.Decision;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.state.MeterState;
import io.wattle.ledger.state.ServerMeter;
import io.wattle.ledger.state.Transfers;
import io.wattle.ledger.tariff.FlatRate;
import io.wattle.ledger.tariff.plan.EmergencyTerms;
import io.wattle.ledger.tariff.plan.TariffPlan;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides about what raises a balance without a payment. Emergency credit is sold and not yet paid: what is owed for it
 * stands as a receivable, and the next payment pays it back at its place in the waterfall.
 */
final class BalanceGrants {
    private final Map<Unit.Kind, FlatRate> rates;
    private final GrantLimits limits;

    private final Set<String> granters;

    BalanceGrants(Map<Unit.Kind, FlatRate> rates, GrantLimits limits, Set<String> granters) {
        this.granters = granters;
        this.rates = rates;
        this.limits = limits;
    }

    Decision grant(BalanceCommand.GrantCredit command, LedgerState state, long sequence, Instant time) {
        Optional<Refuse> malformed = Wellformed.manual(command.origin())
                .or(() -> Wellformed.name("meter", command.meter()))
                .or(() -> Wellformed.someText("reason", command.reason()))
                .or(() -> command.kind() == GrantKind.EMERGENCY
                        ? Optional.of(new Refuse(Refusal.MALFORMED, "kind", "emergency credit is lent, not given"))
                        : Optional.empty());
        if (malformed.isPresent()) {
            return malformed.get();
        }
        return ChangeDecisions.keyed(command.key(), BalanceContents.of(command), command.meter(), state,
                meter -> notAGranter(command.origin()).isPresent()
                        ? notAGranter(command.origin()).get()
                        : state.servers.of(meter.meter)
                                .map(server -> give(command, server, sequence, time))
                                .orElseGet(() -> BalanceDecisions.elsewhere(meter.meter)));
    }

    /** Whatever is given or lent is money out of nothing: by those who are named, and nobody else. */
    Optional<Refuse> notAGranter(Origin origin) {
        return granters.contains(origin.actor())
                ? Optional.empty()
                : Optional.of(new Refuse(Refusal.NOT_A_GRANTER, "person", origin.actor()
                        + " is not one of those who may give and lend: see balances.granters"));
    }

    private Decision give(BalanceCommand.GrantCredit command, ServerMeter server, long sequence, Instant time) {
        Optional<Refuse> wrong = amount(command.amount(), server);
        if (wrong.isPresent()) {
            return wrong.get();
        }
        long most = limits.of(server.unit) - server.granted(command.kind(), LocalDate.ofInstant(time, server.zone));
        if (command.amount().value() > most) {
            return new Refuse(Refusal.GRANT_LIMIT, "amount", "as " + command.kind() + " credit "
                    + QuantityText.of(server.unit.of(Math.max(0, most))) + " may be given this month, was: "
                    + QuantityText.of(command.amount()));
        }
        Transfers transfers = new Transfers(server.meter).move(
                command.kind() == GrantKind.FREE ? FREE_CREDIT : ENGINEERING, server.meter, server.balance().type(),
                server.account(), command.amount());
        return new Accept(Optional.of(command.key()), List.of(new BalanceFact.CreditGranted(server.meter,
                "G-" + sequence, command.kind(), command.amount(), 0, command.reason()), transfers.posted()));
    }

    /** Emergency credit, up to what the tariff lends in all and only when little is left. */
    Decision lend(Command.GrantEmergency command, MeterState meter, ServerMeter server, LedgerState state,
            long sequence, Instant time) {
        Optional<Refuse> wrong = amount(command.amount(), server);
        if (wrong.isPresent()) {
            return wrong.get();
        }
        Optional<TariffPlan> plan = plan(meter, server.unit, state, time);
        Optional<EmergencyTerms> terms = plan.flatMap(one -> terms(one, meter, state, time));
        if (terms.isEmpty()) {
            return notOffered(meter);
        }
        try {
            return lend(command, plan.get(), terms.get(), server, state, sequence);
        } catch (ArithmeticException e) {
            return new Refuse(Refusal.AMOUNT_TOO_LARGE, "amount", "its price is beyond all bounds");
        }
    }

    private static Decision lend(Command.GrantEmergency command, TariffPlan plan, EmergencyTerms terms,
            ServerMeter server, LedgerState state, long sequence) {
        Unit money = Unit.money(plan.currency());
        long price = server.inMoney() ? command.amount().value() : terms.priceOf(command.amount().value());
        long threshold = server.inMoney() ? terms.priceOf(terms.thresholdUnits()) : terms.thresholdUnits();
        long balance = state.balance(server.balance()).value();
        if (balance > threshold) {
            return new Refuse(Refusal.EMERGENCY_NOT_NEEDED, "meter", server.meter + " has "
                    + QuantityText.of(server.unit.of(balance)) + "; it is lent to at "
                    + QuantityText.of(server.unit.of(threshold)) + " or less");
        }
        boolean isTooMuch = !server.inMoney() && command.amount().value() > terms.amountUnits();
        Optional<Refuse> beyond = beyond(new Money(price, plan.currency()), isTooMuch, terms, server.account(), state);
        if (beyond.isPresent()) {
            return beyond.get();
        }
        List<Fact> facts = new ArrayList<>();
        facts.add(new BalanceFact.CreditGranted(server.meter, GrantKind.lent(sequence), GrantKind.EMERGENCY,
                command.amount(),
                price, ""));
        Transfers transfers = new Transfers(server.meter);
        if (server.inMoney()) {
            transfers.move(EMERGENCY_RECEIVABLE, server.account(), server.balance().type(), server.account(),
                    command.amount());
        } else {
            transfers.move(EMERGENCY_RECEIVABLE, server.account(), REVENUE, plan.name(), money.of(price))
                    .move(UNITS_SOLD, plan.name(), server.balance().type(), server.account(), command.amount());
        }
        facts.add(transfers.posted());
        return new Accept(Optional.of(command.key()), facts);
    }

    /** Whether an account would owe more for emergency credit than its tariff lends in all. */
    static Optional<Refuse> beyond(Money price, boolean isTooMuch, EmergencyTerms terms, String account,
            LedgerState state) {
        if (price.amountMinor() == 0) {
            return Optional.of(new Refuse(Refusal.AMOUNT_TOO_SMALL, "amount",
                    "nothing would be owed for it, so nothing would limit it"));
        }
        Unit money = Unit.money(price.currency());
        long owed = -state.balance(new AccountKey(EMERGENCY_RECEIVABLE, account, money)).value();
        long most = terms.priceOf(terms.amountUnits()) - owed;
        return price.amountMinor() <= most && !isTooMuch
                ? Optional.empty()
                : Optional.of(new Refuse(Refusal.EMERGENCY_LIMIT, "amount", QuantityText.of(money.of(owed))
                        + " is owed for emergency credit, and " + QuantityText.of(money.of(Math.max(0, most)))
                        + " may be lent; this would be " + QuantityText.of(price)));
    }

    static Refuse notOffered(MeterState meter) {
        return new Refuse(Refusal.EMERGENCY_NOT_OFFERED, "meter", "no tariff in force lends to " + meter.meter);
    }

    static Optional<EmergencyTerms> terms(TariffPlan plan, MeterState meter, LedgerState state, Instant time) {
        return plan
                .inForce(LocalDate.ofInstant(time, plan.zone()), state.accounts.terms(meter.account()).customerClass(),
                        state.accounts.terms(meter.account()).subClass())
                .flatMap(inForce -> inForce.emergency());
    }

    Optional<TariffPlan> plan(MeterState meter, Unit unit, LedgerState state, Instant time) {
        Optional<String> currency = unit.kind() == Unit.Kind.MONEY
                ? Optional.of(unit.code())
                : Optional.ofNullable(rates.get(unit.kind())).map(FlatRate::currency);
        return currency.flatMap(code -> state.planFor(meter, code, time));
    }

    private static Optional<Refuse> amount(Quantity amount, ServerMeter server) {
        if (!amount.unit().equals(server.unit)) {
            return Optional.of(new Refuse(Refusal.WRONG_UNIT, "amount", "must be in " + server.unit.code()
                    + ", was in " + amount.unit().code()));
        }
        if (!amount.isPositive()) {
            return Optional.of(new Refuse(Refusal.AMOUNT_NOT_POSITIVE, "amount", "must be above zero, was: " + amount));
        }
        return amount.value() > Wellformed.VALUE_MAX
                ? Optional.of(new Refuse(Refusal.AMOUNT_TOO_LARGE, "amount", "must be at most "
                        + Wellformed.VALUE_MAX + ", was: " + amount))
                : Optional.empty();
    }
}
