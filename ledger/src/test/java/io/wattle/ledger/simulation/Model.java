package io.wattle.ledger.simulation;

import io.wattle.ledger.entry.ImportCommand;
import io.wattle.ledger.entry.PremisesCommand;
import io.wattle.ledger.entry.AccountCommand;
import io.wattle.ledger.entry.BalanceCommand;
import io.wattle.ledger.entry.DebtCommand;
import io.wattle.ledger.entry.CardCommand;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.EntryCodec;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.Outcome;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.entry.TariffCommand;
import io.wattle.ledger.entry.TillCommand;
import io.wattle.ledger.token.TokenOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the ledger must know, kept by simple means and without its code. It is told every command and its outcome, and
 * finds fault at once; what a crash left open it learns from the journal.
 */
final class Model {
    static final Duration CREDIT_WINDOW = Duration.ofDays(30);
    static final Duration KEY_HORIZON = Duration.ofDays(60);

    /** Every entry that was acknowledged, or that a start has shown, as it stands in the journal. */
    final List<byte[]> records = new ArrayList<>();
    final ModelKeys keys = new ModelKeys();
    final ModelFigures figures;
    final Set<Kind> accepted = EnumSet.noneOf(Kind.class);
    /** Commands that nobody has answered, in the order in which they were handed in. */
    private List<Command> unanswered = new ArrayList<>();
    private Instant lastTime = Instant.MIN;

    Model(ModelFigures figures) {
        this.figures = figures;
    }

    Instant lastTime() {
        return lastTime;
    }

    /** What was said to a command. */
    void answered(Command command, Outcome outcome, Instant clock) {
        switch (outcome) {
            case Outcome.Accepted(LedgerEntry entry) -> accept(command, entry);
            case Outcome.Existing(LedgerEntry entry) -> existing(command, entry);
            case Outcome.NothingToDo() -> nothingToDo(command, clock.isAfter(lastTime) ? clock : lastTime);
            case Outcome.Refused refused -> refused(command, refused);
        }
    }

    /**
     * What is in the journal beyond what is known; each entry must be one of the commands without an answer.
     *
     * @return those commands, to be repeated as {@link Refusal#STOPPED} asks for
     */
    List<Command> learn(List<byte[]> journal) {
        List<Command> open = unanswered;
        unanswered = new ArrayList<>();
        int next = 0;
        for (byte[] record : journal.subList(Math.min(records.size(), journal.size()), journal.size())) {
            LedgerEntry entry = EntryCodec.decode(record);
            while (next < open.size() && !Sayings.fits(open.get(next), entry)) {
                next++;
            }
            Check.that(next < open.size(), "nobody asked for %s", entry);
            accept(open.get(next), entry);
            next++;
        }
        return open;
    }

    private void accept(Command command, LedgerEntry entry) {
        Check.that(entry.sequence() == records.size() + 1, "entry %d follows entry %d", entry.sequence(),
                records.size());
        Check.that(!entry.time().isBefore(lastTime), "time went back in entry %d", entry.sequence());
        Check.that(Sayings.fits(command, entry), "%s became %s", command, entry);
        Check.that(isWellformed(command), "%s was accepted", command);
        lastTime = entry.time();
        records.add(EntryCodec.encode(entry));
        accepted.add(Kind.of(command));
        figures.apply(entry);
        for (Fact fact : entry.facts()) {
            if (fact instanceof Fact.Forgotten forgotten) {
                Check.that(forgotten.before().equals(lastTime.minus(KEY_HORIZON)), "forgotten too early: %s", fact);
                keys.forget(forgotten);
            }
        }
        Sayings.key(command).ifPresent(key -> keys.use(key, command, entry.sequence(), entry.time()));
    }

