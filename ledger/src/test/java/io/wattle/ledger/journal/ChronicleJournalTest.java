package io.wattle.ledger.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChronicleJournalTest extends JournalContract {
    @TempDir
    private Path directory;

    @Override
    protected Journal open() {
        return ChronicleJournal.open(JournalConfig.of(directory));
    }

    @Test
    void shouldRefuseASecondInstanceOnTheSameFolderAndNameIt() {
        assertThatThrownBy(this::open).isInstanceOf(JournalInUse.class).hasMessageContaining(directory.toString());
    }

    @Test
    void shouldRollToANewSegmentByItsOwnSizeAndReadAcross(@TempDir Path other) throws IOException {
        JournalConfig config = new JournalConfig(other, 16 << 20, 1 << 20);
        byte[] record = new byte[60_000];
        try (Journal journal = ChronicleJournal.open(config)) {
            for (int i = 0; i < 60; i++) {
                journal.append(List.of(record));
            }
            assertThat(Segments.last(other)).isGreaterThanOrEqualTo(3);
            assertThat(count(journal.read(1))).isEqualTo(60);
            assertThat(count(journal.read(31))).isEqualTo(30);
        }
        try (Journal journal = ChronicleJournal.open(config)) {
            assertThat(journal.lastSequence()).isEqualTo(60);
            assertThat(count(journal.read(59))).isEqualTo(2);
        }
        assertThat(JournalReader.open(other).check(frame -> {
        }).isGood()).isTrue();
    }

    /** The file is read without Chronicle; so Chronicle must see the very same documents. */
    @Test
    void shouldWriteDocumentsThatChronicleItselfReads(@TempDir Path other) {
        try (Journal journal = ChronicleJournal.open(JournalConfig.of(other))) {
            for (int i = 0; i < 1000; i++) {
                journal.append(records("r" + i, "s" + i));
            }
        }
        try (ChronicleQueue queue = SingleChronicleQueueBuilder.single(Segments.directory(other, 1).toFile())
                .rollCycle(RollCycles.FAST_DAILY)
                .readOnly(true)
                .build();
                ExcerptTailer tailer = queue.createTailer();
                JournalCursor cursor = JournalReader.open(other).frames()) {
            for (int i = 0; i < 1000; i++) {
                try (DocumentContext document = tailer.readingDocument()) {
                    assertThat(document.isPresent()).isTrue();
                    byte[] bytes = Objects.requireNonNull(document.wire()).bytes().toByteArray();
                    int frameBytes = ByteBuffer.wrap(bytes).getInt(8);
                    assertThat(frameBytes).isBetween(bytes.length - 3, bytes.length);
                }
                assertThat(cursor.next()).isPresent();
            }
            assertThat(cursor.next()).isEmpty();
        }
    }

    @Test
    void shouldRefuseBeforeTheDiskIsFullAndWriteNothing(@TempDir Path other) {
        AtomicLong usableBytes = new AtomicLong(1L << 40);
        try (Journal journal = open(other, usableBytes)) {
            journal.append(records("a"));
            usableBytes.set((64 << 20) - 1);
            // The room is asked for now and then only, but before any that matters is used up.
            assertThatThrownBy(() -> {
                for (int i = 0; i < 10; i++) {
                    journal.append(List.of(new byte[60_000]));
                }
            }).isInstanceOf(DiskFull.class).hasMessageContaining("67108863");
            long last = journal.lastSequence();
            assertThat(last).isLessThan(7);
            assertThatThrownBy(() -> journal.append(records("b"))).isInstanceOf(DiskFull.class);
            usableBytes.set(1L << 40);
            assertThat(journal.append(records("b"))).isEqualTo(last + 1);
            assertThat(count(journal.read(1))).isEqualTo(last + 1);
        }
    }

    @Test
    void shouldReleaseTheFolderWhenOpeningFails(@TempDir Path other) {
        assertThatThrownBy(() -> open(other, new AtomicLong())).isInstanceOf(DiskFull.class);
        try (Journal journal = ChronicleJournal.open(JournalConfig.of(other))) {
            assertThat(journal.append(records("a"))).isEqualTo(1);
        }
    }

    private static Journal open(Path directory, AtomicLong usableBytes) {
        return ChronicleJournal.open(JournalConfig.of(directory), Optional.empty(), frame -> {
        }, usableBytes::get);
    }

    @Test
    void shouldShowToAReaderWhatIsDurableWhileTheWriterRuns() {
        try (Journal journal = ChronicleJournal.open(JournalConfig.of(directory.resolve("live")))) {
            journal.append(records("a", "b"));
            JournalReader reader = JournalReader.open(directory.resolve("live"));
            journal.append(records("c"));
            assertThat(reader.lastSequence()).isEqualTo(2);
            assertThat(count(reader.frames())).isEqualTo(1);
            assertThat(JournalReader.open(directory.resolve("live")).check(frame -> {
            }).records()).isEqualTo(3);
        }
    }

    @Test
    void shouldTakeLittleSpaceWhenIdle() throws IOException {
        try (var files = Files.walk(directory)) {
            long bytes = files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
            assertThat(bytes).isLessThan(40L << 20);
        }
    }

    private static long count(JournalCursor cursor) {
        long frames = 0;
        try (cursor) {
            while (cursor.next().isPresent()) {
                frames++;
            }
        }
        return frames;
    }
}
