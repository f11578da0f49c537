package io.wattle.ledger.decide;

import static io.wattle.ledger.book.AccountType.CREDIT_ON_METER;
import static io.wattle.ledger.book.AccountType.EMERGENCY_CREDIT;
import static io.wattle.ledger.book.AccountType.ENGINEERING;
import static io.wattle.ledger.book.AccountType.UNBACKED_CREDIT;

import io.wattle.ledger.entry.ChangeKind;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.state.CreditState;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.state.MeterState;
import io.wattle.ledger.state.PendingState;
import io.wattle.ledger.state.Transfers;
import io.wattle.ledger.verify.Shown;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Facts and postings of the pending changes that a reading shows. For one use. */
final class ShownChanges {
    private final MeterState meter;
    private final LedgerState state;
    private final List<Fact> facts;
    private final Transfers transfers;
    private final List<String> done = new ArrayList<>(0); // most readings show nothing
    private final List<String> cameLater = new ArrayList<>(0);
    private final List<CreditState> complete = new ArrayList<>(0);
    private long granted;

    ShownChanges(MeterState meter, LedgerState state, List<Fact> facts, Transfers transfers) {
        this.meter = meter;
        this.state = state;
        this.facts = facts;
        this.transfers = transfers;
    }

    void show(Shown one) {
        String id = one.change().id();
        Quantity amount = meter.balanceUnit().of(one.amount());
        switch (one.change().kind()) {
            case CREDIT -> credit(credit(id), amount);
            case FOUND_BEFORE, PART_FOUND_BEFORE -> {
                cameLater.add(id);
                facts.add(new Fact.CreditCameLater(meter.meter, id, amount));
                transfers.move(UNBACKED_CREDIT, CREDIT_ON_METER, amount);
            }
            case REPAYMENT, OTHER -> change(change(id), amount);
        }
    }

    /** A part of a credit, which stays under way with the rest. */
    void part(CreditState credit, long amount) {
        credit(credit, meter.balanceUnit().of(amount));
    }

    /** An engineer's act that has no amount of its own, or only the one that was found. */
    void act(ChangeKind kind, Quantity amount) {
        for (PendingState change : meter.seldom().changes()) {
            if (change.kind() == kind) {
                done.add(change.changeId());
                facts.add(new Fact.ChangeShown(meter.meter, change.changeId(), amount));
                return;
            }
        }
        throw new IllegalStateException("no " + kind + " is under way for " + meter.meter);
    }

    boolean isDone(PendingState change) {
        return done.contains(change.changeId());
    }

    /** What the shown changes bring with them: findings that they settle, and what a grant will be repaid with. */
    List<Fact> followUps(long sequence) {
        if (complete.isEmpty() && granted == 0) {
            return List.of();
        }
        List<Fact> more = new ArrayList<>();
        for (CreditState credit : complete) {
            more.addAll(Evidence.shown(meter, credit.creditId, cameLater.contains(credit.creditId), state));
        }
        if (granted > 0) {
            more.add(new Fact.ChangeAnnounced(meter.meter, "R-" + sequence, ChangeKind.REPAYMENT,
                    meter.balanceUnit().of(-granted), Optional.empty(), Instant.MAX, ""));
        }
        return more;
    }

    private void credit(CreditState credit, Quantity amount) {
        facts.add(new Fact.CreditConfirmed(meter.meter, credit.creditId, amount));
        transfers.move(credit.account(), CREDIT_ON_METER, amount);
        if (amount.equals(credit.remaining())) {
            complete.add(credit);
        }
    }

    private void change(PendingState change, Quantity amount) {
        if (amount.value() == change.amount()) {
            done.add(change.changeId());
        }
        facts.add(new Fact.ChangeShown(meter.meter, change.changeId(), amount));
        switch (change.kind()) {
            case EMERGENCY -> {
                granted += amount.value();
                transfers.move(EMERGENCY_CREDIT, CREDIT_ON_METER, amount);
            }
            case REPAYMENT -> transfers.move(EMERGENCY_CREDIT, CREDIT_ON_METER, amount);
            case ADJUSTMENT -> transfers.move(ENGINEERING, CREDIT_ON_METER, amount);
            case LOGGED -> transfers.move(UNBACKED_CREDIT, CREDIT_ON_METER, amount);
            case CARRY_OVER -> transfers.move(CREDIT_ON_METER, meter.seldom().replaces().orElseThrow(), CREDIT_ON_METER,
                    meter.meter, amount);
            case CLEAR_CREDIT, REGISTER_RESET, KEY_CHANGE, TAMPER_RESET ->
                throw new IllegalStateException(change.kind() + " has no amount");
        }
    }

    private CreditState credit(String creditId) {
        return Objects.requireNonNull(state.credits.get(creditId), creditId);
    }

    private PendingState change(String changeId) {
        for (PendingState change : meter.seldom().changes()) {
            if (change.changeId().equals(changeId)) {
                return change;
            }
        }
        throw new IllegalStateException(meter.meter + " has no change " + changeId);
    }
}
