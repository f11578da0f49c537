package io.wattle.headend.bench;

import io.wattle.ledger.journal.JournalFrame;

/**
 * How large a batch was that the ledger wrote.
 *
 * @param records in it, at least one
 * @param recordBytes of all of them together
 */
record FrameShape(int records, int recordBytes) {

    static FrameShape of(JournalFrame frame) {
        return new FrameShape(frame.records().size(), frame.records().stream().mapToInt(record -> record.length).sum());
    }
}
