package io.wattle.ledger.entry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One accepted command, as the journal holds it.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param sequence from 1, without gaps
 * @param time when it was decided; never earlier than the entry before
 * @param key the idempotency key, where the command had one
 * @param facts at least one, in the order in which they became true
 */
public record LedgerEntry(long sequence, Instant time, Origin origin, Optional<String> key, List<Fact> facts) {

    public LedgerEntry {
        facts = List.copyOf(facts);
    }
}
