package io.wattle.ledger.entry;

import java.time.Instant;

/**
 * An order to switch a meter's supply that has not come to its end.
 *
 * <p>Immutable, safe for any thread.
 */
public record SupplyOrder(String orderId, String meter, Supply target, String reason, Instant orderedAt) {}
