package io.wattle.ledger.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Looks at a journal folder without writing to it or locking it, also while a server writes there: shows what
 * {@code durable.mark} covered when the reader was opened. With the archive's folder it shows the segments that were moved
 * there too. For one thread at a time.
 */
public final class JournalReader {
    private final SegmentSource source;
    private final JournalAnchor durable;
    private final JournalPlace beginning;

    private JournalReader(SegmentSource source) throws IOException {
        this.source = source;
        this.durable = Recovery.required(source);
        this.beginning = source.beginning();
    }

    /**
     * Opens a folder.
     *
     * @throws JournalDamaged if it has segments and no readable mark
     * @throws UncheckedIOException if it is no journal folder or cannot be read
     */
    public static JournalReader open(Path directory) {
        return open(directory, Optional.empty());
    }

    /**
     * Opens a folder and its archive.
     *
     * @throws JournalDamaged if it has segments and no readable mark, or the archive's papers are not in order
     * @throws UncheckedIOException if one of them is no such folder or cannot be read
     */
    public static JournalReader open(Path directory, Path archive) {
        return open(directory, Optional.of(new ArchiveFolder(archive)));
    }

    private static JournalReader open(Path directory, Optional<ArchiveFolder> archive) {
        try {
            if (!Files.exists(directory.resolve(DurableMark.FILE)) && Segments.last(directory) == 0) {
                throw new IOException("no journal there");
            }
            return new JournalReader(new FolderSource(directory, archive));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read a journal in " + directory, e);
        }
    }

    /**
     * Whether a place belongs to the journal in the folder and what stands behind it is still kept: the frame that the
     * place names as the one before it is there, whole. Costs a read of a frame's length.
     *
     * @throws JournalDamaged if nobody can tell where the journal begins
     * @throws UncheckedIOException if the folder cannot be read
     */
    public static boolean holds(Path directory, JournalPlace place) {
        try {
            return Files.isDirectory(directory)
                    && HeldPlaces.isHeld(new FolderSource(directory, Optional.empty()), place);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read a journal in " + directory, e);
        }
    }

    /** Sequence of the first record that it shows, or would show: 1 unless earlier ones were archived. */
    public long firstSequence() {
        return beginning.sequence();
    }

    /** Sequence of the last record that it shows; 0 for none. */
    public long lastSequence() {
        return durable.lastSequence();
    }

    /** The head of the chain as it shows it: to be kept elsewhere. */
    public JournalAnchor head() {
        return durable;
    }

    /** Every frame from the first that is at hand, each checked against the one before. */
    public JournalCursor frames() {
        return framesFrom(beginning);
    }

    /** The same from a place on, which this journal must hold. */
    public JournalCursor framesFrom(JournalPlace place) {
        return new FrameCursor(source, place, durable::frameSequence, durable::frameSequence);
    }

    /**
     * Checks every frame and gives each to the caller.
     *
     * @param frames sees each good frame in order
     */
    public JournalCheck check(Consumer<JournalFrame> frames) {
        return check(List.of(), frames);
    }

    /**
     * The same, and whether the history fits anchors that were kept elsewhere; the first that does not is the damage.
     *
     * @param anchors in any order, taken before this reader was opened
     */
    public JournalCheck check(Collection<JournalAnchor> anchors, Consumer<JournalFrame> frames) {
        Counts counts = new Counts();
        try {
            check(new AnchorCheck(anchors), frames, counts);
            return counts.check(source, Optional.empty());
        } catch (JournalDamaged e) {
            return counts.check(source, Optional.of(e.damage()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the journal", e);
        }
    }

    private void check(AnchorCheck anchors, Consumer<JournalFrame> frames, Counts counts) throws IOException {
        Recovery.requireEverySegment(source);
        Recovery.requireSameHistory(beginning, durable);
        anchors.beginning(beginning);
        try (JournalCursor cursor = frames()) {
            Optional<JournalFrame> frame = cursor.next();
            while (frame.isPresent()) {
                Recovery.requireSameHistory(cursor.place(), durable);
                frames.accept(frame.get());
                counts.frames++;
                counts.records += frame.get().records().size();
                anchors.passed(cursor.place());
                frame = cursor.next();
            }
            anchors.end(cursor.place());
        }
    }

    private final class Counts {
        private long frames;
        private long records;

        private JournalCheck check(SegmentSource of, Optional<JournalDamage> damage) {
            try {
                int segments = Math.max(0, of.last() - beginning.segment() + 1);
                return new JournalCheck(segments, frames, records, damage);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot count the segments", e);
            }
        }
    }
}
