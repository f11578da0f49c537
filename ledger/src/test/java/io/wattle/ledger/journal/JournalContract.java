package io.wattle.ledger.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every journal must do, whatever carries it. */
public abstract class JournalContract {
    private Journal journal;

    /** Opens the journal; the second time the same one. */
    protected abstract Journal open();

    @BeforeEach
    void openFirst() {
        journal = open();
    }

    @AfterEach
    void closeLast() {
        journal.close();
    }

    @Test
    void shouldBeEmptyAtFirst() {
        assertThat(journal.lastSequence()).isZero();
        assertThat(read(1)).isEmpty();
    }

    @Test
    void shouldNumberRecordsFromOneWithoutGaps() {
        assertThat(journal.append(records("a", "b"))).isEqualTo(2);
        assertThat(journal.append(records("c"))).isEqualTo(3);
        assertThat(journal.lastSequence()).isEqualTo(3);
        assertThat(read(1)).containsExactly("1:a", "2:b", "3:c");
    }

    @Test
    void shouldReadFromAnySequenceBeginningWithTheFrameThatHoldsIt() {
        for (int i = 1; i <= 300; i++) {
            journal.append(records("x" + i, "y" + i));
        }
        for (int from : new int[] {1, 2, 3, 128, 129, 130, 500, 599, 600}) {
            assertThat(read(from).getFirst()).startsWith((from - 1) / 2 * 2 + 1 + ":");
            assertThat(read(from).getLast()).isEqualTo("600:y300");
        }
        assertThat(read(601)).isEmpty();
    }

    @Test
    void shouldShowNewFramesToACursorThatCameToTheEnd() {
        try (JournalCursor cursor = journal.read(1)) {
            assertThat(cursor.next()).isEmpty();
            journal.append(records("a"));
            assertThat(cursor.next().orElseThrow().lastSequence()).isEqualTo(1);
            assertThat(cursor.next()).isEmpty();
            journal.append(records("b"));
            assertThat(cursor.next().orElseThrow().frameSequence()).isEqualTo(2);
        }
    }

    @Test
    void shouldGoOnAfterBeingOpenedAgain() {
        journal.append(records("a", "b"));
        for (int i = 0; i < 3; i++) {
            journal.close();
            journal = open();
        }
        assertThat(journal.lastSequence()).isEqualTo(2);
        assertThat(journal.append(records("c"))).isEqualTo(3);
        journal.close();
        journal = open();
        assertThat(read(1)).containsExactly("1:a", "2:b", "3:c");
        assertThat(read(3)).containsExactly("3:c");
    }

    @Test
    void shouldCarryEmptyAndLongestRecords() {
        byte[] longest = new byte[Journal.RECORD_BYTES_MAX];
        longest[17] = 42;
        journal.append(List.of(new byte[0], longest));
        try (JournalCursor cursor = journal.read(1)) {
            List<byte[]> found = cursor.next().orElseThrow().records();
            assertThat(found.get(0)).isEmpty();
            assertThat(found.get(1)).isEqualTo(longest);
        }
    }

    @Test
    void shouldRefuseWhatIsTooMuchAndGoOn() {
        byte[] tooLong = new byte[Journal.RECORD_BYTES_MAX + 1];
        byte[] longest = new byte[Journal.RECORD_BYTES_MAX];
        List<byte[]> tooMany = IntStream.range(0, 9).mapToObj(i -> longest).toList();
        assertThatThrownBy(() -> journal.append(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> journal.append(List.of(tooLong))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> journal.append(tooMany)).isInstanceOf(IllegalArgumentException.class);
        assertThat(journal.append(records("a"))).isEqualTo(1);
    }

    @Test
    void shouldRefuseToAppendWhenClosed() {
        journal.append(records("a"));
        journal.close();
        journal.close();
        assertThatThrownBy(() -> journal.append(records("b"))).isInstanceOf(JournalBroken.class);
    }

    @Test
    void shouldTakeABatchThatIsUsedAgainAndAgain() {
        JournalBatch batch = new JournalBatch();
        byte[] bytes = "..abc..".getBytes(StandardCharsets.UTF_8);
        for (int round = 1; round <= 3; round++) {
            batch.clear();
            assertThat(batch.isEmpty()).isTrue();
            batch.add(bytes, 2, 3);
            batch.add(bytes, 2, round);
            assertThat(batch.count()).isEqualTo(2);
            assertThat(batch.recordBytes()).isEqualTo(3 + round);
            assertThat(journal.append(batch)).isEqualTo(2L * round);
        }
        assertThat(read(1)).containsExactly("1:abc", "2:a", "3:abc", "4:ab", "5:abc", "6:abc");
    }

    @Test
    void shouldNameTheSamePlaceWhenWritingAndWhenReading() {
        List<JournalPlace> written = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            journal.append(records("a" + i, "b"));
            written.add(journal.end());
        }
        assertThat(journal.head().frameSequence()).isEqualTo(20);
        assertThat(journal.head().lastSequence()).isEqualTo(40);
        List<JournalPlace> read = new ArrayList<>();
        try (JournalCursor cursor = journal.read(1)) {
            while (cursor.next().isPresent()) {
                read.add(cursor.place());
            }
        }
        assertThat(read).isEqualTo(written).doesNotHaveDuplicates();
        assertThat(journal.firstSequence()).isEqualTo(1);
    }

    private List<String> read(long from) {
        List<String> found = new ArrayList<>();
        try (JournalCursor cursor = journal.read(from)) {
            Optional<JournalFrame> frame = cursor.next();
            while (frame.isPresent()) {
                long sequence = frame.get().firstSequence();
                for (byte[] record : frame.get().records()) {
                    found.add(sequence++ + ":" + new String(record, StandardCharsets.UTF_8));
                }
                frame = cursor.next();
            }
        }
        return found;
    }

    static List<byte[]> records(String... texts) {
        return List.of(texts).stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
    }
}
