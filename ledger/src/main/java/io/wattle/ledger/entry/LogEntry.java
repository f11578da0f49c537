package io.wattle.ledger.entry;

import io.wattle.ledger.quantity.Quantity;
import java.time.Instant;

/**
 * One line of a meter's own log of credits.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param logSequence the meter's number for it, from 1, rising
 * @param reference by which the meter knows the credit: the credit's identifier, or the reference that was given when it
 *        was sent; 1..64 characters, never a token itself
 * @param amount by which the balance rose, above zero, in its unit
 * @param enteredAt by the meter's clock
 */
public record LogEntry(long logSequence, String reference, Quantity amount, Instant enteredAt) {}
