package io.wattle.ledger.decide;

import io.wattle.ledger.entry.ChangeKind;
import io.wattle.ledger.entry.Command.Act;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.state.AccountGuard;
import io.wattle.ledger.state.Contents;
import io.wattle.ledger.state.Decision.Accept;
import io.wattle.ledger.state.Decision.Refuse;
import io.wattle.ledger.state.Decision;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.state.MeterState;
import io.wattle.ledger.state.ServerMeter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Decides about legal changes of a meter that are no sales: emergency credit and engineers' acts. Nothing is booked before
 * a reading shows it.
 */
final class ChangeDecisions {
    /** Under way for one meter at once, so that with its credits they can be told apart. */
    static final int CHANGES_MAX = 8;
    private final Duration window;
    private final BalanceGrants grants;
    private final MeterLending lending;

    ChangeDecisions(Duration window, BalanceGrants grants, MeterLending lending) {
        this.lending = lending;
        this.window = window;
        this.grants = grants;
    }

    Decision grant(Command.GrantEmergency command, LedgerState state, long sequence, Instant time) {
        return keyed(command.key(), Contents.of(command), command.meter(), state, meter -> {
            Optional<Refuse> stranger = grants.notAGranter(command.origin());
            if (stranger.isPresent()) {
                return stranger.get();
            }
            Optional<ServerMeter> server = state.servers.of(meter.meter);
            if (server.isPresent()) {
                return grants.lend(command, meter, server.get(), state, sequence, time);
            }
            Optional<Refuse> wrong = amount(meter, command.amount());
            if (wrong.isPresent()) {
                return wrong.get();
            }
            if (!command.amount().isPositive()) {
                return new Refuse(Refusal.AMOUNT_NOT_POSITIVE, "amount", "must be above zero, was: "
                        + command.amount());
            }
            Optional<Refuse> notSold = AccountGuard.sold(meter.meter, state);
            if (notSold.isPresent()) {
                return notSold.get();
            }
            Optional<Decision> loaded = lending.loaded(command, meter, state, sequence, time);
            if (loaded.isPresent()) {
                return loaded.get();
            }
            Optional<Refuse> beyond = lending.beyondInMeter(command.amount(), meter, state, time);
            if (beyond.isPresent()) {
                return beyond.get();
            }
            return room(meter).orElseGet(() -> accept(command.key(), new Fact.ChangeAnnounced(meter.meter,
                    "E-" + sequence, ChangeKind.EMERGENCY, command.amount(), Optional.empty(), time.plus(window),
                    "")));
        });
    }

    Decision announce(Command.AnnounceAct command, LedgerState state, long sequence, Instant time) {
        Optional<Refuse> malformed = Wellformed.manual(command.origin())
                .or(() -> Wellformed.someText("reason", command.reason()));
        if (malformed.isPresent()) {
            return malformed.get();
        }
        return keyed(command.key(), Contents.of(command), command.meter(), state, meter -> {
            boolean isOfBalance = command.act() == Act.ADJUSTMENT || command.act() == Act.CLEAR_CREDIT;
            if (isOfBalance && state.servers.of(meter.meter).isPresent()) {
                return new Refuse(Refusal.BALANCE_ON_SERVER, "act", "the balance of " + meter.meter + " lives here");
            }
            Optional<Refuse> wrong = act(meter, command);
            if (wrong.isPresent()) {
                return wrong.get();
            }
            return room(meter).orElseGet(() -> accept(command.key(), new Fact.ChangeAnnounced(meter.meter,
                    "A-" + sequence, kind(command.act()), command.amount().orElse(meter.balanceUnit().zero()),
                    Optional.empty(), time.plus(window), command.reason())));
        });
    }

    private static Optional<Refuse> act(MeterState meter, Command.AnnounceAct command) {
        if (command.act() == Act.ADJUSTMENT) {
            return command.amount().isEmpty() || command.amount().get().isZero()
                    ? Optional
                            .of(new Refuse(Refusal.MALFORMED, "amount", "an adjustment must have an amount, not zero"))
                    : amount(meter, command.amount().get());
        }
        if (command.amount().isPresent()) {
            return Optional.of(new Refuse(Refusal.MALFORMED, "amount", command.act() + " has no amount"));
        }
        boolean underWay = meter.seldom().changes().stream().anyMatch(change -> change.kind() == kind(command.act()));
        return underWay
                ? Optional.of(new Refuse(Refusal.WRONG_STATE, "act", "a " + command.act() + " is under way for "
                        + meter.meter))
                : Optional.empty();
    }

    private static ChangeKind kind(Act act) {
        return switch (act) {
            case CLEAR_CREDIT -> ChangeKind.CLEAR_CREDIT;
            case KEY_CHANGE -> ChangeKind.KEY_CHANGE;
            case TAMPER_RESET -> ChangeKind.TAMPER_RESET;
            case REGISTER_RESET -> ChangeKind.REGISTER_RESET;
            case ADJUSTMENT -> ChangeKind.ADJUSTMENT;
        };
    }

    private static Optional<Refuse> amount(MeterState meter, Quantity amount) {
        if (!amount.unit().equals(meter.balanceUnit())) {
            return Optional.of(new Refuse(Refusal.WRONG_UNIT, "amount", "must be in " + meter.balanceUnit().code()
                    + ", was in " + amount.unit().code()));
        }
        return amount.value() > Wellformed.VALUE_MAX || amount.value() < -Wellformed.VALUE_MAX
                ? Optional.of(new Refuse(Refusal.AMOUNT_TOO_LARGE, "amount", "must be within " + Wellformed.VALUE_MAX
                        + ", was: " + amount))
                : Optional.empty();
    }

    private static Optional<Decision> room(MeterState meter) {
        return meter.seldom().changes().size() < CHANGES_MAX
                ? Optional.empty()
                : Optional.of(new Refuse(Refusal.TOO_MANY_PENDING_CHANGES, "meter", CHANGES_MAX
                        + " changes are under way for " + meter.meter + "; wait until a reading shows one of them"));
    }

    private static Decision accept(String key, Fact fact) {
        return new Accept(Optional.of(key), List.of(fact));
    }

    /** What is common to commands with a key about a meter in service. */
    static Decision keyed(String key, String[] contents, String meterName, LedgerState state,
            Function<MeterState, Decision> then) {
        Optional<Refuse> malformed = Wellformed.name("key", key);
        if (malformed.isPresent()) {
            return malformed.get();
        }
        Optional<Decision> before = state.keys.decide(key, contents);
        if (before.isPresent()) {
            return before.get();
        }
        MeterState meter = state.meters.get(meterName);
        if (meter == null) {
            return Decider.unknownMeter(meterName);
        }
        Optional<Refuse> retired = RetiredMeter.inService(meter);
        return retired.isPresent() ? retired.get() : then.apply(meter);
    }
}
