package io.wattle.ledger.journal;

import java.util.List;

/**
 * An append-only list of records, numbered from 1 without gaps, written batch by batch.
 *
 * <p>{@link #append} belongs to one writer thread; {@link #lastSequence} and {@link #read} may be called by any thread.
 */
public interface Journal extends AutoCloseable {

    /** Longest record, in bytes. */
    int RECORD_BYTES_MAX = 64 * 1024;

    /** Most records in one batch. */
    int BATCH_RECORDS_MAX = 1 << 16;

    /** Longest batch: the sum of its records' lengths, in bytes. */
    int BATCH_BYTES_MAX = 512 * 1024;

    /**
     * Writes the records as one frame and forces it to disk. On return all of them are durable; on any exception the
     * caller must take none of them as durable.
     *
     * @param records at least one, within the limits above
     * @return the sequence of the last record
     * @throws IllegalArgumentException if the batch is empty or passes a limit; nothing was written
     * @throws DiskFull if too little space is left; nothing was written
     * @throws JournalBroken if writing or forcing failed, now or before; the journal takes nothing more, ever
     */
    long append(List<byte[]> records);

    /** Sequence of the last durable record; 0 when there is none. */
    long lastSequence();

    /**
     * Reads the durable frames in order, beginning with the one that holds the sequence.
     *
     * @param fromSequence at least 1; may lie beyond the end
     */
    JournalCursor read(long fromSequence);

    /** Ends writing; what is durable stays. Harmless when repeated. */
    @Override
    void close();
}
