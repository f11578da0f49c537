package io.wattle.ledger.verify;

/**
 * A pending change that a reading shows.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param amount as much of it as is seen; less than the whole only of a repayment, or of a credit that arrived in part
 */
public record Shown(PendingChange change, long amount) {}
