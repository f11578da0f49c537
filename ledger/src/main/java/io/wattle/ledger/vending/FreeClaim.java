package io.wattle.ledger.vending;

/**
 * How far free units are claimed.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param month the last one that is claimed whole, as year * 12 + month - 1
 * @param claimedUnits of the months after it, in Wh or l
 */
public record FreeClaim(long month, long claimedUnits) {}
