package io.wattle.ledger.state;

import io.wattle.ledger.entry.ChangeKind;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.Reading;
import io.wattle.ledger.entry.StepCost;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.verify.MeterTrail.LastBalance;
import io.wattle.ledger.verify.Used;
import java.time.Instant;
import java.util.Optional;

/**
 * Makes true what readings say about a meter, and what they find. A part of {@link FactApplier}.
 * For the ledger thread.
 */
public final class ReadingApplier {
    /** A rise that is nobody's after so many others have come is not going to be one of these. */
    private static final int REMEMBERED_MAX = 8;
    private final LedgerEntry entry;
    private final long sequence;

    ReadingApplier(LedgerEntry entry) {
        this.entry = entry;
        this.sequence = entry.sequence();
    }

    void read(MeterState meter, Fact.ReadingAccepted fact) {
        if (meter.seldom.clockWrongSince.isPresent() || meter.seldom.lateSince.isPresent()) {
            meter.rare().clockWrongSince = Optional.empty();
            meter.rare().lateSince = Optional.empty();
        }
        boolean proves = fact.unexplained().isPresent() && !hasRebased() && !meter.registerFellSinceBalance
                && !fact.check().orElseThrow().estimated();
        meter.reading(fact.reading(), sequence, proves);
        meter.used = meter.used.plus(fact.cost()
                .map(ReadingApplier::used)
                .orElseGet(() -> new Used(fact.consumed().value(), 0, 0, false)));
        if (fact.check().isPresent()) {
            balance(meter, fact, fact.check().get().estimated());
        }
    }

    private void balance(MeterState meter, Fact.ReadingAccepted fact, boolean estimated) {
        Quantity balance = fact.reading().balance().orElseThrow();
        forgetWarning(meter, balance);
        Instant now = fact.reading().takenAt();
        Instant through = meter.lastBalance().map(LastBalance::chargedThrough).filter(now::isBefore).orElse(now);
        meter.balance(new LastBalance(now, through, balance.value()));
        meter.used = Used.of(estimated ? 0 : meter.terms().remainder(meter.used.exact()), 0, 0, false);
        if (meter.firstBalanceSequence == 0) {
            meter.firstBalanceSequence = sequence;
        }
        if (fact.unexplained().isPresent()) {
            meter.drift += fact.unexplained().get().value();
        }
        if (meter.registerFellSinceBalance) {
            meter.rare().rebasedSequence = sequence;
        }
        if (estimated) {
            meter.rare().blurredSequence = sequence;
        }
        meter.registerFellSinceBalance = false;
    }

    private static Used used(StepCost cost) {
        return new Used(cost.exact(), cost.less(), cost.more(), cost.unknown());
    }

    /**
     * A warning holds while the balance goes down. Once it is above zero and higher than at the warning, or above zero
     * again after it was not, whatever brought that about, the customer must be warned anew before a cut. No tolerance:
     * that is the configuration's, and a replay must not depend on it; a warning too many hurts nobody.
     */
    private static void forgetWarning(MeterState meter, Quantity balance) {
        boolean wasUsedUp = meter.lastBalance().filter(before -> before.value() <= 0).isPresent();
        boolean rose = meter.seldom.warnedBalance.filter(warned -> balance.value() <= warned.value()).isEmpty();
        if (balance.isPositive() && (wasUsedUp || rose)) {
            meter.forgetWarning();
        }
    }

    /** What was found has been said: counting begins anew. */
    void find(MeterState meter, Fact.FindingRaised fact) {
        Fact.FindingKind kind = fact.kind();
        if (rebases(kind) && isReading()) {
            meter.drift = 0;
            meter.rare().rebasedSequence = sequence;
        }
        switch (kind) {
            case REGISTER_WENT_BACK -> {
                meter.registerFellSinceBalance |= !hasBalance();
                registerFell(meter);
            }
            case CLOCK_WRONG -> meter.rare().clockWrongSince = Optional.of(entry.time());
            case SHORTFALL -> fell(meter);
            case METER_NOT_IN_SERVICE -> meter.rare().reportedNotInService = true;
            case UNBACKED_CREDIT, CREDIT_NOT_SHOWN, CREDIT_EXPIRED, PARTIAL_CREDIT, CREDIT_OF_OTHER_METER,
                    REVOKED_CREDIT_SHOWN, UNBACKED_CREDIT_LOGGED, TAMPER_REPORTED, USAGE_NOT_DEDUCTED ->
                {
                }
        }
    }

    /** Whether the balance was taken as it was found. */
    public static boolean rebases(Fact.FindingKind kind) {
        return switch (kind) {
            case UNBACKED_CREDIT, SHORTFALL, REGISTER_WENT_BACK, PARTIAL_CREDIT, CREDIT_OF_OTHER_METER,
                    REVOKED_CREDIT_SHOWN ->
                true;
            case CREDIT_NOT_SHOWN, CLOCK_WRONG, CREDIT_EXPIRED, UNBACKED_CREDIT_LOGGED, METER_NOT_IN_SERVICE,
                    TAMPER_REPORTED, USAGE_NOT_DEDUCTED ->
                false;
        };
    }

