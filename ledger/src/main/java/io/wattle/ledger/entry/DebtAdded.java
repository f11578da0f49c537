package io.wattle.ledger.entry;

import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.vending.Debt;

/**
 * A customer owes, and his payments are to pay it off.
 *
 * <p>Immutable, safe for any thread.
 */
public record DebtAdded(String account, Debt debt, Money amount, String reason) implements Fact.OfLedger {}
