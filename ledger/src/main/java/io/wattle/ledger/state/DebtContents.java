package io.wattle.ledger.state;

import io.wattle.ledger.entry.DebtCommand;
import io.wattle.ledger.entry.DebtFact;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.vending.Debt;

/** What a command about debts says, as words; a part of {@link Contents}. Pure. */
public final class DebtContents {

    private DebtContents() {}

    public static String[] of(DebtCommand command) {
        return switch (command) {
            case DebtCommand.AddDebt c -> added(c.account(), c.debt(), c.amount(), c.reason());
            case DebtCommand.ForgiveDebt c -> forgiven(c.account(), c.debt(), c.amount(), c.reason());
            case DebtCommand.ChangePlan c -> changed(c.account(), c.debt(), c.reason());
        };
    }

    static String[] of(DebtFact fact) {
        return switch (fact) {
            case DebtFact.DebtAdded f -> added(f.account(), f.debt(), f.amount(), f.reason());
            case DebtFact.DebtForgiven f -> forgiven(f.account(), f.debt(), f.amount(), f.reason());
            case DebtFact.PlanChanged f -> changed(f.account(), f.debt(), f.reason());
        };
    }

    private static String[] added(String account, Debt debt, Money amount, String reason) {
        return new String[] {"debt", account, debt.name(), debt.since().toString(), Long.toString(debt.sharePpm()),
                Long.toString(debt.monthMinorMax()), Integer.toString(debt.priority()),
                Long.toString(amount.amountMinor()), amount.currency(), reason};
    }

    private static String[] forgiven(String account, String debt, Money amount, String reason) {
        return new String[] {"forgive debt", account, debt, Long.toString(amount.amountMinor()), amount.currency(),
                reason};
    }

    /** Not its day, which a change of the plan leaves as it was. */
    private static String[] changed(String account, Debt debt, String reason) {
        return new String[] {"plan of debt", account, debt.name(), Long.toString(debt.sharePpm()),
                Long.toString(debt.monthMinorMax()), Integer.toString(debt.priority()), reason};
    }
}
