package io.wattle.ledger.entry;

import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.vending.Debt;

/**
 * A customer owes something that is paid off with his payments. By hand only.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param key idempotency key, as for {@link Command.TakePayment}
 * @param account the customer account
 * @param amount above zero
 * @param reason in words, not blank
 */
public record AddDebt(Origin origin, String key, String account, Debt debt, Money amount, String reason)
        implements
            Command.OfLedger {}
