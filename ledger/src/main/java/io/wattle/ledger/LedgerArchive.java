package io.wattle.ledger;

import io.wattle.ledger.explain.Explainer;

import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.EntryCodec;
import io.wattle.ledger.entry.EntryMalformed;
import io.wattle.ledger.state.LedgerState;

import io.wattle.ledger.journal.JournalAnchor;
import io.wattle.ledger.journal.JournalArchive;
import io.wattle.ledger.journal.JournalCheck;
import io.wattle.ledger.journal.JournalCursor;
import io.wattle.ledger.journal.JournalDamage;
import io.wattle.ledger.journal.JournalFrame;
import io.wattle.ledger.journal.JournalReader;
import io.wattle.ledger.snapshot.Snapshot;
import io.wattle.ledger.snapshot.SnapshotHead;
import io.wattle.ledger.snapshot.SnapshotMaker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A ledger's folder, looked at without a ledger: does not touch the journal, also while a server works there. Shows what
 * was durable when it was opened. For one thread at a time.
 */
public final class LedgerArchive {
    private final Path directory;
    private final JournalReader reader;

    private LedgerArchive(Path directory, JournalReader reader) {
        this.directory = directory;
        this.reader = reader;
    }

    /**
     * Opens a folder.
     *
     * @throws io.wattle.ledger.journal.JournalDamaged if nobody can tell how far it was durable
     * @throws java.io.UncheckedIOException if it is no journal folder or cannot be read
     */
    public static LedgerArchive open(Path directory) {
        return new LedgerArchive(directory, JournalReader.open(directory));
    }

    /**
     * Opens a folder together with the folder to which its old segments were moved.
     *
     * @throws io.wattle.ledger.journal.JournalDamaged as above, or if the archive's papers are not in order
     * @throws java.io.UncheckedIOException if one of them cannot be read
     */
    public static LedgerArchive open(Path directory, Path archive) {
        return new LedgerArchive(directory, JournalReader.open(directory, archive));
    }

    /** The head of the chain: to be kept elsewhere, and compared later with {@link #check(Collection)}. */
    public JournalAnchor head() {
        return reader.head();
    }

    /** Sequence of the first entry that it shows: 1 unless earlier ones were archived. */
    public long firstSequence() {
        return reader.firstSequence();
    }

    /** Sequence of the last entry that it shows; 0 for none. */
    public long lastSequence() {
        return reader.lastSequence();
    }

    /**
     * Shows every entry in order.
     *
     * @throws io.wattle.ledger.journal.JournalDamaged at the first that is missing or changed
     * @throws EntryMalformed at the first that is no entry
     */
    public void forEach(Consumer<LedgerEntry> entries) {
        try (JournalCursor cursor = reader.frames()) {
            Optional<JournalFrame> frame = cursor.next();
            while (frame.isPresent()) {
                frame.get().records().forEach(record -> entries.accept(EntryCodec.decode(record)));
                frame = cursor.next();
            }
        }
    }

    /** The whole chain from money to units for one meter, in words; empty when the ledger knows nothing of it. */
    public List<String> explain(String meter) {
        return explain(meter, false);
    }

    /**
     * The same.
     *
     * @param everyReading whether quiet readings, too, are told one by one
     */
    public List<String> explain(String meter, boolean everyReading) {
        Explainer explainer = new Explainer(meter, everyReading);
        forEach(explainer::add);
        return explainer.lines();
    }

    /**
     * Makes a snapshot of all that is durable now, from the newest good one and the entries after it.
     *
     * @param keptMax the newest so many snapshots are kept
     * @return sequence of the last entry in it, or in the newest one if nothing has come since
     * @throws IOException if it cannot be written, another one is being made, or neither a good snapshot nor the journal's
     *         beginning is there
     */
    public long snapshot(int keptMax) throws IOException {
        return new SnapshotMaker(directory, LedgerConfig.snapshotFolder(directory, keptMax)).make(() -> true);
    }

    /** The snapshots that are there, oldest first, by their heads; the states behind them were not looked at. */
    public List<SnapshotHead> snapshots() {
        return LedgerConfig.snapshotFolder(directory, 1).heads();
    }

    /**
     * Checks every frame, reads every entry, and applies them all to an empty book: sums, limits and balances. If the first
     * entries were archived, it applies those after the oldest good snapshot to that one.
     */
    public JournalCheck check() {
        return check(List.of());
    }

    /** The same, and that the history fits anchors which were kept elsewhere. */
    public JournalCheck check(Collection<JournalAnchor> anchors) {
        EntryCheck entries = new EntryCheck(beginning(), reader.firstSequence());
        JournalCheck check = reader.check(anchors, entries::check);
        return check.damage().isPresent() || entries.damage.isEmpty()
                ? check
                : new JournalCheck(check.segments(), check.frames(), entries.good, entries.damage);
    }

    /**
     * Moves the journal's segments that no start needs any more to an archive, each only after its copy was read back and
     * found good. What comes after the oldest good snapshot stays, and while there are fewer than two good snapshots
     * everything does: a damaged one must leave another to begin from. Works while a server runs; repeat it after an
     * interruption.
     *
     * @param archive folder of this journal's archive alone; made if missing
     * @return segments moved
     * @throws io.wattle.ledger.journal.JournalException if the journal or the archive is damaged, or somebody else archives
     * @throws java.io.UncheckedIOException if a folder cannot be read or written
     */
    public int moveTo(Path archive) {
        List<SnapshotHead> whole = LedgerConfig.snapshotFolder(directory, 1)
                .whole(place -> JournalReader.holds(directory, place));
        return whole.size() < 2
                ? 0
                : JournalArchive.of(directory, archive).moveBefore(whole.getFirst().place());
    }

    private LedgerState beginning() {
        return reader.firstSequence() == 1
                ? new LedgerState()
                : LedgerConfig.snapshotFolder(directory, 1)
                        .oldest(place -> JournalReader.holds(directory, place))
                        .map(Snapshot::state)
                        .orElseGet(LedgerState::new);
    }

    /** Applies entries until one cannot be. */
    private static final class EntryCheck {
        private final LedgerState state;
        private final long firstSequence;
        private long good;
        private Optional<JournalDamage> damage = Optional.empty();

        EntryCheck(LedgerState beginning, long firstSequence) {
            this.state = beginning;
            this.firstSequence = firstSequence;
        }

        void check(JournalFrame frame) {
            frame.records().forEach(record -> check(frame, record));
        }

        private void check(JournalFrame frame, byte[] record) {
            if (damage.isPresent()) {
                return;
            }
            try {
                LedgerEntry entry = EntryCodec.decode(record);
                if (entry.sequence() > state.lastSequence()) {
                    state.apply(entry);
                }
                good++;
            } catch (RuntimeException e) {
                damage = Optional.of(new JournalDamage("the entries", frame.frameSequence(), firstSequence + good,
                        String.valueOf(e.getMessage())));
            }
        }
    }
}
