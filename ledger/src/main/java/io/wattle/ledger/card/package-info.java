/**
 * Prepaid cards as values: batches, serials, keyed hashes, what can be seen of them, and the table that holds a million of
 * them. A card's number is never here.
 *
 * <p>Called by {@code entry} and {@code state}, and by whoever asks about cards. Knows nothing of commands or journals.
 */
@NullMarked
package io.wattle.ledger.card;

import org.jspecify.annotations.NullMarked;