    private void existing(Command command, LedgerEntry entry) {
        Check.that(entry.sequence() <= records.size() && Check.same(EntryCodec.encode(entry), record(entry.sequence())),
                "what was done before is not what was said then: %s", entry);
        if (command instanceof CardCommand.ForgetCardBuyer) {
            return; // forgotten is forgotten, whatever the key
        }
        Sayings.key(command).ifPresent(key -> {
            Optional<ModelKeys.Used> used = keys.get(key);
            Check.that(used.isPresent() && used.get().sequence() == entry.sequence() && isSame(command, used.get()),
                    "%s is not what was done before: %s", command, entry);
        });
    }

    private void refused(Command command, Outcome.Refused refused) {
        if (refused.reason() == Refusal.STOPPED) {
            unanswered.add(command);
            return;
        }
        Check.that(refused.reason() != Refusal.OVERLOADED && refused.reason() != Refusal.UNREADABLE,
                "refused for no reason: %s", refused);
        Check.that(isWellformed(command) == (refused.reason() != Refusal.MALFORMED), "%s: %s", command, refused);
        Optional<ModelKeys.Used> used = Sayings.key(command).flatMap(keys::get);
        boolean isOther = used.filter(use -> !isSame(command, use)).isPresent();
        Check.that(refused.reason() == Refusal.MALFORMED
                || isOther == (refused.reason() == Refusal.KEY_USED_FOR_OTHER_CONTENTS), "%s: %s", command, refused);
        Check.that(used.isEmpty() || isOther || refused.reason() == Refusal.MALFORMED,
                "the same again is refused: %s %s", command, refused);
    }

    private void nothingToDo(Command command, Instant time) {
        if (command instanceof Command.PlanKeyChange plan) {
            Check.that(plan.to().isEmpty(), "nothing to do for %s", command);
            return;
        }
        if (command instanceof AccountCommand || command instanceof ImportCommand
                || command instanceof PremisesCommand
                || command instanceof BalanceCommand.AccrueCharges) {
            return; // said again
        }
        Check.that(command instanceof Command.Tend, "nothing to do for %s", command);
        keys.requireNoneBefore(time.minus(KEY_HORIZON));
        figures.requireNoneSentBefore(time.minus(CREDIT_WINDOW));
    }

    /** The ways of being malformed that the simulation uses. */
    private static boolean isWellformed(Command command) {
        boolean isNamed = switch (command) {
            case PremisesCommand.NoteProbeAct c -> !c.meter().isBlank() && !c.act().outcome().isBlank();
            case Command.OfMeter c -> !c.meter().isBlank();
            case AccountCommand.SaveAccounts c ->
                c.rows().stream().noneMatch(row -> row.meter().filter(data -> data.meter().isBlank()).isPresent());
            default -> true;
        };
        boolean isByHand = !(command instanceof Command.PostCorrection
                || command instanceof Command.AllowOverdraft || command instanceof Command.DecideCredit
                || command instanceof Command.DecideFinding || command instanceof Command.AnnounceAct
                || command instanceof PremisesCommand
                || (command instanceof AccountCommand && !(command instanceof AccountCommand.SaveAccounts)
                        && !(command instanceof AccountCommand.MoveMoney money && !money.move().byHandOnly()))
                || command instanceof Command.ReplaceMeter || command instanceof DebtCommand
                || command instanceof TariffCommand || command instanceof TillCommand
                || command instanceof BalanceCommand.GrantCredit
                || (command instanceof CardCommand && !(command instanceof CardCommand.AddCardHashes)))
                || command.origin().mode() == Origin.Mode.MANUAL;
        boolean saysWhichKey = !(command instanceof Command.OrderTokens order)
                || !(order.order() instanceof TokenOrder.KeyChange) || order.keyChangeTo().isPresent();
        boolean saysHowLong = !(command instanceof BalanceCommand.SetWarningDays(_, _, int days))
                || (days >= 0 && days <= 90);
        return isNamed && isByHand && saysWhichKey && saysHowLong;
    }

    private static boolean isSame(Command command, ModelKeys.Used used) {
        return Sayings.contents(command).equals(Sayings.contents(used.command()));
    }

    private byte[] record(long sequence) {
        return records.get((int) sequence - 1);
    }
}
