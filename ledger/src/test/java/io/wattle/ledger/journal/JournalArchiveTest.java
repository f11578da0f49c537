package io.wattle.ledger.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Old segments move to the archive; nothing is deleted that is not there, whole; and all of it can still be read. */
class JournalArchiveTest {
    /** Records in each segment. */
    private static final int RECORDS = 30;

    @TempDir
    private Path temporary;

    private Path directory;
    private Path archive;
    private Journal journal;
    /** In the fourth segment, which is being written. */
    private JournalPlace place;

    @BeforeEach
    void write() {
        directory = temporary.resolve("journal");
        archive = temporary.resolve("archive");
        for (int segment = 1; segment <= 3; segment++) {
            try (Journal closed = open()) {
                append(closed, RECORDS);
            }
        }
        journal = open();
        append(journal, 9);
        place = journal.end();
        append(journal, 6);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    @Test
    void shouldMoveWhatLiesBeforeAPlaceWhileTheJournalIsWritten() throws IOException {
        assertThat(mover().moveBefore(place)).isEqualTo(3);
        assertThat(Segments.all(directory)).containsExactly(4);
        append(journal, 5);
        assertThat(journal.firstSequence()).isEqualTo(3 * RECORDS + 1);
        requireWholeHistory(3 * RECORDS + 20);
        reopen();
        assertThat(journal.lastSequence()).isEqualTo(3 * RECORDS + 20);
        append(journal, 1);
        requireWholeHistory(3 * RECORDS + 21);
    }

    @Test
    void shouldSayHonestlyWhereHistoryBegins() {
        mover().moveBefore(place);
        JournalReader here = JournalReader.open(directory);
        assertThat(here.firstSequence()).isEqualTo(3 * RECORDS + 1);
        assertThat(here.check(frame -> {
        })).isEqualTo(new JournalCheck(1, 5, 15, java.util.Optional.empty()));
        assertThatThrownBy(() -> journal.read(3 * RECORDS)).isInstanceOf(JournalArchived.class)
                .hasMessageContaining("begins at record 91");
        assertThat(JournalReader.open(directory, archive).firstSequence()).isEqualTo(1);
    }

    @Test
    void shouldCopyWithoutDeletingAndNotTwice() throws IOException {
        assertThat(mover().copyBefore(place)).isEqualTo(3);
        var written = Files.getLastModifiedTime(new ArchiveFolder(archive).compressed(1));
        assertThat(mover().copyBefore(place)).isEqualTo(3);
        assertThat(Files.getLastModifiedTime(new ArchiveFolder(archive).compressed(1))).isEqualTo(written);
        assertThat(Segments.all(directory)).containsExactly(1, 2, 3, 4);
        assertThat(journal.firstSequence()).isEqualTo(1);
        requireWholeHistory(3 * RECORDS + 15);
    }

    /** Whatever the step at which somebody was stopped: all is still there, and another run finishes it. */
    @Test
    void shouldGoOnAfterAStopAtAnyStep() throws IOException {
        ArchiveFolder folder = new ArchiveFolder(archive);
        Files.createDirectories(archive);
        Files.writeString(Forced.temporary(folder.compressed(1)), "half a copy");
        requireWholeHistory(3 * RECORDS + 15);
        Files.writeString(folder.compressed(1), "a copy whose paper was never written");
        requireWholeHistory(3 * RECORDS + 15);

        mover().copyBefore(place); // up to here, nothing was deleted
        requireWholeHistory(3 * RECORDS + 15);

        JournalPlace second = folder.read(1).orElseThrow().after().inSegment(2);
        Beginning.write(directory, second); // the beginning was moved, the segment is still there
        requireWholeHistory(3 * RECORDS + 15);

        Files.move(Segments.directory(directory, 1), directory.resolve("seg-000001.gone"));
        Files.delete(directory.resolve("seg-000001.gone").resolve("metadata.cq4t")); // half deleted
        requireWholeHistory(3 * RECORDS + 15);

        assertThat(mover().moveBefore(place)).isEqualTo(2);
        assertThat(Segments.all(directory)).containsExactly(4);
        assertThat(directory.resolve("seg-000001.gone")).doesNotExist();
        requireWholeHistory(3 * RECORDS + 15);
        reopen();
    }

    @Test
    void shouldDeleteWhatWasLeftOverOnlyWhenItsCopyIsGood() throws IOException {
        mover().copyBefore(place);
        Beginning.write(directory, new ArchiveFolder(archive).read(1).orElseThrow().after().inSegment(2));
        Files.delete(new ArchiveFolder(archive).paper(1));
        assertThatThrownBy(() -> mover().moveBefore(place)).isInstanceOf(JournalDamaged.class)
                .hasMessageContaining("not in the archive any more");
        assertThat(Segments.all(directory)).containsExactly(1, 2, 3, 4);
    }

    @Test
    void shouldNeverDeleteASegmentWhoseCopyIsNotGood() throws IOException {
        mover().copyBefore(place);
        ArchiveFolder folder = new ArchiveFolder(archive);
        for (Path file : List.of(folder.compressed(2), folder.paper(2))) {
            byte[] whole = Files.readAllBytes(file);
            for (int at = 0; at < whole.length; at += whole.length / 40 + 1) {
                Harm.flip(file, at, at % 8);
                assertThatThrownBy(() -> mover().moveBefore(place)).as("byte %d of %s", at, file)
                        .isInstanceOf(JournalDamaged.class)
                        .hasMessageContaining("seg-000002");
                Files.write(file, whole);
            }
            assertThat(Segments.all(directory)).containsExactly(2, 3, 4);
        }
        assertThat(mover().moveBefore(place)).isEqualTo(2);
        requireWholeHistory(3 * RECORDS + 15);
    }

    @Test
    void shouldRefuseTheArchiveOfAnotherJournal() throws IOException {
        Path other = temporary.resolve("other");
        for (int segment = 1; segment <= 2; segment++) {
            try (Journal stranger = ChronicleJournal.open(JournalConfig.of(other))) {
                stranger.append(JournalDamageTest.batch(500));
            }
        }
        JournalPlace end;
        try (Journal stranger = ChronicleJournal.open(JournalConfig.of(other))) {
            end = stranger.end();
        }
        JournalArchive.of(other, archive).copyBefore(end);
        assertThatThrownBy(() -> mover().moveBefore(place)).isInstanceOf(JournalDamaged.class)
                .hasMessageContaining("does not end where the segment ends");
        assertThat(Segments.all(directory)).containsExactly(1, 2, 3, 4);
        assertThatThrownBy(() -> mover().moveBefore(end)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("does not hold the place");
    }

    @Test
    void shouldFindDamageInAnArchivedSegment() throws IOException {
        mover().moveBefore(place);
        Path copy = new ArchiveFolder(archive).compressed(2);
        byte[] whole = Files.readAllBytes(copy);
        Harm.flip(copy, whole.length / 2, 3);
        JournalDamage damage = JournalReader.open(directory, archive).check(frame -> {
        }).damage().orElseThrow();
        assertThat(damage.segment()).isEqualTo("seg-000002");
        assertThat(damage.firstBadRecord()).isBetween(RECORDS + 1L, 2L * RECORDS);
        Files.delete(copy);
        assertThat(JournalReader.open(directory, archive).check(frame -> {
        }).damage().orElseThrow().firstBadRecord()).isEqualTo(RECORDS + 1);
        Files.delete(new ArchiveFolder(archive).paper(2));
        assertThat(JournalReader.open(directory, archive).check(frame -> {
        }).damage().orElseThrow().reason()).isEqualTo("the segment is missing");
    }

    /** A reader keeps the file it has open; at the next segment, which is gone, it says so instead of guessing. */
    @Test
    void shouldTellAReaderWhoseSegmentsWereMoved() {
        try (JournalCursor cursor = journal.read(1);
                JournalCursor both = JournalReader.open(directory, archive()).frames()) {
            assertThat(cursor.next().orElseThrow().firstSequence()).isEqualTo(1);
            assertThat(both.next()).isPresent();
            mover().moveBefore(place);
            for (int record = 4; record <= RECORDS; record += 3) {
                assertThat(cursor.next().orElseThrow().firstSequence()).isEqualTo(record);
            }
            assertThatThrownBy(cursor::next).isInstanceOf(JournalArchived.class).hasMessageContaining("record 31");
            for (int record = 4; record <= 3 * RECORDS + 15; record += 3) {
                assertThat(both.next().orElseThrow().firstSequence()).isEqualTo(record);
            }
        }
    }

    @Test
    void shouldRefuseWhenTheBeginningIsDamagedOrIsNewerThanTheMark() throws IOException {
        reopen();
        append(journal, 3);
        mover().moveBefore(journal.end());
        journal.close();
        Path begin = directory.resolve(Beginning.FILE);
        byte[] whole = Files.readAllBytes(begin);
        for (int at = 0; at < whole.length; at++) {
            Harm.flip(begin, at, at % 8);
            assertThatThrownBy(this::open).isInstanceOf(JournalDamaged.class).hasMessageContaining(Beginning.FILE);
            Files.write(begin, whole);
        }
        Files.delete(begin);
        assertThatThrownBy(this::open).isInstanceOf(JournalDamaged.class).hasMessageContaining("missing");
        Files.write(begin, whole);
        byte[] mark = Files.readAllBytes(directory.resolve(DurableMark.FILE));
        Files.write(directory.resolve(DurableMark.FILE), new byte[0]);
        DurableMark.open(directory).close();
        assertThatThrownBy(this::open).isInstanceOf(JournalDamaged.class).hasMessageContaining("older than");
        Files.write(directory.resolve(DurableMark.FILE), mark);
        journal = open();
    }

    @Test
    void shouldLetOneArchiveAtATime() throws IOException {
        try (DirectoryLock _ = DirectoryLock.take(directory, "archive.lock")) {
            assertThatThrownBy(() -> mover().copyBefore(place)).isInstanceOf(JournalInUse.class);
        }
        assertThat(mover().copyBefore(place)).isEqualTo(3);
    }

    @Test
    void shouldArchiveASegmentThatNeverHeldAFrame() throws IOException {
        journal.close();
        Files.createDirectory(Segments.directory(directory, 5));
        journal = open();
        append(journal, 3);
        assertThat(mover().moveBefore(journal.end())).isEqualTo(5);
        requireWholeHistory(3 * RECORDS + 18);
    }

    private void requireWholeHistory(long records) {
        JournalCheck check = JournalReader.open(directory, archive()).check(frame -> {
        });
        assertThat(check.damage()).isEmpty();
        assertThat(check.records()).isEqualTo(records);
    }

    private Path archive() {
        try {
            return Files.createDirectories(archive);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private JournalArchive mover() {
        return JournalArchive.of(directory, archive);
    }

    private void reopen() {
        journal.close();
        journal = open();
    }

    private Journal open() {
        return ChronicleJournal.open(JournalConfig.of(directory));
    }

    private static void append(Journal journal, int records) {
        for (int i = 0; i < records / 3; i++) {
            journal.append(JournalDamageTest.batch((int) journal.lastSequence() + 1));
        }
        if (records % 3 > 0) {
            journal.append(JournalDamageTest.batch(1).subList(0, records % 3));
        }
    }
}
