package io.wattle.ledger.decide;

import static io.wattle.ledger.book.AccountType.CONSUMED;
import static io.wattle.ledger.book.AccountType.CREDIT_ON_METER;
import static io.wattle.ledger.book.AccountType.ENGINEERING;
import static io.wattle.ledger.book.AccountType.METER_CHARGES;
import static io.wattle.ledger.book.AccountType.OPENING_BALANCE;
import static io.wattle.ledger.book.AccountType.SHORTFALL;
import static io.wattle.ledger.book.AccountType.UNBACKED_CREDIT;

import io.wattle.ledger.entry.BalanceCheck;
import io.wattle.ledger.entry.ChangeKind;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact.FindingKind;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Reading;
import io.wattle.ledger.entry.StepCost;
import io.wattle.ledger.entry.Supply;
import io.wattle.ledger.entry.SupplyOrder;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.quantity.QuantityText;
import io.wattle.ledger.state.CreditState;
import io.wattle.ledger.state.CreditStatus;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.state.MeterState;
import io.wattle.ledger.state.PendingState;
import io.wattle.ledger.state.Transfers;
import io.wattle.ledger.verify.PendingChange;
import io.wattle.ledger.verify.RegisterStep;
import io.wattle.ledger.verify.Shown;
import io.wattle.ledger.verify.Used;
import io.wattle.ledger.verify.Verdict;
import io.wattle.ledger.verify.Weighing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The facts that an accepted reading makes true, in their order. For one use. */
final class ReadingFacts {
    private final MeterState meter;
    private final LedgerState state;
    private final Reading reading;
    private final Weighing weighing;
    private final Verdict verdict;
    private final long sequence;
    private final Instant time;
    /** What a rise without backing looks like; empty when there is none. */
    private final Optional<Rises.Rise> rise;
    private final List<Fact> facts = new ArrayList<>(4);
    private final Transfers transfers;
    private final ShownChanges shown;
    private int findings;

    ReadingFacts(MeterState meter, LedgerState state, Reading reading, Weighing weighing, long tolerance,
            long sequence, Instant time) {
        this.meter = meter;
        this.state = state;
        this.reading = reading;
        this.weighing = weighing;
        this.verdict = weighing.verdict();
        this.sequence = sequence;
        this.time = time;
        this.rise = verdict instanceof Verdict.Unbacked unbacked
                ? Optional.of(Rises.of(unbacked, meter, state, tolerance))
                : Optional.empty();
        this.transfers = new Transfers(meter.meter);
        this.shown = new ShownChanges(meter, state, facts, transfers);
    }

    List<Fact> all() {
        facts.add(accepted());
        if (reading.balance().isPresent()) {
            balance();
        } else {
            findRegister();
        }
        facts.addAll(Evidence.clockRight(meter, state));
        closeOrder();
        return facts;
    }

    private Fact accepted() {
        Optional<BalanceCheck> check = reading.balance()
                .map(now -> new BalanceCheck(units(weighing.settled().used()), units(weighing.settled().charged()),
                        weighing.settled().estimated(), delta().map(this::units)));
        return new Fact.ReadingAccepted(meter.meter, reading,
                meter.registerUnit().of(weighing.register().consumed()), cost(), check);
    }

    private Optional<StepCost> cost() {
        Used cost = weighing.cost();
        return meter.terms().inMoney() || cost.unknown()
                ? Optional.of(new StepCost(cost.exact(), cost.less(), cost.more(), cost.unknown()))
                : Optional.empty();
    }

    /**
     * What nothing explains. A part of a credit is booked as that credit with all that was carried before, as any finding
     * is; so that much of it was not new, and the drift is zero after it.
     */
    private Optional<Long> delta() {
        return part().isPresent()
                ? verdict.unexplained().map(delta -> delta - partAmount())
                : verdict.unexplained();
    }

    private long partAmount() {
        return verdict instanceof Verdict.Unbacked unbacked ? unbacked.found() : 0;
    }

    private Optional<Rises.Rise> part() {
        return rise.filter(one -> one.kind() == FindingKind.PARTIAL_CREDIT);
    }

