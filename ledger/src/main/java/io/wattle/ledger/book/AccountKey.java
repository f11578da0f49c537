package io.wattle.ledger.book;

import io.wattle.ledger.quantity.Unit;

/**
 * One account of the book.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param owner the customer account, meter, tender or tariff that the type names
 */
public record AccountKey(AccountType type, String owner, Unit unit) {}
