package io.wattle.ledger;

import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.EntryCodec;
import io.wattle.ledger.state.LedgerState;

import io.wattle.ledger.journal.Journal;
import io.wattle.ledger.journal.JournalCursor;
import io.wattle.ledger.journal.JournalFrame;
import java.util.Optional;

/** Reads entries back. */
final class Replay {

    private Replay() {}

    /** The state after all durable entries. Nothing is decided: what was true then is true now. */
    static LedgerState of(Journal journal) {
        LedgerState state = new LedgerState();
        try (JournalCursor cursor = journal.read(1)) {
            Optional<JournalFrame> frame = cursor.next();
            while (frame.isPresent()) {
                frame.get().records().forEach(record -> state.apply(EntryCodec.decode(record)));
                frame = cursor.next();
            }
        }
        return state;
    }

    /** One durable entry. */
    static LedgerEntry entry(Journal journal, long sequence) {
        try (JournalCursor cursor = journal.read(sequence)) {
            JournalFrame frame = cursor.next()
                    .orElseThrow(() -> new IllegalStateException("entry " + sequence + " is not in the journal"));
            return EntryCodec.decode(frame.records().get(Math.toIntExact(sequence - frame.firstSequence())));
        }
    }
}
