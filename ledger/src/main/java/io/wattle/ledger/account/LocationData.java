package io.wattle.ledger.account;

/**
 * A location as somebody saves it.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param location its Loc ID, 1..64 characters
 * @param address sealed under a key of its own
 */
public record LocationData(String location, Sealed address) {}
