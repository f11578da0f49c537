package io.wattle.ledger.account;

import java.util.Optional;

/**
 * An account as somebody saves it.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param account number, 1..64 characters
 * @param customer whose it is
 * @param master the account that it is related to; has no master itself
 * @param personal physical address and notes, sealed under the customer's key; nothing without a customer
 */
public record AccountData(String account, Optional<String> customer, Optional<String> master, AccountTerms terms,
        Sealed personal) {}
