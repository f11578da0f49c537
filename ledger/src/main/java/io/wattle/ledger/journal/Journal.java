package io.wattle.ledger.journal;

import java.util.List;

/**
 * An append-only list of records, numbered from 1 without gaps, written batch by batch.
 *
 * <p>{@link #append} belongs to one writer thread; all that only looks may be called by any thread.
 */
public interface Journal extends AutoCloseable {

    /** Longest record, in bytes. */
    int RECORD_BYTES_MAX = 64 * 1024;

    /** Most records in one batch. */
    int BATCH_RECORDS_MAX = 1 << 16;

    /** Longest batch: the sum of its records' lengths, in bytes. */
    int BATCH_BYTES_MAX = 512 * 1024;

    /**
     * Writes the batch as one frame and forces it to disk. On return all its records are durable; on any exception the
     * caller must take none of them as durable. The batch still holds them: clear it.
     *
     * @return the sequence of the last record
     * @throws IllegalArgumentException if the batch is empty; nothing was written
     * @throws DiskFull if too little space is left; nothing was written
     * @throws JournalBroken if writing or forcing failed, now or before; the journal takes nothing more, ever
     */
    long append(JournalBatch batch);

    /**
     * The same for a list, at the cost of a copy.
     *
     * @throws IllegalArgumentException if the list is empty or passes a limit; nothing was written
     */
    default long append(List<byte[]> records) {
        return append(JournalBatch.of(records));
    }

    /** Just after the last durable frame. */
    JournalPlace end();

    /** Sequence of the last durable record; 0 when there is none. */
    default long lastSequence() {
        return end().sequence() - 1;
    }

    /** The head of the chain: keep it elsewhere to be able to show later that nothing before it was changed. */
    default JournalAnchor head() {
        return JournalAnchor.before(end());
    }

    /** Sequence of the first record that is kept here; those before it were archived. 1 when none was. */
    long firstSequence();

    /**
     * Reads the durable frames in order, beginning with the one that holds the sequence.
     *
     * @param fromSequence at least 1; may lie beyond the end
     * @throws JournalArchived if the records from there on are no longer kept here
     */
    JournalCursor read(long fromSequence);

    /** Ends writing; what is durable stays. Harmless when repeated. */
    @Override
    void close();
}
