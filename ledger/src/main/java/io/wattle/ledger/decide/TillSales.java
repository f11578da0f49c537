package io.wattle.ledger.decide;

import static io.wattle.ledger.book.AccountType.CARD_LIABILITY;
import static io.wattle.ledger.book.AccountType.CASH;
import static io.wattle.ledger.book.AccountType.COMMISSION_EXPENSE;
import static io.wattle.ledger.book.AccountType.MERCHANT_ACCOUNT;
import static io.wattle.ledger.book.AccountType.VENDOR_COMMISSION;
import static io.wattle.ledger.book.AccountType.WALLET;

import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.book.Posting;
import io.wattle.ledger.entry.CardFact;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.entry.TillCommand;
import io.wattle.ledger.entry.TillFact;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.QuantityText;
import io.wattle.ledger.state.Decision.Accept;
import io.wattle.ledger.state.Decision.Refuse;
import io.wattle.ledger.state.Decision;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.state.ShiftState;
import io.wattle.ledger.state.Tills;
import io.wattle.ledger.state.Transfers;
import io.wattle.ledger.till.ShiftMoney;
import io.wattle.ledger.till.Tender;
import io.wattle.ledger.till.TillSale;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides about money that is taken in a shift: as everywhere else, within the shift's limits, and out of its account. */
final class TillSales {
    private static final long WHOLE_BASIS_POINTS = 10_000;
    private final PaymentDecisions payments;
    private final CardDecisions cards;

    TillSales(PaymentDecisions payments, CardDecisions cards) {
        this.payments = payments;
        this.cards = cards;
    }

    Decision take(TillCommand.TakeAtTill command, LedgerState state, long sequence, Instant time) {
        ShiftState shift = state.tills.shifts.get(command.how().shiftId());
        Optional<Refuse> refused = notOpenTo(command.origin().actor(), shift, command.how().shiftId());
        if (shift == null || refused.isPresent()) {
            return refused.orElseThrow();
        }
        Optional<Refuse> beyond = beyond(shift, command.tender(), state);
        if (beyond.isPresent()) {
            return beyond.get();
        }
        Tender tender = command.how().tender();
        MoneyIn in = new MoneyIn(command.key(), command.tender(), from(shift), owner(shift, tender),
                command.origin().channel(), command.keep());
        Decision paid = payments.payOrKeep(in, command.meter(), command.keep(), state, sequence, time);
        if (!(paid instanceof Accept(_, List<Fact> facts))) {
            return paid;
        }
        Fact.PaymentTaken payment = first(facts, Fact.PaymentTaken.class).orElseThrow();
        return sold(command, shift, new TillSale(payment.paymentId(), shift.shiftId, payment.meter(),
                payment.account(), tender, payment.tender(), command.how().reference(), shift.vendor,
                commission(shift, payment.tender(), state)), facts);
    }

    Decision activate(TillCommand.ActivateAtTill command, LedgerState state, long sequence, Instant time) {
        ShiftState shift = state.tills.shifts.get(command.shiftId());
        Optional<Refuse> refused = notOpenTo(command.cards().cashier(), shift, command.shiftId());
        if (shift == null || refused.isPresent()) {
            return refused.orElseThrow();
        }
        Decision activated = cards.decide(command.cards(), state, time);
        if (!(activated instanceof Accept(_, List<Fact> facts))) {
            return activated;
        }
        CardFact.CardsActivated cardsSold = first(facts, CardFact.CardsActivated.class).orElseThrow();
        Tender tender = cardsSold.tender();
        Optional<Refuse> beyond = beyond(shift, cardsSold.total(), state);
        if (beyond.isPresent()) {
            return beyond.get();
        }
        Fact posted = new Transfers("")
                .move(from(shift), owner(shift, tender), CARD_LIABILITY, cardsSold.batchId(), cardsSold.total())
                .posted();
        return sold(command, shift, new TillSale("A-" + sequence, shift.shiftId, "", "", tender, cardsSold.total(),
                command.reference(), shift.vendor, commission(shift, cardsSold.total(), state)),
                List.of(cardsSold, posted));
    }

    private static Decision sold(TillCommand command, ShiftState shift, TillSale sale, List<Fact> beside) {
        List<Fact> facts = new ArrayList<>(List.of(new TillFact.TenderTaken(sale)));
        facts.addAll(beside);
        shift.vendor.ifPresent(vendor -> facts.addAll(new Transfers("")
                .move(COMMISSION_EXPENSE, vendor, VENDOR_COMMISSION, vendor,
                        new Money(sale.commissionMinor(), sale.amount().currency()))
                .facts()));
        return TillDecisions.accept(command, facts);
    }

    static Optional<Refuse> notOpenTo(String cashier, @Nullable ShiftState shift,
            String shiftId) {
        return ShiftDecisions.notOpen(shift, shiftId)
                .or(() -> shift != null && !shift.cashier.equals(cashier)
                        ? Optional.of(ShiftDecisions.ofAnother(shift.cashier))
                        : Optional.empty());
    }

    /** The limits of the shift, and what is left of a vendor's float. */
    static Optional<Refuse> beyond(ShiftState shift, Money amount, LedgerState state) {
        Optional<ShiftMoney> money = shift.money(amount.currency());
        if (money.isEmpty()) {
            return refuse(Refusal.WRONG_CURRENCY, "tender", shift.shiftId + " takes no " + amount.currency());
        }
        if (amount.amountMinor() > money.get().saleMaxMinor()) {
            return refuse(Refusal.SHIFT_LIMIT, "tender", "one sale in " + shift.shiftId + " takes at most "
                    + QuantityText.of(new Money(money.get().saleMaxMinor(), amount.currency())) + ", was: "
                    + QuantityText.of(amount));
        }
        if (amount.amountMinor() > money.get().shiftMaxMinor() - shift.soldMinor(amount.currency())) {
            return refuse(Refusal.SHIFT_LIMIT, "tender", shift.shiftId + " takes at most "
                    + QuantityText.of(new Money(money.get().shiftMaxMinor(), amount.currency()))
                    + " in all: close it, or take less than " + QuantityText.of(amount));
        }
        long left = shift.vendor
                .map(vendor -> state.balance(new AccountKey(MERCHANT_ACCOUNT, vendor, amount.unit())).value())
                .orElse(Long.MAX_VALUE);
        return amount.amountMinor() <= left
                ? Optional.empty()
                : refuse(Refusal.BALANCE_TOO_LOW, "tender", "the float of " + shift.vendor.orElse("") + " has "
                        + QuantityText.of(new Money(left, amount.currency())) + ", less than "
                        + QuantityText.of(amount));
    }

    /** Rounded half up at each sale, so that a statement adds up sale by sale. */
    private static long commission(ShiftState shift, Money amount, LedgerState state) {
        return shift.vendor.map(vendor -> Objects.requireNonNull(state.tills.vendors.get(vendor)))
                .map(vendor -> (amount.amountMinor() * vendor.commissionBasisPoints() + WHOLE_BASIS_POINTS / 2)
                        / WHOLE_BASIS_POINTS)
                .orElse(0L);
    }

    private static AccountType from(ShiftState shift) {
        return shift.vendor.isPresent() ? MERCHANT_ACCOUNT : CASH;
    }

    private static String owner(ShiftState shift, Tender tender) {
        return shift.vendor.orElseGet(() -> Tills.owner(tender, shift.shiftId));
    }

    private static <F extends Fact> Optional<F> first(List<Fact> facts, Class<F> kind) {
        return facts.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    private static Optional<Refuse> refuse(Refusal reason, String field, String detail) {
        return Optional.of(new Refuse(reason, field, detail));
    }
}
