package io.wattle.ledger;

import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.EntryCodec;

import io.wattle.ledger.journal.Journal;
import io.wattle.ledger.journal.JournalCursor;
import io.wattle.ledger.journal.JournalFrame;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/** Follows the entries from the journal's files: a reader that falls behind costs nobody memory. For one thread at a time. */
final class JournalEntryReader implements EntryReader {
    private final Watermark watermark;
    private final JournalCursor cursor;
    /** The rest of the frame that is being read. */
    private final Queue<LedgerEntry> frame = new ArrayDeque<>();
    private long nextSequence;

    JournalEntryReader(Journal journal, Watermark watermark, long afterSequence) {
        this.watermark = watermark;
        this.nextSequence = Math.addExact(afterSequence, 1);
        this.cursor = journal.read(nextSequence);
    }

    @Override
    public Optional<LedgerEntry> next(Duration wait) throws InterruptedException {
        if (!watermark.await(nextSequence, wait)) {
            return Optional.empty();
        }
        if (frame.isEmpty()) {
            load(cursor.next()
                    .orElseThrow(
                            () -> new IllegalStateException(
                                    "entry " + nextSequence + " is durable and not in the journal")));
        }
        LedgerEntry entry = frame.remove();
        nextSequence = entry.sequence() + 1;
        return Optional.of(entry);
    }

    private void load(JournalFrame loaded) {
        long sequence = loaded.firstSequence();
        for (byte[] record : loaded.records()) {
            if (sequence >= nextSequence) {
                frame.add(EntryCodec.decode(record));
            }
            sequence++;
        }
    }

    @Override
    public void close() {
        cursor.close();
    }
}
