package io.wattle.ledger.balance;

import io.wattle.ledger.quantity.Quantity;

/**
 * How a balance that lives here stands.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param balance money, or Wh or l; below zero when more was used than paid for
 */
public record Standing(Quantity balance, Stage stage) {}
