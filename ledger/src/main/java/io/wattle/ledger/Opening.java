package io.wattle.ledger;

import io.wattle.ledger.entry.EntryCodec;
import io.wattle.ledger.journal.ChronicleJournal;
import io.wattle.ledger.journal.Journal;
import io.wattle.ledger.journal.JournalConfig;
import io.wattle.ledger.journal.JournalFrame;
import io.wattle.ledger.journal.JournalReader;
import io.wattle.ledger.snapshot.Snapshot;
import io.wattle.ledger.state.LedgerState;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A journal that was opened, and the state after its last entry.
 *
 * @param snapshotSequence the last entry that was in the snapshot it began with; 0 if it began with the first entry
 */
record Opening(Journal journal, LedgerState state, long snapshotSequence) {
    private static final Logger LOG = LoggerFactory.getLogger(Opening.class);

    /** The newest good snapshot, and the entries after it, each frame read once; the whole journal if there is none. */
    static Opening of(LedgerConfig config, JournalConfig files) {
        long startNs = System.nanoTime();
        Optional<Snapshot> snapshot = config.snapshotFolder()
                .newest(place -> JournalReader.holds(config.directory(), place));
        LedgerState state = snapshot.map(Snapshot::state).orElseGet(LedgerState::new);
        long snapshotSequence = state.lastSequence();
        Consumer<JournalFrame> replay = frame -> apply(frame, state);
        Journal journal = snapshot.isPresent()
                ? ChronicleJournal.open(files, snapshot.get().place(), replay)
                : ChronicleJournal.open(files, replay);
        LOG.info("opened at entry {}: {}, {} entries after it, in {} ms", state.lastSequence(),
                snapshotSequence == 0 ? "no snapshot" : "snapshot of entry " + snapshotSequence,
                state.lastSequence() - snapshotSequence, (System.nanoTime() - startNs) / 1_000_000);
        return new Opening(journal, state, snapshotSequence);
    }

    private static void apply(JournalFrame frame, LedgerState state) {
        if (state.lastSequence() == 0 && frame.firstSequence() != 1) {
            throw new IllegalStateException("no snapshot is good, and the journal here begins with entry "
                    + frame.firstSequence() + ": put a snapshot or the archived segments back");
        }
        frame.records().forEach(record -> state.apply(EntryCodec.decode(record)));
    }
}
