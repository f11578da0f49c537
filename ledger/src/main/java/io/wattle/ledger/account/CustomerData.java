package io.wattle.ledger.account;

/**
 * A customer as somebody saves it.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param customer number or name that tells nobody who it is, 1..64 characters
 * @param personal name, contacts, address, notes, sealed under the customer's key
 */
public record CustomerData(String customer, Sealed personal) {}
