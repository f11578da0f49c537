package io.wattle.ledger;

import io.wattle.ledger.entry.LedgerEntry;

import java.time.Duration;
import java.util.Optional;

/** Follows the journal entry by entry, durable ones only. For one thread at a time. */
public interface EntryReader extends AutoCloseable {

    /**
     * The next entry, waiting for it if need be.
     *
     * @return empty when none came in time or the ledger was closed
     * @throws InterruptedException if the thread is interrupted while waiting
     */
    Optional<LedgerEntry> next(Duration wait) throws InterruptedException;

    @Override
    void close();
}
