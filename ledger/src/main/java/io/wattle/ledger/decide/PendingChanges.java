package io.wattle.ledger.decide;

import io.wattle.ledger.state.CreditState;
import io.wattle.ledger.state.CreditStatus;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.state.MeterState;
import io.wattle.ledger.state.PendingState;
import io.wattle.ledger.state.ReadingApplier;
import io.wattle.ledger.verify.Pending;
import io.wattle.ledger.verify.PendingChange.Kind;
import io.wattle.ledger.verify.PendingChange.Word;
import io.wattle.ledger.verify.PendingChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What a reading of some moment may show. Under way: credits that were sent, oldest first, each followed by the part of it
 * that was found before; then the other changes, oldest first. Late: credits that are doubtful, those that have expired,
 * and those that an earlier finding was taken for.
 */
final class PendingChanges {
    private final MeterState meter;
    private final Instant takenAt;
    private final List<PendingChange> open = new ArrayList<>();
    private final List<PendingChange> late = new ArrayList<>();

    private PendingChanges(MeterState meter, Instant takenAt) {
        this.meter = meter;
        this.takenAt = takenAt;
    }

    static Pending of(MeterState meter, LedgerState state, Instant takenAt) {
        Map<String, CreditState> expired = state.expiredCredits.isEmpty()
                ? Map.of()
                : state.expiredCredits.getOrDefault(meter.meter, Map.of());
        if (meter.openCredits().isEmpty() && meter.seldom().changes().isEmpty() && meter.seldom().guesses().isEmpty()
                && expired.isEmpty()) {
            return Pending.NOTHING;
        }
        return new PendingChanges(meter, takenAt).pending(expired.values());
    }

    private Pending pending(Collection<CreditState> expired) {
        for (CreditState credit : meter.openCredits()) {
            if (credit.attempt() > 0 && isSeenBy(credit)) {
                add(credit, meter.lastBalance().isPresent() && meter.isDoubtful(credit));
            }
        }
        expired.stream().filter(this::isSeenBy).forEach(credit -> add(credit, true));
        boolean clearing = false;
        boolean registerReset = false;
        for (PendingState change : meter.seldom().changes()) {
            switch (change.kind()) {
                case CLEAR_CREDIT -> clearing = true;
                case REGISTER_RESET -> registerReset = true;
                case REPAYMENT -> open.add(new PendingChange(change.changeId(), Kind.REPAYMENT, change.amount(),
                        Word.NONE));
                case ADJUSTMENT, EMERGENCY, CARRY_OVER -> add(change, Word.NONE);
                case LOGGED -> add(change, Word.LOGGED);
                case KEY_CHANGE, TAMPER_RESET -> {
                } // never wait to be seen
            }
        }
        expired.forEach(credit -> addGuess(credit.creditId));
        return new Pending(open, late, clearing, registerReset);
    }

    /**
     * What was taken for a part of an expired credit, with a finding that names that part. For a credit that has ended
     * there is none: all of it was counted or paid back, so whatever rises after that is a finding.
     */
    private void addGuess(String creditId) {
        long guessed = ReadingApplier.guessOf(meter, creditId);
        if (guessed > 0) {
            late.add(new PendingChange(creditId, Kind.FOUND_BEFORE, guessed, Word.NONE));
        }
    }

    private void add(CreditState credit, boolean isLate) {
        Word word = word(credit, isLate);
        long rest = credit.remaining().value();
        long amount = word == Word.LOGGED ? Math.min(rest, credit.logged().orElseThrow().amount()) : rest;
        (isLate ? late : open).add(new PendingChange(credit.creditId, Kind.CREDIT, amount, word));
        long guessed = ReadingApplier.guessOf(meter, credit.creditId);
        if (guessed > 0 && !isLate && word != Word.LOGGED) {
            open.add(new PendingChange(credit.creditId, Kind.PART_FOUND_BEFORE, guessed, Word.NONE));
        }
    }

    private void add(PendingState change, Word word) {
        if (change.mayShowAt(takenAt)) {
            open.add(new PendingChange(change.changeId(), Kind.OTHER, change.amount(), word));
        }
    }

    /** Not by a reading from before the meter's log had it. */
    private boolean isSeenBy(CreditState credit) {
        return credit.logged().isEmpty() || !credit.logged().get().enteredAt().isAfter(takenAt);
    }

    /** A line of the log from before the last balance, which did not show it, is a word and no more. */
    private Word word(CreditState credit, boolean isLate) {
        boolean isFresh = credit.logged().isPresent() && meter.lastBalance()
                .filter(last -> credit.logged().get().enteredAt().isBefore(last.takenAt()))
                .isEmpty();
        if (isFresh) {
            return Word.LOGGED;
        }
        boolean said = credit.state() == CreditStatus.State.ACCEPTED || credit.logged().isPresent();
        return said && !isLate ? Word.ACCEPTED : Word.NONE;
    }
}
