package io.wattle.ledger.state;

import io.wattle.ledger.balance.GrantKind;
import io.wattle.ledger.entry.EntryBytes;
import io.wattle.ledger.entry.EntrySource;
import io.wattle.ledger.entry.Fact;

import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.entry.SaleBytes;
import io.wattle.ledger.vending.TaxShare;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One credit's life. For the ledger thread; changed by {@link FactApplier} alone. */
public final class CreditState {
    public final String creditId;
    final String paymentId;
    public final String meter;
    public final Quantity amount;
    public final Money price;
    final Instant orderedAt;

    /** Who paid for it: the money goes back there, also when another pays for the meter by then. */
    String account = "";
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
    /** The entry that ordered it. */
    long orderedSequence;
    /** As much of it as readings have shown; less than the amount while it is open. */
    long loaded;
    /** The entry that showed a part of it last; 0 for none. */
    long partSequence;
    /** By which the meter's log names it, if not by its identifier. */
    Optional<String> reference = Optional.empty();
    /** What the meter's log says of it. */
    Optional<LoggedLine> logged = Optional.empty();
    /** The entry that ordered its token, if it went out as one: then it is not sent again. 0 if it did not. */
    long tokensSequence;
    /** The taxes that its units bore; its price holds them. */
    List<TaxShare> taxes = List.of();
    /** By what its sale moved the meter's counters, if a tariff plan sold it. */
    Optional<SoldCount> count = Optional.empty();
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
        orderedSequence = sequence;
    }

    public boolean reportedNotShown() {
        return reportedNotShown;
    }

    public Instant sentAt() {
        return sentAt;
    }

    public Optional<LoggedLine> logged() {
        return logged;
    }

    public long loaded() {
        return loaded;
    }

    public String accountNumber() {
        return account;
    }

    public List<TaxShare> taxes() {
        return taxes;
    }

    public String tariff() {
        return tariff;
    }

    public long stateSequence() {
        return stateSequence;
    }

    public long sentSequence() {
        return sentSequence;
    }

    public long tokensSequence() {
        return tokensSequence;
    }

    public Optional<Boolean> decidedInMeter() {
        return decidedInMeter;
    }

    public int attempt() {
        return attempt;
    }

    public CreditStatus.State state() {
        return state;
    }

    /** Whether it is emergency credit, which was not paid for. */
    public boolean isLent() {
        return GrantKind.isLent(paymentId);
    }

    public boolean isOpen() {
        return switch (state) {
            case ORDERED, SENT, ACCEPTED, UNKNOWN -> true;
            case CONFIRMED, FAILED, EXPIRED, HANDED_OVER -> false;
        };
    }

    /** Whether it is open and no longer here: its window runs. */
    boolean mayHaveArrived() {
        return switch (state) {
            case SENT, ACCEPTED, UNKNOWN -> true;
            case ORDERED, CONFIRMED, FAILED, EXPIRED, HANDED_OVER -> false;
        };
    }

    /** Whether this was its last word. */
    public boolean hasEnded() {
        return switch (state) {
            case ORDERED, SENT, ACCEPTED, UNKNOWN, EXPIRED -> false;
            case CONFIRMED, FAILED, HANDED_OVER -> true;
        };
    }

    /** Where its units are while it has not ended. */
    public AccountType account() {
        return state == CreditStatus.State.EXPIRED ? AccountType.EXPIRED_CREDIT : AccountType.CREDIT_IN_TRANSIT;
    }

    /** The one way from state to state. */
    void state(CreditStatus.State next, long sequence) {
        boolean ends = switch (next) {
            case CONFIRMED, FAILED, HANDED_OVER -> true;
            case ORDERED, SENT, ACCEPTED, UNKNOWN, EXPIRED -> false;
        };
        if (hasEnded() || (state == CreditStatus.State.EXPIRED && !ends)) {
            throw new IllegalStateException("credit " + creditId + " is " + state + " and cannot become " + next);
        }
        state = next;
        stateSequence = sequence;
    }

    /** A rise that was taken for it turns out to have been another's: it is under way again. */
    void reopen(long sequence) {
        if (state != CreditStatus.State.CONFIRMED) {
            throw new IllegalStateException("credit " + creditId + " is " + state + " and cannot be open again");
        }
        state = CreditStatus.State.UNKNOWN;
        stateSequence = sequence;
        loaded = 0;
    }

    /** What is not shown yet. */
    public Quantity remaining() {
        return amount.unit().of(amount.value() - loaded);
    }

    /** The price of what is not shown yet, rounded down: what was delivered is paid. */
    public Money priceOfRemaining() {
        return new Money(ofRemaining(price.amountMinor()), price.currency());
    }

    /** The taxes on what is not shown yet, each rounded down. */
    public List<TaxShare> taxesOfRemaining() {
        return taxes.stream().map(tax -> new TaxShare(tax.name(), ofRemaining(tax.amountMinor()))).toList();
    }

    /** Its share of what was counted or charged for all of it, rounded down. */
    long ofRemaining(long whole) {
        return BigInteger.valueOf(whole)
                .multiply(BigInteger.valueOf(amount.value() - loaded))
                .divide(BigInteger.valueOf(amount.value()))
                .longValueExact();
    }

    CreditStatus status() {
        return new CreditStatus(creditId, paymentId, meter, amount, remaining(), price, state, attempt, orderedAt,
                tokensSequence == 0 ? Optional.empty() : Optional.of(TokenState.id(tokensSequence)));
    }

    /** Everything, for hash and snapshot; {@link #read} takes the same fields in the same order. */
    void write(EntryBytes to) {
        to.text(meter).text(creditId).text(paymentId).quantity(amount).quantity(price).instant(orderedAt);
        to.text(account)
                .text(tariff)
                .enumerated(state)
                .i32(attempt)
                .i64(sentSequence)
                .instant(sentAt)
                .i64(stateSequence)
                .flag(reportedNotShown);
        to.optional(decidedInMeter, to::flag).i64(orderedSequence).i64(loaded).i64(partSequence);
        to.optional(reference, to::text).optional(logged, line -> to.i64(line.amount()).instant(line.enteredAt()));
        to.i64(tokensSequence);
        Lists.write(to, taxes, tax -> SaleBytes.write(tax, to));
        to.optional(count, one -> one.write(to));
    }

    static CreditState read(EntrySource from) {
        Fact.CreditOrdered ordered = new Fact.CreditOrdered(from.text(), from.text(), from.text(), from.quantity(),
                from.money());
        CreditState credit = new CreditState(ordered, 0, from.instant());
        credit.account = from.text();
        credit.tariff = from.text();
        credit.state = from.enumerated(CreditStatus.State.values());
        credit.attempt = from.i32();
        credit.sentSequence = from.i64();
        credit.sentAt = from.instant();
        credit.stateSequence = from.i64();
        credit.reportedNotShown = from.flag();
        credit.decidedInMeter = from.optional(from::flag);
        credit.orderedSequence = from.i64();
        credit.loaded = from.i64();
        credit.partSequence = from.i64();
        credit.reference = from.optional(from::text);
        credit.logged = from.optional(() -> new LoggedLine(from.i64(), from.instant()));
        credit.tokensSequence = from.i64();
        credit.taxes = Lists.read(from, () -> SaleBytes.readTax(from));
        credit.count = from.optional(() -> SoldCount.read(from));
        return credit;
    }
}
