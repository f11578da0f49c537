package io.wattle.ledger.entry;

import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.vending.Debt;

/**
 * What became of a customer's debts, besides being paid off.
 *
 * <p>Immutable, safe for any thread.
 */
public sealed interface DebtFact extends Fact.OfLedger {

    String account();

    String reason();

    /** A customer owes, and his payments are to pay it off. */
    record DebtAdded(String account, Debt debt, Money amount, String reason) implements DebtFact {}

    /** So much of a debt need not be paid. */
    record DebtForgiven(String account, String debt, Money amount, String reason) implements DebtFact {}

    /** A debt is paid off by another plan. */
    record PlanChanged(String account, Debt debt, String reason) implements DebtFact {}
}
