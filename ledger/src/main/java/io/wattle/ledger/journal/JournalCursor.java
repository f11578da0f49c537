package io.wattle.ledger.journal;

import java.util.Optional;

/** Reads a journal frame by frame, checking each. For one thread at a time. */
public interface JournalCursor extends AutoCloseable {

    /**
     * The next durable frame; empty when there is none yet: ask again later.
     *
     * @throws JournalDamaged if a frame that was durable is missing or changed
     */
    Optional<JournalFrame> next();

    @Override
    void close();
}
