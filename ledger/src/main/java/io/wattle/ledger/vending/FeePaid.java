package io.wattle.ledger.vending;

import java.time.LocalDate;

/**
 * How far a standing fee is paid.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param name of the fee
 * @param paidUntil the first day that is not paid for
 * @param partMinor what was paid towards what is due from then on
 */
public record FeePaid(String name, LocalDate paidUntil, long partMinor) {}
