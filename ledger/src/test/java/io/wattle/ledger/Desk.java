package io.wattle.ledger;

import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.quantity.Energy;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.tariff.FlatRate;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides and applies on the caller's thread, without a journal: for tests about what is decided. */
final class Desk {
    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    static final Origin BY = Origin.automatic("test", "api");
    static final String METER = "m1";
    static final LedgerConfig CONFIG = new LedgerConfig(Path.of("unused"),
            Map.of(Unit.Kind.ENERGY, new FlatRate("flat", "USD", 200)), 5, 3, 16, 64);

    final LedgerState state = new LedgerState();
    final List<LedgerEntry> entries = new ArrayList<>();
    /** Added to the ledger's time. */
    Duration elapsed = Duration.ZERO;
    private final Decider decider = new Decider(CONFIG);

    /** Decides, and applies if it is accepted. */
    Decision tell(Command command) {
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

    /** In one word: the reason, {@code Existing #n}, or the names of the facts. */
    String say(Command command) {
        return switch (tell(command)) {
            case Decision.Refuse refuse -> refuse.reason() + " " + refuse.field();
            case Decision.Repeat repeat -> "Existing #" + repeat.sequence();
            case Decision.Accept accept -> String.join(" ", accept.facts().stream().map(Desk::name).toList());
        };
    }

    long balance(AccountType type, String owner) {
        Unit unit = switch (type) {
            case CASH, WALLET, REVENUE -> Unit.money("USD");
            case UNITS_SOLD, CREDIT_IN_TRANSIT, CREDIT_ON_METER, CONSUMED, OPENING_BALANCE, UNBACKED_CREDIT,
                    SHORTFALL ->
                Unit.WATT_HOUR;
        };
        return state.balance(new AccountKey(type, owner, unit)).value();
    }

    private static String name(Fact fact) {
        return switch (fact) {
            case Fact.FindingRaised finding -> finding.kind() + finding.quantity().map(q -> "=" + q.value()).orElse("");
            case Fact.CreditConfirmed confirmed -> "CreditConfirmed:" + confirmed.creditId();
            default -> fact.getClass().getSimpleName();
        };
    }

    static Command register() {
        return register(METER);
    }

    static Command register(String meter) {
        return new Command.RegisterMeter(BY, meter, "acc-" + meter, Unit.WATT_HOUR, Unit.WATT_HOUR);
    }

    static Command reading(int minute, long register, long balance) {
        return new Command.RecordReading(BY, METER, new Reading(NOON.plusSeconds(60L * minute), new Energy(register),
                Optional.of(new Energy(balance)), Optional.empty()));
    }

    static Command reading(int minute, long register, Supply supply) {
        return new Command.RecordReading(BY, METER, new Reading(NOON.plusSeconds(60L * minute), new Energy(register),
                Optional.empty(), Optional.of(supply)));
    }

    static Command pay(String key, long amountMinor) {
        return new Command.TakePayment(BY, key, METER, new Money(amountMinor, "USD"));
    }

    static Command start(String creditId) {
        return new Command.StartCredit(BY, METER, creditId);
    }

    static Command settle(String creditId, int attempt, Command.Answer answer) {
        return new Command.SettleCredit(BY, METER, creditId, attempt, answer, "");
    }

    static Command requeue(String creditId, int attempt) {
        return new Command.RequeueCredit(BY, METER, creditId, attempt);
    }

    static Command warn() {
        return new Command.GiveWarning(BY, METER);
    }

    static Command order(Supply target) {
        return new Command.OrderSupply(BY, METER, target, "balance used up");
    }

    static Command settle(String orderId, Command.Answer answer) {
        return new Command.SettleSupply(BY, METER, orderId, answer, "");
    }
}
