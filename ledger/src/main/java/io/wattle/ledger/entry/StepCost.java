package io.wattle.ledger.entry;

/**
 * What the consumption since the reading before takes off the balance, where that is not simply the consumption.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param exact in thousandths of a minor unit; in units of the register if the balance is in these
 * @param less how much less it may have been in truth
 * @param more how much more it may have been
 * @param unknown whether consumption was lost: it may have been any amount more
 */
public record StepCost(long exact, long less, long more, boolean unknown) {}
