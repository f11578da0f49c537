package io.wattle.ledger.state;

import io.wattle.ledger.entry.EntryBytes;
import io.wattle.ledger.entry.EntrySource;
import io.wattle.ledger.entry.Fact;

import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Quantity;
import java.time.Instant;
import java.util.Optional;

/** One credit's life. For the ledger thread; changed by {@link FactApplier} alone. */
final class CreditState {
    final String creditId;
    final String paymentId;
    final String meter;
    final Quantity amount;
    final Money price;
    final Instant orderedAt;

    /** Whose revenue it was: a refund goes back there, also when the price list has changed since. */
    String tariff = "";
    CreditStatus.State state = CreditStatus.State.ORDERED;
    int attempt;
    /** The entry that began the last attempt. */
    long sentSequence;
    /** When the last attempt began; then its window opened. */
    Instant sentAt = Instant.MAX;
    /** The entry that brought it into its state. */
    long stateSequence;
    /** Whether it has been said that the meter took it and does not show it. */
    boolean reportedNotShown;
    /** Whether it is in the meter, if a person had to decide that. */
    Optional<Boolean> decidedInMeter = Optional.empty();

    CreditState(Fact.CreditOrdered fact, long sequence, Instant time) {
        creditId = fact.creditId();
        paymentId = fact.paymentId();
        meter = fact.meter();
        amount = fact.amount();
        price = fact.price();
        orderedAt = time;
        stateSequence = sequence;
    }

    boolean isOpen() {
        return switch (state) {
            case ORDERED, SENT, ACCEPTED, UNKNOWN -> true;
            case CONFIRMED, FAILED, EXPIRED -> false;
        };
    }

    /** Whether it is open and no longer here: its window runs. */
    boolean mayHaveArrived() {
        return switch (state) {
            case SENT, ACCEPTED, UNKNOWN -> true;
            case ORDERED, CONFIRMED, FAILED, EXPIRED -> false;
        };
    }

    /** Whether this was its last word. */
    boolean hasEnded() {
        return switch (state) {
            case ORDERED, SENT, ACCEPTED, UNKNOWN, EXPIRED -> false;
            case CONFIRMED, FAILED -> true;
        };
    }

    /** Where its units are while it has not ended. */
    AccountType account() {
        return state == CreditStatus.State.EXPIRED ? AccountType.EXPIRED_CREDIT : AccountType.CREDIT_IN_TRANSIT;
    }

    /** The one way from state to state. */
    void state(CreditStatus.State next, long sequence) {
        boolean ends = next == CreditStatus.State.CONFIRMED || next == CreditStatus.State.FAILED;
        if (hasEnded() || (state == CreditStatus.State.EXPIRED && !ends)) {
            throw new IllegalStateException("credit " + creditId + " is " + state + " and cannot become " + next);
        }
        state = next;
        stateSequence = sequence;
    }

    CreditStatus status() {
        return new CreditStatus(creditId, paymentId, meter, amount, price, state, attempt, orderedAt);
    }

    /** Everything, for hash and snapshot; {@link #read} takes the same fields in the same order. */
    void write(EntryBytes to) {
        to.text(meter).text(creditId).text(paymentId).quantity(amount).quantity(price).instant(orderedAt);
        to.text(tariff)
                .enumerated(state)
                .i32(attempt)
                .i64(sentSequence)
                .instant(sentAt)
                .i64(stateSequence)
                .flag(reportedNotShown);
        to.optional(decidedInMeter, to::flag);
    }

    static CreditState read(EntrySource from) {
        Fact.CreditOrdered ordered = new Fact.CreditOrdered(from.text(), from.text(), from.text(), from.quantity(),
                from.money());
        CreditState credit = new CreditState(ordered, 0, from.instant());
        credit.tariff = from.text();
        credit.state = from.enumerated(CreditStatus.State.values());
        credit.attempt = from.i32();
        credit.sentSequence = from.i64();
        credit.sentAt = from.instant();
        credit.stateSequence = from.i64();
        credit.reportedNotShown = from.flag();
        credit.decidedInMeter = from.optional(from::flag);
        return credit;
    }
}
