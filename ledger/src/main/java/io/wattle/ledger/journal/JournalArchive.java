package io.wattle.ledger.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Moves old segments of a journal into an archive's folder, also while the journal is being written, from any process.
 *
 * <pre>
 *  copy ─► publish ─► read back, check ─► move the beginning ─► delete
 * </pre>
 *
 * <p>Each step is durable before the next begins. So at any moment either the segment is there or its verified copy, and
 * whoever is interrupted may simply begin anew. For one thread at a time.
 */
public final class JournalArchive {
    private static final String LOCK_FILE = "archive.lock";
    /** A segment's folder gets another name in one step, and is deleted file by file then. */
    private static final String GONE = ".gone";

    private final Path journal;
    private final SegmentSource source;
    private final ArchiveFolder folder;
    private final Path directory;

    private JournalArchive(Path journal, Path directory) {
        this.journal = journal;
        this.source = new FolderSource(journal, Optional.empty());
        this.directory = directory;
        this.folder = new ArchiveFolder(directory);
    }

    /** The archive of one journal; no other journal may have its archive in the same folder. */
    public static JournalArchive of(Path journal, Path directory) {
        return new JournalArchive(journal, directory);
    }

    /**
     * Archives every segment that lies wholly before the place, and checks the copies. Deletes nothing.
     *
     * @param place held by the journal, such as that of the oldest snapshot that is needed
     * @return how many segments before the place are archived and checked now
     * @throws IllegalArgumentException if the journal does not hold the place
     * @throws JournalInUse if somebody else is archiving this journal
     * @throws JournalDamaged if the journal or a copy is damaged, or a copy is that of another history
     * @throws UncheckedIOException if a folder cannot be read or written
     */
    public int copyBefore(JournalPlace place) {
        return each(place, (segment, after) -> {
        });
    }

    /**
     * The same, and then deletes those segments from the journal's folder: it begins later from then on.
     *
     * @return how many segments were deleted
     */
    public int moveBefore(JournalPlace place) {
        return each(place, this::release);
    }

    private interface Release {
        void of(int segment, JournalPlace after) throws IOException;
    }

    private int each(JournalPlace place, Release release) {
        try (DirectoryLock _ = DirectoryLock.take(journal, LOCK_FILE)) {
            if (!HeldPlaces.isHeld(source, place)) {
                throw new IllegalArgumentException("the journal in " + journal + " does not hold the place " + place);
            }
            Files.createDirectories(directory);
            deleteGone();
            int count = 0;
            for (int segment : Segments.all(journal)) {
                if (segment < place.segment()) {
                    release.of(segment, archived(segment));
                    count++;
                }
            }
            return count;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot archive the journal in " + journal + " to " + directory, e);
        }
    }

    /** Sees to it that a closed segment is archived whole. Returns the place after its last frame. */
    private JournalPlace archived(int segment) throws IOException {
        Optional<ArchivedSegment> paper = folder.read(segment);
        JournalPlace beginning = source.beginning();
        JournalPlace before;
        if (segment >= beginning.segment()) {
            before = startOf(segment, beginning);
        } else {
            // Left over by one who moved the beginning and was stopped before he deleted this.
            before = paper.orElseThrow(() -> damaged(segment, beginning, "not in the archive any more")).before();
        }
        JournalPlace after = SegmentEnd.of(source, before);
        if (paper.isEmpty()) {
            SegmentCopy.write(source, folder, before, after);
        }
        ArchivedSegment checked = SegmentCopy.checked(folder, before);
        if (!checked.after().hasSameHistoryAs(after)) {
            throw damaged(segment, checked.after(), "the copy does not end where the segment ends");
        }
        return after;
    }

    /** Where a segment that is kept begins: at the journal's beginning, or where the archived one before it ends. */
    private JournalPlace startOf(int segment, JournalPlace beginning) throws IOException {
        if (segment == beginning.segment()) {
            return beginning;
        }
        ArchivedSegment previous = folder.read(segment - 1)
                .orElseThrow(() -> damaged(segment - 1, beginning, "not in the archive, but a later one is next"));
        return previous.after().inSegment(segment);
    }

    private void release(int segment, JournalPlace after) throws IOException {
        if (segment >= source.beginning().segment()) {
            Beginning.write(journal, after.inSegment(segment + 1));
        }
        Path kept = Segments.directory(journal, segment);
        Files.move(kept, kept.resolveSibling(kept.getFileName() + GONE));
        Forced.names(journal);
        deleteGone();
    }

    private void deleteGone() throws IOException {
        try (Stream<Path> entries = Files.list(journal)) {
            for (Path gone : entries.filter(entry -> entry.toString().endsWith(GONE)).toList()) {
                delete(gone);
            }
        }
    }

    private static void delete(Path segment) throws IOException {
        try (Stream<Path> files = Files.list(segment)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(segment);
    }

    private static JournalDamaged damaged(int segment, JournalPlace at, String reason) {
        return new JournalDamaged(new JournalDamage(Segments.name(segment) + " in the archive", at.frameSequence(),
                at.sequence(), reason));
    }
}
