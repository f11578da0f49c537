package io.wattle.ledger.entry;

import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.vending.Debt;

/**
 * What people do about debts: things that a customer owes and pays off with his payments. By hand only. The key of each is an
 * idempotency key, as for {@link Command.TakePayment}; the account is the customer account.
 *
 * <p>Immutable, safe for any thread.
 */
public sealed interface DebtCommand extends Command.OfLedger {

    String key();

    String account();

    /** Why, in words, not blank. */
    String reason();

    /**
     * A customer owes something more.
     *
     * @param amount above zero
     */
    record AddDebt(Origin origin, String key, String account, Debt debt, Money amount, String reason)
            implements
                DebtCommand {}

    /**
     * A part of a debt, or all of it, need not be paid.
     *
     * @param debt its name
     * @param amount above zero, at most what is left of it
     */
    record ForgiveDebt(Origin origin, String key, String account, String debt, Money amount, String reason)
            implements
                DebtCommand {}

    /**
     * Another plan for paying a debt off: its share of each payment, its limit a month, its place. From the next payment
     * on.
     *
     * @param debt the debt of that name as it is to be; its day stays as it was
     */
    record ChangePlan(Origin origin, String key, String account, Debt debt, String reason) implements DebtCommand {}
}