    /** As much of a credit as is shown or decided now; it has ended when that is all of it. */
    void confirm(MeterState meter, CreditState credit, long amount, Runnable end) {
        boolean inferred = isReading() && credit.logged.isEmpty();
        boolean guessed = inferred && hasRebased() && credit.state != CreditStatus.State.ACCEPTED;
        boolean hadPart = credit.loaded > 0;
        // It may have come long before, and what rose now be a credit that was sent since: that one is not missing.
        if (inferred && credit.state != CreditStatus.State.ACCEPTED && meter.mayHaveComeBefore(credit)) {
            meter.rare().blurredSequence = sequence;
        }
        long guessedBefore = guessOf(meter, credit.creditId);
        meter.forgetGuess(credit.creditId);
        if (guessed) {
            meter.rare().guesses = Bounded.add(meter.seldom.guesses, new Guess(credit.creditId, guessedBefore + amount),
                    REMEMBERED_MAX);
        }
        credit.loaded += amount;
        if (credit.loaded < credit.amount.value()) {
            credit.partSequence = sequence;
            return;
        }
        // The parts were told apart by their sizes alone: no proof about the others.
        if (hadPart) {
            meter.rare().blurredSequence = sequence;
        }
        if (inferred) {
            meter.inferred = Bounded.add(meter.inferred, credit.creditId, REMEMBERED_MAX);
        }
        end.run();
    }

    public static long guessOf(MeterState meter, String creditId) {
        for (Guess guess : meter.seldom.guesses) {
            if (guess.creditId().equals(creditId)) {
                return guess.amount();
            }
        }
        return 0;
    }

    void fail(MeterState meter, CreditState credit) {
        if (credit.attempt > 0) {
            meter.rare().revoked = Bounded.add(meter.seldom.revoked, credit.creditId, REMEMBERED_MAX);
        }
    }

    void announce(MeterState meter, Fact.ChangeAnnounced fact) {
        switch (fact.kind()) {
            case KEY_CHANGE, TAMPER_RESET -> {
            } // nothing to be seen
            case CLEAR_CREDIT, REGISTER_RESET, ADJUSTMENT, EMERGENCY, REPAYMENT, CARRY_OVER ->
                meter.rare().changes = Bounded.add(meter.seldom.changes, PendingState.of(fact), Integer.MAX_VALUE);
            case LOGGED -> addLogged(meter, PendingState.of(fact));
        }
    }

    /** One for all: a log may have more lines than changes can be under way. */
    private static void addLogged(MeterState meter, PendingState logged) {
        PendingState all = logged;
        for (PendingState change : meter.seldom.changes) {
            if (change.kind() == ChangeKind.LOGGED) {
                all = new PendingState(change.changeId(), ChangeKind.LOGGED, change.amount() + logged.amount(),
                        logged.enteredAt(), logged.until());
            }
        }
        meter.rare().changes = Bounded.add(
                Bounded.without(meter.seldom.changes, change -> change.kind() == ChangeKind.LOGGED), all,
                Integer.MAX_VALUE);
    }

    void show(MeterState meter, Fact.ChangeShown fact) {
        PendingState change = change(meter, fact.changeId());
        PendingState left = change.less(fact.amount().value());
        meter.rare().changes = meter.seldom.changes.stream()
                .map(one -> one.equals(change) ? left : one)
                .filter(one -> !one.equals(left) || isUnderWay(left))
                .toList();
        if (change.kind() == ChangeKind.CLEAR_CREDIT) {
            meter.rare().blurredSequence = sequence;
            meter.drift = 0; // what the balance stood off was cleared with it
            fell(meter);
        }
        if (change.kind() == ChangeKind.REGISTER_RESET) {
            registerFell(meter);
        }
        if (fact.amount().value() < 0) {
            fell(meter);
        }
    }

    private static boolean isUnderWay(PendingState change) {
        return switch (change.kind()) {
            case CLEAR_CREDIT, REGISTER_RESET, KEY_CHANGE, TAMPER_RESET -> false;
            case ADJUSTMENT, EMERGENCY, REPAYMENT, CARRY_OVER, LOGGED -> change.amount() != 0;
        };
    }

    void lapse(MeterState meter, String changeId) {
        PendingState change = change(meter, changeId);
        meter.rare().changes = Bounded.without(meter.seldom.changes, change::equals);
    }

    void late(MeterState meter, Fact.LateReading fact) {
        meter.rare().lastLate = Optional.of(fact.reading());
        meter.rare().lastLateSequence = sequence;
        meter.rare().lateSince = meter.seldom.lateSince.or(() -> Optional.of(entry.time()));
    }

    private static void fell(MeterState meter) {
        meter.rare().fellAt = meter.lastBalance().map(LastBalance::takenAt);
    }

    private static void registerFell(MeterState meter) {
        meter.rare().registerFellAt = meter.lastReading().map(Reading::takenAt);
    }

    private PendingState change(MeterState meter, String changeId) {
        for (PendingState change : meter.seldom.changes) {
            if (change.changeId().equals(changeId)) {
                return change;
            }
        }
        throw new IllegalStateException("entry " + sequence + " is about a change that is not under way: " + changeId);
    }

    /** Whether this entry's reading took the balance as it was found. */
    private boolean hasRebased() {
        for (Fact fact : entry.facts()) {
            if (fact instanceof Fact.FindingRaised found && rebases(found.kind())) {
                return true;
            }
        }
        return false;
    }

    private boolean isReading() {
        for (Fact fact : entry.facts()) {
            if (fact instanceof Fact.ReadingAccepted) {
                return true;
            }
        }
        return false;
    }

    private boolean hasBalance() {
        for (Fact fact : entry.facts()) {
            if (fact instanceof Fact.ReadingAccepted read && read.check().isPresent()) {
                return true;
            }
        }
        return false;
    }
}
