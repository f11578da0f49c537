package io.wattle.ledger.journal;

import java.util.Optional;

/** Reads a journal frame by frame, checking each. For one thread at a time. */
public interface JournalCursor extends AutoCloseable {

    /**
     * The next durable frame; empty when there is none yet: ask again later.
     *
     * @throws JournalDamaged if a frame that was durable is missing or changed
     * @throws JournalArchived if the frames that come next were archived and deleted meanwhile
     */
    Optional<JournalFrame> next();

    /** Just after the last frame handed out; before any, where the search for the first one begins. */
    JournalPlace place();

    @Override
    void close();
}
