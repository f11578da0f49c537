package io.wattle.ledger.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a journal ends, and where it begins. */
class JournalEndTest {
    @TempDir
    private Path directory;

    /** The mark lags, as after a power cut; but the frame behind the broken one was written after that was forced. */
    @Test
    void shouldNotTakeDamageBeforeAWholeFrameForATornTail() throws IOException {
        for (boolean sameSegment : new boolean[] {true, false}) {
            Path journalDirectory = directory.resolve("same-" + sameSegment);
            Journal journal = ChronicleJournal.open(JournalConfig.of(journalDirectory));
            journal.append(JournalContract.records("first"));
            byte[] mark = Files.readAllBytes(journalDirectory.resolve(DurableMark.FILE));
            journal.append(JournalContract.records("second"));
            if (!sameSegment) {
                journal.close();
                journal = ChronicleJournal.open(JournalConfig.of(journalDirectory));
            }
            journal.append(JournalContract.records("third"));
            journal.close();
            Files.write(journalDirectory.resolve(DurableMark.FILE), mark);
            breakFrame(Segments.file(journalDirectory, 1).orElseThrow(), 2);
            assertThatThrownBy(() -> ChronicleJournal.open(JournalConfig.of(journalDirectory)))
                    .isInstanceOf(JournalDamaged.class)
                    .hasMessageContaining("frame 2");
        }
    }

    @Test
    void shouldBeginAnewWhenTheMarkWasNeverWrittenAndNothingElseIsThere() throws IOException {
        Files.createFile(directory.resolve(DurableMark.FILE));
        try (Journal journal = ChronicleJournal.open(JournalConfig.of(directory))) {
            assertThat(DurableMark.read(directory)).isPresent();
            assertThat(journal.append(JournalContract.records("a"))).isEqualTo(1);
        }
    }

    @Test
    void shouldLeaveNoSegmentBehindWhenNothingIsAppended() throws IOException {
        for (int i = 0; i < 3; i++) {
            ChronicleJournal.open(JournalConfig.of(directory)).close();
        }
        assertThat(Segments.last(directory)).isZero();
    }

    private static void breakFrame(Path path, long frameSequence) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        for (int at = 0; at + Frames.HEAD_BYTES < bytes.length; at += 4) {
            if (buffer.getInt(at) == Frames.MAGIC && buffer.getLong(at + 12) == frameSequence) {
                try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
                    file.seek(at + Frames.HEAD_BYTES + Frames.RECORD_HEAD_BYTES);
                    file.write(0);
                }
                return;
            }
        }
        throw new IllegalStateException("no frame " + frameSequence);
    }
}
