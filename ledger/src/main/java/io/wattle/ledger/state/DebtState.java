package io.wattle.ledger.state;

import io.wattle.ledger.entry.EntryBytes;
import io.wattle.ledger.entry.EntrySource;
import io.wattle.ledger.entry.SaleBytes;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.tariff.sale.ArrearsItem;
import io.wattle.ledger.vending.Debt;
import java.time.LocalDate;

/**
 * A debt that is not paid off.
 *
 * <p>Immutable. Immutable, safe for any thread.
 *
 * @param dueMinor what is left of it
 * @param paidOn the day of the last payment
 * @param monthPaidMinor what the month of that day gave
 */
public record DebtState(Debt debt, String currency, long dueMinor, LocalDate paidOn, long monthPaidMinor) {

    /** As a payment meets it. */
    ArrearsItem item(LocalDate today) {
        return new ArrearsItem(debt.name(), debt.since(), dueMinor, debt.sharePpm(),
                Math.max(0, debt.monthMinorMax() - paidThisMonth(today)), debt.priority());
    }

    public Money due() {
        return new Money(dueMinor, currency);
    }

    DebtState paid(long amountMinor, LocalDate today) {
        return new DebtState(debt, currency, dueMinor - amountMinor, today, paidThisMonth(today) + amountMinor);
    }

    DebtState less(long amountMinor) {
        return new DebtState(debt, currency, dueMinor - amountMinor, paidOn, monthPaidMinor);
    }

    /** What was paid on a day is owed again. */
    DebtState owedAgain(long amountMinor, LocalDate day) {
        boolean isThisMonth = day.getYear() == paidOn.getYear() && day.getMonthValue() == paidOn.getMonthValue();
        return new DebtState(debt, currency, dueMinor + amountMinor, paidOn,
                isThisMonth ? Math.max(0, monthPaidMinor - amountMinor) : monthPaidMinor);
    }

    DebtState by(Debt plan) {
        return new DebtState(plan, currency, dueMinor, paidOn, monthPaidMinor);
    }

    private long paidThisMonth(LocalDate today) {
        return today.getYear() == paidOn.getYear() && today.getMonthValue() == paidOn.getMonthValue()
                ? monthPaidMinor
                : 0;
    }

    void write(EntryBytes to) {
        SaleBytes.write(debt, to);
        SaleBytes.date(paidOn, to.text(currency).i64(dueMinor));
        to.i64(monthPaidMinor);
    }

    static DebtState read(EntrySource from) {
        return new DebtState(SaleBytes.readDebt(from), from.text(), from.i64(), SaleBytes.date(from), from.i64());
    }
}
