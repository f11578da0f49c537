package io.wattle.ledger.decide;

import static io.wattle.ledger.book.AccountType.EMERGENCY_CREDIT;

import io.wattle.ledger.entry.ChangeKind;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Reading;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.state.Contents;
import io.wattle.ledger.state.Decision.Accept;
import io.wattle.ledger.state.Decision.Refuse;
import io.wattle.ledger.state.Decision;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.state.MeterState;
import io.wattle.ledger.state.PendingState;
import io.wattle.ledger.state.Transfers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides about one meter taking another's place. What was left in the old one is booked there until a reading of the new
 * one shows it.
 */
final class ReplaceDecisions {
    private final ReadingDecisions readings;
    private final Duration window;

    ReplaceDecisions(ReadingDecisions readings, Duration window) {
        this.readings = readings;
        this.window = window;
    }

    Decision replace(Command.ReplaceMeter command, LedgerState state, long sequence, Instant time) {
        Optional<Refuse> malformed = Wellformed.manual(command.origin())
                .or(() -> Wellformed.someText("reason", command.reason()))
                .or(() -> Wellformed.name("newMeter.meter", command.newMeter().meter()))
                .or(() -> MeterDecisions.malformed(command.newMeter()));
        if (malformed.isPresent()) {
            return malformed.get();
        }
        return ChangeDecisions.keyed(command.key(), Contents.of(command), command.meter(), state,
                meter -> replace(command, meter, state, sequence, time));
    }

    private Decision replace(Command.ReplaceMeter command, MeterState meter, LedgerState state, long sequence,
            Instant time) {
        Optional<Refuse> refused = refused(command, meter, state);
        if (refused.isPresent()) {
            return refused.get();
        }
        List<Fact> facts = new ArrayList<>();
        if (command.finalReading().isPresent()) {
            Decision read = readings.record(new Command.RecordReading(command.origin(), meter.meter,
                    command.finalReading().get()), state, sequence, time);
            if (!counts(read)) {
                return read instanceof Decision.Refuse why
                        ? why
                        : new Refuse(Refusal.READING_NOT_NEWER, "finalReading", "must be one that counts");
            }
            if (read instanceof Accept accept) {
                facts.addAll(accept.facts());
            }
        }
        facts.add(MeterDecisions.registered(command.newMeter()));
        facts.add(new Fact.MeterReplaced(meter.meter, command.newMeter().meter(), command.carryOver(),
                command.reason()));
        if (command.carryOver() && state.servers.of(meter.meter).isEmpty()) {
            carryOver(facts, meter, command, sequence, time.plus(window));
        }
        return new Accept(Optional.of(command.key()), facts);
    }

    /** A final reading that is the last one already is as good as a new one. */
    private static boolean counts(Decision read) {
        return switch (read) {
            case Decision.Refuse _,Decision.NothingToDo _ -> false;
            case Decision.Repeat _ -> true;
            case Accept accept -> accept.facts().stream().anyMatch(Fact.ReadingAccepted.class::isInstance);
        };
    }

    private static Optional<Refuse> refused(Command.ReplaceMeter command, MeterState meter, LedgerState state) {
        Command.RegisterMeter fresh = command.newMeter();
        if (state.meters.get(fresh.meter()) != null) {
            return Optional.of(new Refuse(Refusal.METER_EXISTS_WITH_OTHER_CONTENTS, "newMeter.meter", fresh.meter()
                    + " is registered already"));
        }
        if (!fresh.account().equals(meter.account())) {
            return Optional.of(new Refuse(Refusal.MALFORMED, "newMeter.account", "must be " + meter.account()
                    + ", as that of " + meter.meter + ", was: " + fresh.account()));
        }
        Optional<Refuse> wrong = MeterDecisions.wrongUnits(fresh);
        if (wrong.isPresent()) {
            return wrong;
        }
        boolean isSameService = fresh.registerUnit().equals(meter.registerUnit());
        if (!isSameService && (command.carryOver() || state.servers.of(meter.meter).isPresent())) {
            return Optional.of(new Refuse(Refusal.WRONG_UNIT, "newMeter.registerUnit", "must be "
                    + meter.registerUnit().code() + ", as that of " + meter.meter + ", whose balance goes on, was: "
                    + fresh.registerUnit().code()));
        }
        if (command.carryOver() && !fresh.balanceUnit().equals(meter.balanceUnit())) {
            return Optional.of(new Refuse(Refusal.WRONG_UNIT, "newMeter.balanceUnit", "what is left can be carried over"
                    + " only in " + meter.balanceUnit().code() + ", was: " + fresh.balanceUnit().code()));
        }
        List<String> open = new ArrayList<>();
        meter.openCredits().forEach(credit -> open.add(credit.creditId));
        open.addAll(state.expiredCredits.getOrDefault(meter.meter, Map.of()).keySet());
        return open.isEmpty()
                ? Optional.empty()
                : Optional.of(new Refuse(Refusal.CREDITS_OPEN, "meter", "decide these credits first: "
                        + String.join(", ", open)));
    }

    private static void carryOver(List<Fact> facts, MeterState meter, Command.ReplaceMeter command, long sequence,
            Instant until) {
        String newMeter = command.newMeter().meter();
        Optional<Quantity> left = command.finalReading().flatMap(Reading::balance).or(meter::balance);
        left.filter(quantity -> !quantity.isZero())
                .ifPresent(quantity -> facts.add(new Fact.ChangeAnnounced(newMeter, "O-" + sequence,
                        ChangeKind.CARRY_OVER, quantity, Optional.empty(), until, "left in " + meter.meter)));
        long owed = owed(meter, facts);
        if (owed != 0) {
            Quantity amount = meter.balanceUnit().of(owed);
            facts.add(new Fact.ChangeAnnounced(newMeter, "R-" + sequence, ChangeKind.REPAYMENT, amount,
                    Optional.empty(), Instant.MAX, "owed by " + meter.meter));
            facts.add(new Transfers(meter.meter)
                    .move(EMERGENCY_CREDIT, newMeter, EMERGENCY_CREDIT, meter.meter, amount.negated())
                    .posted());
        }
    }

    /** Below zero: what was to be repaid, as the final reading leaves it. */
    private static long owed(MeterState meter, List<Fact> facts) {
        long owed = 0;
        for (PendingState change : meter.seldom().changes()) {
            owed += change.kind() == ChangeKind.REPAYMENT ? change.amount() : 0;
        }
        for (Fact fact : facts) {
            if (fact instanceof Fact.ChangeAnnounced more && more.kind() == ChangeKind.REPAYMENT) {
                owed += more.amount().value();
            } else if (fact instanceof Fact.ChangeShown shown && isRepayment(meter, shown.changeId())) {
                owed -= shown.amount().value();
            }
        }
        return owed;
    }

    private static boolean isRepayment(MeterState meter, String changeId) {
        return meter.seldom()
                .changes()
                .stream()
                .anyMatch(change -> change.kind() == ChangeKind.REPAYMENT && change.changeId().equals(changeId));
    }
}
