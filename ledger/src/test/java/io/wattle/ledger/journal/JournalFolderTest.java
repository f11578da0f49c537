package io.wattle.ledger.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of a journal's folder that are missing, old, forged, or have strange times. */
class JournalFolderTest {
    private static final int FRAMES = 10;

    @TempDir
    private Path temporary;

    private Path directory;

    /** Three segments of 10 frames of 3 records. */
    @BeforeEach
    void write() {
        directory = temporary.resolve("journal");
        write(directory, 1);
    }

    private static void write(Path journalDirectory, int first) {
        for (int segment = 0; segment < 3; segment++) {
            try (Journal journal = open(journalDirectory)) {
                for (int frame = 0; frame < FRAMES; frame++) {
                    journal.append(JournalDamageTest.batch(first + (int) journal.lastSequence()));
                }
            }
        }
    }

    @Test
    void shouldNameASegmentInTheMiddleThatIsMissing() throws IOException {
        Harm.delete(Segments.directory(directory, 2));
        requireDamage("seg-000002", 31, "the segment is missing");
    }

    @Test
    void shouldNameASegmentWhoseFileIsMissing() throws IOException {
        for (int segment = 1; segment <= 3; segment++) {
            Path file = Segments.file(directory, segment).orElseThrow();
            byte[] whole = Files.readAllBytes(file);
            Files.delete(file);
            requireDamage(Segments.name(segment), (segment - 1) * 30 + 1, "the segment's file is missing");
            Files.createDirectory(file);
            requireDamage(Segments.name(segment), (segment - 1) * 30 + 1, "");
            Files.delete(file);
            Files.write(file, new byte[0]);
            // Nothing is there, as if nothing ever was: named is where the chain does not go on.
            requireDamage(segment == 3 ? "seg-000002" : Segments.name(segment + 1), (segment - 1) * 30 + 1, "frame");
            Files.write(file, whole);
        }
        assertThat(check().isGood()).isTrue();
    }

    /** As after a power cut: what stands behind the mark is whole, so it counts. */
    @Test
    void shouldTakeAnOldMarkForOneThatLags() throws IOException {
        byte[] old = Files.readAllBytes(directory.resolve(DurableMark.FILE));
        try (Journal journal = open(directory)) {
            journal.append(JournalDamageTest.batch(1));
        }
        Files.write(directory.resolve(DurableMark.FILE), old);
        assertThat(JournalReader.open(directory).lastSequence()).isEqualTo(90);
        try (Journal journal = open(directory)) {
            assertThat(journal.lastSequence()).isEqualTo(93);
        }
        assertThat(JournalReader.open(directory).lastSequence()).isEqualTo(93);
    }

    @Test
    void shouldRefuseAMarkOfAnotherHistoryAndOneThatLeads() throws IOException {
        Path other = temporary.resolve("other");
        write(other, 2);
        Path mark = directory.resolve(DurableMark.FILE);
        byte[] whole = Files.readAllBytes(mark);
        Files.copy(other.resolve(DurableMark.FILE), mark, StandardCopyOption.REPLACE_EXISTING);
        requireDamage("seg-000003", 90, "history was rewritten");
        Files.write(mark, whole);
        try (DurableMark forged = DurableMark.open(directory)) {
            forged.write(new JournalAnchor(31, 93, new byte[32]));
        }
        requireDamage("seg-000003", 91, "had been made durable");
    }

    @Test
    void shouldRefuseAMarkWhoseSlotsAreBothDamaged() throws IOException {
        Harm.flip(directory.resolve(DurableMark.FILE), 30, 1);
        assertThat(check().isGood()).isTrue(); // one good slot is enough
        Harm.flip(directory.resolve(DurableMark.FILE), 4096 + 30, 1);
        assertThatThrownBy(() -> open(directory)).isInstanceOf(JournalDamaged.class)
                .hasMessageContaining(DurableMark.FILE);
    }

    /** Segments are numbered by us and their clock stands still: the computer's clock may say what it likes. */
    @Test
    void shouldNotCareForTheTimesOfFiles() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2044-05-06T07:08:09Z")));
            }
        }
        try (Journal journal = open(directory)) {
            journal.append(JournalDamageTest.batch(1));
        }
        assertThat(check().records()).isEqualTo(93);
        for (int segment = 1; segment <= 4; segment++) {
            assertThat(Segments.file(directory, segment).orElseThrow().getFileName()).hasToString("19700101F.cq4");
        }
    }

    /** Chronicle's part that reports to a third party is not even there. */
    @Test
    void shouldHaveNoTelemetryOnTheClassPath() {
        assertThat(System.getProperty("java.class.path")).contains("chronicle-queue").doesNotContain("analytics");
    }

    private void requireDamage(String segment, long record, String reason) {
        JournalDamage damage = check().damage().orElseThrow();
        assertThat(List.of(damage.segment(), damage.firstBadRecord())).isEqualTo(List.of(segment, record));
        assertThat(damage.reason()).contains(reason);
        assertThatThrownBy(() -> open(directory)).isInstanceOf(JournalDamaged.class).hasMessageContaining(segment);
    }

    private JournalCheck check() {
        return JournalReader.open(directory).check(frame -> {
        });
    }

    private static Journal open(Path journalDirectory) {
        return ChronicleJournal.open(JournalConfig.of(journalDirectory));
    }
}
