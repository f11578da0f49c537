package io.wattle.ledger.till;

import io.wattle.ledger.quantity.Money;

/**
 * So much of one tender, as somebody declares or counts it; below zero where more was given back than taken.
 *
 * <p>Immutable, safe for any thread.
 */
public record TenderSum(Tender tender, Money amount) {}