    /** After it CREDIT_ON_METER is the balance of the reading, to the last unit. */
    private void balance() {
        if (verdict instanceof Verdict.FirstBalance first) {
            transfers.move(OPENING_BALANCE, CREDIT_ON_METER, units(first.opening()));
        }
        transfers.move(CREDIT_ON_METER, CONSUMED, units(weighing.settled().used()));
        transfers.move(CREDIT_ON_METER, METER_CHARGES, units(weighing.settled().charged()));
        for (Shown one : verdict.shown()) {
            shown.show(one);
        }
        part().ifPresent(one -> shown.part(one.credit().orElseThrow(), partAmount()));
        if (verdict instanceof Verdict.Cleared cleared) {
            transfers.move(CREDIT_ON_METER, ENGINEERING, units(cleared.taken()));
            shown.act(ChangeKind.CLEAR_CREDIT, units(-cleared.taken()));
        }
        delta().ifPresent(this::moveUnexplained);
        facts.addAll(transfers.facts());
        findRegister();
        findBalance();
        findCreditsNotShown();
        lapse();
        facts.addAll(shown.followUps(sequence));
    }

    private void moveUnexplained(long delta) {
        if (delta > 0) {
            transfers.move(UNBACKED_CREDIT, CREDIT_ON_METER, units(delta));
        } else {
            transfers.move(CREDIT_ON_METER, SHORTFALL, units(-delta));
        }
    }

    private void findRegister() {
        RegisterStep step = weighing.register();
        if (step.kind() == RegisterStep.Kind.RESET) {
            shown.act(ChangeKind.REGISTER_RESET, units(0));
        }
        if (step.kind() == RegisterStep.Kind.WENT_BACK) {
            Quantity fell = meter.registerUnit().of(step.fellBy());
            find(FindingKind.REGISTER_WENT_BACK, Optional.of(fell), Optional.empty(),
                    "the register fell by " + QuantityText.of(fell) + " to " + QuantityText.of(reading.register())
                            + "; what was used meanwhile is not known");
        }
    }

    private void findBalance() {
        if (verdict instanceof Verdict.Unbacked unbacked) {
            Rises.Rise one = rise.orElseThrow();
            Quantity amount = units(unbacked.found());
            find(one.kind(), Optional.of(amount), one.credit().map(credit -> credit.creditId),
                    FindingWords.of(one, amount));
        } else if (verdict instanceof Verdict.Shortfall shortfall) {
            find(FindingKind.SHORTFALL, Optional.of(units(shortfall.found())), Optional.empty(), "the balance is "
                    + QuantityText.of(units(shortfall.found()))
                    + " lower than what was left, loaded and used adds up to");
        }
    }

    private void findCreditsNotShown() {
        for (CreditState credit : meter.openCredits()) {
            if (credit.state() == CreditStatus.State.ACCEPTED && !credit.reportedNotShown()
                    && !isShown(credit) && part().flatMap(Rises.Rise::credit).filter(credit::equals).isEmpty()) {
                find(FindingKind.CREDIT_NOT_SHOWN, Optional.of(credit.amount), Optional.of(credit.creditId),
                        "the meter said that it took credit "
                                + credit.creditId + " of " + QuantityText.of(credit.amount)
                                + ", and its balance does not show it");
            }
        }
    }

    private boolean isShown(CreditState credit) {
        return verdict.shown()
                .stream()
                .anyMatch(one -> one.change().kind() == PendingChange.Kind.CREDIT
                        && one.change().id().equals(credit.creditId));
    }

    private void find(FindingKind kind, Optional<Quantity> quantity, Optional<String> creditId, String words) {
        findings++;
        facts.add(new Fact.FindingRaised(meter.meter, "F-" + sequence + "-" + findings, kind, quantity, creditId,
                words));
    }

    /** Each had its chance: this reading could have shown it. What the meter owes is owed until it is repaid. */
    private void lapse() {
        for (PendingState change : meter.seldom().changes()) {
            if (change.kind() != ChangeKind.REPAYMENT && change.until().isBefore(time) && !shown.isDone(change)) {
                facts.add(new Fact.ChangeLapsed(meter.meter, change.changeId()));
            }
        }
    }

    /** What the meter shows is better evidence than an answer that may be lost. */
    private void closeOrder() {
        Optional<SupplyOrder> open = meter.openOrder()
                .filter(order -> reading.supply().filter(now -> fulfils(now, order.target())).isPresent());
        open.ifPresent(order -> facts.add(new Fact.SupplyAnswered(meter.meter, order.orderId(),
                Command.Answer.ACCEPTED, "a reading shows it")));
    }

    /** Many meters want a hand on their own switch after an order to go on: READY is all that the order can bring. */
    private static boolean fulfils(Supply shown, Supply target) {
        return shown == target || (target == Supply.ON && shown == Supply.READY);
    }

    private Quantity units(long value) {
        return meter.balanceUnit().of(value);
    }
}
