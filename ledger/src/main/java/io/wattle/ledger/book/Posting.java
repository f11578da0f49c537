package io.wattle.ledger.book;

import io.wattle.ledger.quantity.Quantity;

/**
 * One leg of a transaction.
 *
 * <p>Immutable, safe for any thread; a value that is not allowed is refused with {@link IllegalArgumentException}.
 *
 * @param type kind of account
 * @param owner whose account
 * @param change how much the account rises (above zero) or falls (below zero); never zero
 */
public record Posting(AccountType type, String owner, Quantity change) {

    public Posting {
        if (change.isZero()) {
            throw new IllegalArgumentException("change must not be zero");
        }
    }

    public AccountKey account() {
        return new AccountKey(type, owner, change.unit());
    }
}
