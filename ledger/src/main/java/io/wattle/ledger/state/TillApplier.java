package io.wattle.ledger.state;

import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.TillFact;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.till.ShiftMoney;
import io.wattle.ledger.till.Tender;
import io.wattle.ledger.till.TenderLine;
import io.wattle.ledger.till.TillSale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes true what is said about the till; a part of {@link FactApplier}. What cannot be true is a broken ledger. */
final class TillApplier {
    private final LedgerState state;
    private final Tills tills;
    private final LedgerEntry entry;

    TillApplier(LedgerState state, LedgerEntry entry) {
        this.state = state;
        this.tills = state.tills;
        this.entry = entry;
    }

    void apply(TillFact fact) {
        switch (fact) {
            case TillFact.ShiftOpened f -> open(f);
            case TillFact.FloatMoved f -> {
                ShiftState shift = shift(f.shiftId());
                shift.line(shift.line(Tender.CASH, f.change().currency()).moved(f.change().amountMinor()));
            }
            case TillFact.ShiftClosed f -> close(shift(f.shiftId()), f);
            case TillFact.ShiftCounted f -> {
                require(shift(f.shiftId()).closed, "counts an open shift");
                tills.shifts.remove(f.shiftId());
            }
            case TillFact.TenderTaken f -> take(shift(f.sale().shiftId()), f.sale());
            case TillFact.AccountMoneyHandled f -> handle(shift(f.shiftId()), f);
            case TillFact.VendorSet f -> tills.vendor(f.vendor(), f.commissionBasisPoints());
            case TillFact.VendorToppedUp f -> tills.paidIn(Objects.requireNonNull(tills.vendors.get(f.vendor())),
                    f.amount().currency());
            case TillFact.SaleReversed f -> reverse(f);
        }
    }

    /** The law of drawers, after each entry that moves their money: the book has what the shift has taken. */
    void check(Fact fact) {
        if (fact instanceof TillFact till) {
            check(till);
        }
    }

    private void check(TillFact fact) {
        switch (fact) {
            case TillFact.ShiftOpened f -> requireBooked(tills.shifts.get(f.shiftId()));
            case TillFact.FloatMoved f -> requireBooked(tills.shifts.get(f.shiftId()));
            case TillFact.TenderTaken f -> requireBooked(tills.shifts.get(f.sale().shiftId()));
            case TillFact.AccountMoneyHandled f -> requireBooked(tills.shifts.get(f.shiftId()));
            case TillFact.SaleReversed f -> requireBooked(f.paidBy().map(tills.shifts::get).orElse(null));
            case TillFact.ShiftCounted f -> f.counts()
                    .forEach(count -> requireBooked(f.shiftId(), TenderLine.empty(count.tender(),
                            count.expected().currency())));
            case TillFact.ShiftClosed _,TillFact.VendorSet _,TillFact.VendorToppedUp _ -> {
            }
        }
    }

    private void open(TillFact.ShiftOpened fact) {
        ShiftState shift = new ShiftState(fact, entry.time());
        for (ShiftMoney money : fact.money()) {
            if (money.floatMinor() != 0) {
                shift.line(shift.line(Tender.CASH, money.currency()).moved(money.floatMinor()));
            }
        }
        require(tills.shifts.put(fact.shiftId(), shift) == null, "opens a shift twice");
    }

    private void close(ShiftState shift, TillFact.ShiftClosed fact) {
        require(!shift.closed, "closes a shift twice");
        shift.closed = true;
        shift.declared = fact.declared();
        if (shift.vendor.isPresent()) {
            tills.shifts.remove(shift.shiftId);
        }
    }

    private void take(ShiftState shift, TillSale sale) {
        require(!shift.closed, "sells in a closed shift");
        shift.line(shift.line(sale.tender(), sale.amount().currency()).taken(sale.amount().amountMinor()));
        if (sale.vendor().isPresent()) {
            shift.commissions.merge(sale.amount().currency(), sale.commissionMinor(), Long::sum);
        }
    }

    private void handle(ShiftState shift, TillFact.AccountMoneyHandled fact) {
        require(!shift.closed, "handles money in a closed shift");
        fact.changes()
                .forEach(change -> shift.line(
                        shift.line(fact.tender(), change.currency()).handled(change.amountMinor())));
    }

    private void reverse(TillFact.SaleReversed fact) {
        new SaleUndoing(state, entry.sequence()).undo(fact);
        ShiftState shift = fact.paidBy().map(tills.shifts::get).orElse(null);
        if (shift != null) {
            shift.line(shift.line(fact.tender(), fact.amount().currency()).reversed(fact.amount().amountMinor()));
            if (fact.vendor().isPresent()) {
                shift.commissions.merge(fact.amount().currency(), -fact.commission().amountMinor(), Long::sum);
            }
        }
    }

    private void requireBooked(@Nullable ShiftState shift) {
        if (shift != null && shift.vendor.isEmpty()) {
            shift.lines().forEach(line -> requireBooked(shift.shiftId, line));
        }
    }

    private void requireBooked(String shiftId, TenderLine line) {
        AccountKey account = new AccountKey(AccountType.CASH, Tills.owner(line.tender(), shiftId),
                Unit.money(line.currency()));
        require(state.book.balance(account).value() == -line.expected().amountMinor(),
                "leaves " + account + " other than the shift has it: " + state.book.balance(account));
    }

    private ShiftState shift(String shiftId) {
        return Objects.requireNonNull(tills.shifts.get(shiftId), () -> "entry " + entry.sequence()
                + " is about an unknown shift: " + shiftId);
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException("entry " + entry.sequence() + " " + otherwise);
        }
    }
}
