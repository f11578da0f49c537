package io.wattle.ledger.snapshot;

import io.wattle.ledger.entry.EntryCodec;
import io.wattle.ledger.journal.JournalCursor;
import io.wattle.ledger.journal.JournalFrame;
import io.wattle.ledger.journal.JournalPlace;
import io.wattle.ledger.journal.JournalReader;
import io.wattle.ledger.state.LedgerState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Makes a snapshot from the one before it and the entries after that, in a state of its own: whoever writes the journal
 * meanwhile is not asked and not held up. So every snapshot is also a proof that the journal can be replayed. For one
 * thread at a time.
 */
public final class SnapshotMaker {
    private final Path journal;
    private final SnapshotFolder folder;

    /**
     * A maker.
     *
     * @param journal the journal's folder; it is only read, also while a server writes there
     * @param folder where the snapshots go
     */
    public SnapshotMaker(Path journal, SnapshotFolder folder) {
        this.journal = journal;
        this.folder = folder;
    }

    /**
     * Makes a snapshot of all that is durable now.
     *
     * @param goOn asked again and again; the making ends when it says no
     * @return sequence of the last entry in it, or in the newest one if nothing has come since; 0 for an empty journal
     * @throws SnapshotAbandoned if {@code goOn} said no, another process makes one now, or the journal begins later than
     *         every good snapshot ends
     * @throws IOException if the file cannot be written
     * @throws io.wattle.ledger.journal.JournalException if the journal cannot be read
     * @throws RuntimeException if the entries contradict each other
     */
    public long make(BooleanSupplier goOn) throws IOException {
        JournalReader reader = JournalReader.open(journal);
        Optional<Snapshot> before = folder.newest(place -> JournalReader.holds(journal, place));
        if (before.isEmpty() && reader.firstSequence() != 1) {
            throw new SnapshotAbandoned("no good snapshot is there, and the journal begins with entry "
                    + reader.firstSequence() + " only");
        }
        LedgerState state = before.map(Snapshot::state).orElseGet(LedgerState::new);
        try (JournalCursor frames = before.map(Snapshot::place).map(reader::framesFrom).orElseGet(reader::frames)) {
            Optional<JournalPlace> place = replay(frames, state, goOn);
            if (place.isPresent()) {
                folder.publish(new Snapshot(place.get(), state), goOn);
            }
        }
        return state.lastSequence();
    }

    /** Returns the place just after the last frame; empty when there was none. */
    private static Optional<JournalPlace> replay(JournalCursor frames, LedgerState state, BooleanSupplier goOn)
            throws SnapshotAbandoned {
        Optional<JournalPlace> after = Optional.empty();
        Optional<JournalFrame> frame = frames.next();
        while (frame.isPresent()) {
            if (!goOn.getAsBoolean()) {
                throw new SnapshotAbandoned("the replay was given up");
            }
            frame.get().records().forEach(record -> state.apply(EntryCodec.decode(record)));
            after = Optional.of(frames.place());
            frame = frames.next();
        }
        return after;
    }
}
