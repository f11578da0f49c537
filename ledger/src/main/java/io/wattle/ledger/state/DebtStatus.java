package io.wattle.ledger.state;

import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.vending.Debt;

/**
 * A debt as it stands.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param due what is left of it
 */
public record DebtStatus(Debt debt, Money due) {}
