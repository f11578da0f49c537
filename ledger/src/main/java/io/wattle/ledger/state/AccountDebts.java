package io.wattle.ledger.state;

import io.wattle.ledger.entry.EntryBytes;
import io.wattle.ledger.entry.EntrySource;
import io.wattle.ledger.entry.SaleBytes;
import io.wattle.ledger.tariff.plan.StandingFee.Period;
import io.wattle.ledger.tariff.sale.ArrearsItem;
import io.wattle.ledger.vending.Debt;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What one account owes, and what it has paid off lately. For the ledger thread. */
public final class AccountDebts {
    /** Open at once, for one account. */
    public static final int DEBTS_MAX = 32;
    private List<DebtState> open = List.of();
    private LocalDate paidOn = LocalDate.EPOCH;
    private long dayPaid;
    private long weekPaid;
    private long monthPaid;

    public List<DebtState> open() {
        return open;
    }

    public Optional<DebtState> named(String name) {
        return open.stream().filter(one -> one.debt().name().equals(name)).findFirst();
    }

    List<ArrearsItem> items(String currency, LocalDate today) {
        return open.stream().filter(one -> one.currency().equals(currency)).map(one -> one.item(today)).toList();
    }

    /** What payments of the period gave to debts, all together. */
    long paid(Period period, LocalDate today) {
        if (!period.startOf(today).equals(period.startOf(paidOn))) {
            return 0;
        }
        return switch (period) {
            case DAY -> dayPaid;
            case WEEK -> weekPaid;
            case MONTH -> monthPaid;
        };
    }

    void add(DebtState debt) {
        open = Bounded.add(open, debt, Integer.MAX_VALUE);
    }

    /**
     * A payment gave so much to a debt.
     *
     * @throws IllegalStateException if there is no such debt, or less is owed
     */
    void pay(String name, long amountMinor, LocalDate today) {
        replace(name, debt -> debt.paid(amountMinor, today));
        dayPaid = paid(Period.DAY, today) + amountMinor;
        weekPaid = paid(Period.WEEK, today) + amountMinor;
        monthPaid = paid(Period.MONTH, today) + amountMinor;
        paidOn = today;
    }

    /** A payment that gave so much to a debt did not happen after all. */
    void owedAgain(SoldSale.DebtPaid debt) {
        DebtState before = debt.before();
        long minor = debt.paidMinor();
        String name = before.debt().name();
        if (named(name).isPresent()) {
            replace(name, one -> one.owedAgain(minor, debt.day()));
        } else {
            add(new DebtState(before.debt(), before.currency(), minor, before.paidOn(), before.monthPaidMinor()));
        }
        dayPaid = without(Period.DAY, dayPaid, debt);
        weekPaid = without(Period.WEEK, weekPaid, debt);
        monthPaid = without(Period.MONTH, monthPaid, debt);
    }

    private long without(Period period, long paid, SoldSale.DebtPaid debt) {
        return period.startOf(debt.day()).equals(period.startOf(paidOn)) ? Math.max(0, paid - debt.paidMinor()) : paid;
    }

    /** As {@link #pay}, but not counted as something that payments recovered. */
    void settle(String name, long amountMinor) {
        replace(name, debt -> debt.less(amountMinor));
    }

    /**
     * So much of a debt need not be paid.
     *
     * @throws IllegalStateException as for {@link #pay}
     */
    void forgive(String name, long amountMinor) {
        replace(name, debt -> debt.less(amountMinor));
    }

    /**
     * A debt of that name is paid off by another plan.
     *
     * @throws IllegalStateException if there is no such debt
     */
    void change(Debt plan) {
        replace(plan.name(), debt -> debt.by(plan));
    }

    private void replace(String name, UnaryOperator<DebtState> change) {
        List<DebtState> next = new ArrayList<>();
        boolean found = false;
        for (DebtState debt : open) {
            boolean isMeant = debt.debt().name().equals(name);
            DebtState after = isMeant ? change.apply(debt) : debt;
            found |= isMeant;
            if (after.dueMinor() < 0) {
                throw new IllegalStateException("more is paid than is owed: " + name);
            }
            if (after.dueMinor() > 0) {
                next.add(after);
            }
        }
        if (!found) {
            throw new IllegalStateException("nothing is owed under the name " + name);
        }
        open = List.copyOf(next);
    }

    /** Everything, for hash and snapshot; {@link #read} takes the same fields in the same order. */
    void write(EntryBytes to) {
        SaleBytes.date(paidOn, to);
        to.i64(dayPaid).i64(weekPaid).i64(monthPaid);
        Lists.write(to, open, one -> one.write(to));
    }

    static AccountDebts read(EntrySource from) {
        AccountDebts debts = new AccountDebts();
        debts.paidOn = SaleBytes.date(from);
        debts.dayPaid = from.i64();
        debts.weekPaid = from.i64();
        debts.monthPaid = from.i64();
        debts.open = Lists.read(from, () -> DebtState.read(from));
        return debts;
    }
}
