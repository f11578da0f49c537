package io.wattle.ledger;

import io.wattle.ledger.explain.Explainer;

import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.EntryCodec;
import io.wattle.ledger.entry.EntryMalformed;
import io.wattle.ledger.state.LedgerState;

import io.wattle.ledger.journal.JournalAnchor;
import io.wattle.ledger.journal.JournalCheck;
import io.wattle.ledger.journal.JournalCursor;
import io.wattle.ledger.journal.JournalDamage;
import io.wattle.ledger.journal.JournalFrame;
import io.wattle.ledger.journal.JournalReader;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A ledger's folder, looked at without a ledger: neither locks nor writes, also while a server works there. Shows what was
 * durable when it was opened. For one thread at a time.
 */
public final class LedgerArchive {
    private final JournalReader reader;

    private LedgerArchive(JournalReader reader) {
        this.reader = reader;
    }

    /**
     * Opens a folder.
     *
     * @throws io.wattle.ledger.journal.JournalDamaged if nobody can tell how far it was durable
     * @throws java.io.UncheckedIOException if it is no journal folder or cannot be read
     */
    public static LedgerArchive open(Path directory) {
        return new LedgerArchive(JournalReader.open(directory));
    }

    /**
     * Opens a folder together with the folder to which its old segments were moved.
     *
     * @throws io.wattle.ledger.journal.JournalDamaged as above, or if the archive's papers are not in order
     * @throws java.io.UncheckedIOException if one of them cannot be read
     */
    public static LedgerArchive open(Path directory, Path archive) {
        return new LedgerArchive(JournalReader.open(directory, archive));
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
        Explainer explainer = new Explainer(meter);
        forEach(explainer::add);
        return explainer.lines();
    }

    /** Checks every frame, reads every entry, and applies them all to an empty book: sums, limits and balances. */
    public JournalCheck check() {
        return check(List.of());
    }

    /** The same, and that the history fits anchors which were kept elsewhere. */
    public JournalCheck check(Collection<JournalAnchor> anchors) {
        EntryCheck entries = new EntryCheck();
        JournalCheck check = reader.check(anchors, entries::check);
        return check.damage().isPresent() || entries.damage.isEmpty()
                ? check
                : new JournalCheck(check.segments(), check.frames(), entries.good, entries.damage);
    }

    /** Applies entries until one cannot be. */
    private static final class EntryCheck {
        private final LedgerState state = new LedgerState();
        private long good;
        private Optional<JournalDamage> damage = Optional.empty();

        void check(JournalFrame frame) {
            frame.records().forEach(record -> check(frame, record));
        }

        private void check(JournalFrame frame, byte[] record) {
            if (damage.isPresent()) {
                return;
            }
            try {
                state.apply(EntryCodec.decode(record));
                good++;
            } catch (RuntimeException e) {
                damage = Optional.of(new JournalDamage("the entries", frame.frameSequence(), good + 1,
                        String.valueOf(e.getMessage())));
            }
        }
    }
}
