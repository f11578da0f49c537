package io.wattle.ledger.state;

import java.time.Instant;

/**
 * What the meter's own log says of a credit.
 *
 * @param amount in the unit of the balance
 * @param enteredAt by the meter's clock
 */
record LoggedLine(long amount, Instant enteredAt) {}
