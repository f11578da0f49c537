package io.wattle.ledger.journal;

import java.io.IOException;

/**
 * What a journal is written to: all that {@link SegmentedJournal} asks of files, disks and locks. For the thread that
 * writes the journal; what is inherited, for any thread.
 */
interface JournalDisk extends SegmentSource, AutoCloseable {

    /** Begins a segment that does not exist yet. On return its name is durable. */
    SegmentWriter create(int segment) throws IOException;

    /** Makes durable what another process may have written to a segment and not forced. */
    void force(int segment) throws IOException;

    /** Notes how far the journal is durable, without forcing the note. */
    void mark(JournalAnchor mark) throws IOException;

    void forceMark() throws IOException;

    /** What is left on the disk. */
    long usableBytes();

    /** For messages. */
    String name();

    /** Lets the next one write here. */
    @Override
    void close() throws IOException;
}
