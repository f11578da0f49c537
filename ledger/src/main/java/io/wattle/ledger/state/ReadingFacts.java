package io.wattle.ledger.state;

import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Reading;
import io.wattle.ledger.entry.Supply;
import io.wattle.ledger.entry.SupplyOrder;

import static io.wattle.ledger.book.AccountType.CONSUMED;
import static io.wattle.ledger.book.AccountType.CREDIT_IN_TRANSIT;
import static io.wattle.ledger.book.AccountType.CREDIT_ON_METER;
import static io.wattle.ledger.book.AccountType.OPENING_BALANCE;
import static io.wattle.ledger.book.AccountType.SHORTFALL;
import static io.wattle.ledger.book.AccountType.UNBACKED_CREDIT;

import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.quantity.QuantityText;
import io.wattle.ledger.verify.PendingCredit;
import io.wattle.ledger.verify.Verdict;
import io.wattle.ledger.verify.Weighing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The facts that an accepted reading makes true, in their order. For one use. */
final class ReadingFacts {
    private final MeterState meter;
    private final Reading reading;
    private final Weighing weighing;
    private final long sequence;
    private final List<Fact> facts = new ArrayList<>();
    private int findings;

    ReadingFacts(MeterState meter, Reading reading, Weighing weighing, long sequence) {
        this.meter = meter;
        this.reading = reading;
        this.weighing = weighing;
        this.sequence = sequence;
    }

    List<Fact> all() {
        Verdict verdict = weighing.verdict();
        facts.add(new Fact.ReadingAccepted(meter.meter, reading, weighing.consumed(), unexplained(verdict)));
        for (PendingCredit credit : confirmed(verdict)) {
            facts.add(new Fact.CreditConfirmed(meter.meter, credit.creditId(), credit.amount()));
        }
        facts.addAll(transfers(verdict).facts());
        weighing.registerFellBy()
                .ifPresent(fell -> find(Fact.FindingKind.REGISTER_WENT_BACK, Optional.of(fell),
                        "the register fell by " + QuantityText.of(fell) + " to " + QuantityText.of(reading.register())
                                + "; what was used meanwhile is not known"));
        findBalance(verdict);
        if (reading.balance().isPresent()) {
            findCreditsNotShown(confirmed(verdict));
        }
        closeOrder();
        return facts;
    }

    private Optional<Quantity> unexplained(Verdict verdict) {
        return switch (verdict) {
            case Verdict.NoBalance v -> Optional.empty();
            case Verdict.FirstBalance v -> Optional.empty();
            case Verdict.Quiet v -> Optional.of(v.delta());
            case Verdict.Explained v -> Optional.of(v.delta());
            case Verdict.Unbacked v -> Optional.of(v.delta());
            case Verdict.Shortfall v -> Optional.of(v.delta());
        };
    }

    private static List<PendingCredit> confirmed(Verdict verdict) {
        return switch (verdict) {
            case Verdict.NoBalance v -> List.of();
            case Verdict.FirstBalance v -> v.confirmed();
            case Verdict.Quiet v -> List.of();
            case Verdict.Explained v -> v.confirmed();
            case Verdict.Unbacked v -> v.confirmed();
            case Verdict.Shortfall v -> v.confirmed();
        };
    }

    /** After them CREDIT_ON_METER is the balance of the reading, to the last unit. */
    private Transfers transfers(Verdict verdict) {
        Transfers transfers = new Transfers(meter.meter);
        if (reading.balance().isEmpty()) {
            return transfers;
        }
        if (verdict instanceof Verdict.FirstBalance first) {
            transfers.move(OPENING_BALANCE, CREDIT_ON_METER, first.opening());
        }
        transfers.move(CREDIT_ON_METER, CONSUMED, weighing.settled());
        for (PendingCredit credit : confirmed(verdict)) {
            transfers.move(CREDIT_IN_TRANSIT, CREDIT_ON_METER, credit.amount());
        }
        unexplained(verdict).ifPresent(delta -> moveUnexplained(transfers, delta));
        return transfers;
    }

    private static void moveUnexplained(Transfers transfers, Quantity delta) {
        if (delta.isPositive()) {
            transfers.move(UNBACKED_CREDIT, CREDIT_ON_METER, delta);
        } else {
            transfers.move(CREDIT_ON_METER, SHORTFALL, delta.negated());
        }
    }

    private void findBalance(Verdict verdict) {
        if (verdict instanceof Verdict.Unbacked unbacked) {
            find(Fact.FindingKind.UNBACKED_CREDIT, Optional.of(unbacked.found()),
                    "the balance is " + QuantityText.of(unbacked.found())
                            + " higher than what was left, loaded and used adds up to; no sale is behind that");
        } else if (verdict instanceof Verdict.Shortfall shortfall) {
            find(Fact.FindingKind.SHORTFALL, Optional.of(shortfall.found()), "the balance is "
                    + QuantityText.of(shortfall.found()) + " lower than what was left, loaded and used adds up to");
        }
    }

    private void findCreditsNotShown(List<PendingCredit> confirmed) {
        List<String> shown = confirmed.stream().map(PendingCredit::creditId).toList();
        for (CreditState credit : meter.openCredits.values()) {
            if (credit.state == CreditStatus.State.ACCEPTED && !credit.reportedNotShown
                    && !shown.contains(credit.creditId)) {
                find(Fact.FindingKind.CREDIT_NOT_SHOWN, Optional.of(credit.amount), Optional.of(credit.creditId),
                        "the meter said that it took credit "
                                + credit.creditId + " of " + QuantityText.of(credit.amount)
                                + ", and its balance does not show it");
            }
        }
    }

    private void find(Fact.FindingKind kind, Optional<Quantity> quantity, String words) {
        find(kind, quantity, Optional.empty(), words);
    }

    private void find(Fact.FindingKind kind, Optional<Quantity> quantity, Optional<String> creditId, String words) {
        findings++;
        facts.add(new Fact.FindingRaised(meter.meter, "F-" + sequence + "-" + findings, kind, quantity, creditId,
                words));
    }

    /** What the meter shows is better evidence than an answer that may be lost. */
    private void closeOrder() {
        Optional<SupplyOrder> open = meter.openOrder
                .filter(order -> reading.supply().filter(shown -> fulfils(shown, order.target())).isPresent());
        open.ifPresent(order -> facts.add(new Fact.SupplyAnswered(meter.meter, order.orderId(),
                Command.Answer.ACCEPTED, "a reading shows it")));
    }

    /** Many meters want a hand on their own switch after an order to go on: READY is all that the order can bring. */
    private static boolean fulfils(Supply shown, Supply target) {
        return shown == target || (target == Supply.ON && shown == Supply.READY);
    }
}
