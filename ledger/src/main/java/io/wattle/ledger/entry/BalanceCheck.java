package io.wattle.ledger.entry;

import io.wattle.ledger.quantity.Quantity;
import java.util.Optional;

/**
 * What the balance of a reading was held against, all in the unit of the balance:
 * what was left + what arrived - used - charged, and what the meter shows is that much off.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param used taken off for consumption since the last balance
 * @param charged taken off by the meter for time that passed since then
 * @param estimated whether the two are an estimate that gave way to the balance within what is possible
 * @param unexplained what is off, after what arrived; empty for the first balance
 */
public record BalanceCheck(Quantity used, Quantity charged, boolean estimated, Optional<Quantity> unexplained) {}
