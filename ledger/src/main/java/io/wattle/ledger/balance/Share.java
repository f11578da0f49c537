package io.wattle.ledger.balance;

/**
 * Who gets what part of a deduction.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param isTax whether it is for the state; else it is revenue
 * @param owner tax, or tariff
 * @param minor in minor units; below zero where rounding gives back
 */
public record Share(boolean isTax, String owner, long minor) {}
