package io.wattle.ledger.vending;

/**
 * How much of a tax a sale's units bore: it goes back when the units do.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param name of the tax
 * @param amountMinor not below zero
 */
public record TaxShare(String name, long amountMinor) {}
