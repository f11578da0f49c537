package io.wattle.ledger.state;

import java.time.Instant;

/**
 * What the meter's own log says of a credit. Immutable, safe for any thread.
 *
 * @param amount in the unit of the balance
 * @param enteredAt by the meter's clock
 */
public record LoggedLine(long amount, Instant enteredAt) {}
