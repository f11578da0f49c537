package io.wattle.ledger.decide;

import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.book.Posting;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.Reading;
import io.wattle.ledger.entry.Supply;
import io.wattle.ledger.quantity.Energy;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.state.Decision;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.tariff.FlatRate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides and applies on the caller's thread, without a journal: for tests about what is decided. */
public final class Desk {
    public static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    public static final Origin BY = Origin.automatic("test", "api");
    public static final Origin ANN = Origin.manual("ann", "api");
    public static final String METER = "m1";
    public static final LedgerRules RULES = new LedgerRules(
            Map.of(Unit.Kind.ENERGY, new FlatRate("flat", "USD", 200)), 5, 3, Duration.ofDays(30),
            Duration.ofDays(400)).withGranters(Set.of("ann", "test"));

    public final LedgerState state = new LedgerState();
    public final List<LedgerEntry> entries = new ArrayList<>();
    /** Added to the ledger's time. */
    Duration elapsed = Duration.ZERO;
    private final Decider decider;

    public Desk() {
        this(RULES);
    }

    Desk(LedgerRules rules) {
        decider = new Decider(rules);
    }

    /** Decides, and applies if it is accepted. */
    public Decision tell(Command command) {
        long sequence = state.lastSequence() + 1;
        Instant time = NOON.plusSeconds(sequence).plus(elapsed);
        Decision decision = decider.decide(command, state, sequence, time);
        if (decision instanceof Decision.Accept accept) {
            LedgerEntry entry = new LedgerEntry(sequence, time, command.origin(), accept.key(), accept.facts());
            state.apply(entry);
            entries.add(entry);
        }
        return decision;
    }

    /** The same some days later; a meter's clock goes on, too. */
    public Decision tell(Histories.Step step) {
        elapsed = elapsed.plusDays(step.days());
        return tell(step.command() instanceof Command.RecordReading(var origin, var meter, var reading)
                ? new Command.RecordReading(origin, meter, new Reading(reading.takenAt().plus(elapsed),
                        reading.register(), reading.balance(), reading.supply()))
                : step.command());
    }

    /** In one word: the reason, {@code Existing #n}, or the names of the facts. */
    String say(Command command) {
        return switch (tell(command)) {
            case Decision.Refuse refuse -> refuse.reason() + " " + refuse.field();
            case Decision.Repeat repeat -> "Existing #" + repeat.sequence();
            case Decision.NothingToDo _ -> "nothing to do";
            case Decision.Accept accept -> String.join(" ", accept.facts().stream().map(Desk::name).toList());
        };
    }

    long balance(AccountType type, String owner) {
        boolean isMoney = switch (type) {
            case CASH, WALLET, REVENUE, EMERGENCY_RECEIVABLE, ARREARS, DEPOSIT, TAX_PAYABLE, CARD_LIABILITY,
                    MARKETING_EXPENSE, OVER_SHORT, MERCHANT_ACCOUNT, VENDOR_COMMISSION, COMMISSION_EXPENSE ->
                true;
            case UNITS_SOLD, CREDIT_IN_TRANSIT, CREDIT_ON_METER, CONSUMED, OPENING_BALANCE, UNBACKED_CREDIT, SHORTFALL,
                    EXPIRED_CREDIT, EMERGENCY_CREDIT, ENGINEERING, METER_CHARGES, TOKENS_HANDED_OVER, SERVER_UNITS,
                    FREE_CREDIT ->
                false;
        };
        Unit unit = isMoney ? Unit.money("USD") : Unit.WATT_HOUR;
        return state.balance(new AccountKey(type, owner, unit)).value();
    }

    private static String name(Fact fact) {
        return switch (fact) {
            case Fact.FindingRaised finding -> finding.kind() + finding.quantity().map(q -> "=" + q.value()).orElse("");
            case Fact.FindingClosed closed -> closed.closing() + ":" + closed.findingId();
            case Fact.Forgotten f -> "Forgotten " + f.keys() + "," + f.credits() + "," + f.orders() + ","
                    + f.findings();
            case Fact.CreditConfirmed confirmed -> "CreditConfirmed:" + confirmed.creditId();
            default -> fact.getClass().getSimpleName();
        };
    }

    public static Command register() {
        return register(METER);
    }

    public static Command register(String meter) {
        return new Command.RegisterMeter(BY, meter, "acc-" + meter, Unit.WATT_HOUR, Unit.WATT_HOUR);
    }

    public static Command reading(int minute, long register, long balance) {
        return new Command.RecordReading(BY, METER, new Reading(NOON.plusSeconds(60L * minute), new Energy(register),
                Optional.of(new Energy(balance)), Optional.empty()));
    }

    public static Command reading(int minute, long register, Supply supply) {
        return new Command.RecordReading(BY, METER, new Reading(NOON.plusSeconds(60L * minute), new Energy(register),
                Optional.empty(), Optional.of(supply)));
    }

    public static Command pay(String key, long amountMinor) {
        return new Command.TakePayment(BY, key, METER, new Money(amountMinor, "USD"));
    }

    public static Command start(String creditId) {
        return new Command.StartCredit(BY, METER, creditId);
    }

    public static Command settle(String creditId, int attempt, Command.Answer answer) {
        return new Command.SettleCredit(BY, METER, creditId, attempt, answer, "");
    }

    public static Command requeue(String creditId, int attempt) {
        return new Command.RequeueCredit(BY, METER, creditId, attempt);
    }

    public static Command decideCredit(String creditId, boolean inMeter) {
        return new Command.DecideCredit(ANN, METER, creditId, inMeter, "looked");
    }

    public static Command decideFinding(String findingId, boolean fraud) {
        return new Command.DecideFinding(ANN, METER, findingId, fraud, "looked");
    }

    public static Command tend() {
        return new Command.Tend(BY);
    }

    public static Command overdraft(String key, long maximumMinor) {
        return new Command.AllowOverdraft(ANN, key, "acc-m1", new Money(maximumMinor, "USD"), "known customer");
    }

    /** Moves money between the wallet and the revenue. */
    public static Command correct(String key, long corrects, long walletMinor) {
        return correct(key, corrects, List.of(new Posting(AccountType.WALLET, "acc-m1", new Money(walletMinor, "USD")),
                new Posting(AccountType.REVENUE, "flat", new Money(-walletMinor, "USD"))));
    }

    public static Command correct(String key, long corrects, List<Posting> postings) {
        return new Command.PostCorrection(ANN, key, corrects, "typed wrongly", postings);
    }

    public static Command warn() {
        return new Command.GiveWarning(BY, METER);
    }

    public static Command order(Supply target) {
        return new Command.OrderSupply(BY, METER, target, "balance used up");
    }

    public static Command settle(String orderId, Command.Answer answer) {
        return new Command.SettleSupply(BY, METER, orderId, answer, "");
    }
}
