package io.wattle.ledger.journal;

import java.util.List;

/**
 * One batch as it was made durable.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param frameSequence from 1, without gaps
 * @param firstSequence sequence of the first record, from 1
 * @param records at least one; not to be changed
 */
public record JournalFrame(long frameSequence, long firstSequence, List<byte[]> records) {

    public JournalFrame {
        records = List.copyOf(records);
    }

    /** Sequence of the last record. */
    public long lastSequence() {
        return firstSequence + records.size() - 1;
    }
}
