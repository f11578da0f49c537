package io.wattle.ledger.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.journal.JournalPlace;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.state.LedgerState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Whatever is wrong with a snapshot, the one before it is taken. */
class SnapshotFolderTest {
    private final Logger log = (Logger) LoggerFactory.getLogger(SnapshotFolder.class);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @TempDir
    private Path directory;

    @BeforeEach
    void listen() {
        log.setAdditive(false); // hundreds of warnings are the point here, and nobody wants to read them
        log.addAppender(logged);
        logged.start();
    }

    @AfterEach
    void stopListening() {
        log.detachAppender(logged);
        log.setAdditive(true);
    }

    @Test
    void shouldBringBackTheNewestAndKeepTheNewestFew() throws IOException {
        SnapshotFolder folder = folder();
        assertThat(folder.newest(place -> true)).isEmpty();
        for (int sequence = 1; sequence <= 5; sequence++) {
            publish(sequence);
        }
        Snapshot newest = folder.newest(place -> true).orElseThrow();
        assertThat(newest.place()).isEqualTo(place(5));
        assertThat(newest.state().stateHash()).isEqualTo(state(5).stateHash());
        assertThat(folder.heads()).extracting(SnapshotHead::sequence).containsExactly(3L, 4L, 5L);
        assertThat(folder.heads().getLast().stateHash()).isEqualTo(state(5).stateHash());
        assertThat(folder.oldest(place -> true).orElseThrow().state().lastSequence()).isEqualTo(3);
        assertThat(names()).doesNotContain("snapshot.tmp");
    }

    @Test
    void shouldPassOverWhatTheJournalDoesNotHold() throws IOException {
        publish(1);
        publish(2);
        assertThat(folder().newest(place -> place.sequence() < 3)).hasValueSatisfying(
                snapshot -> assertThat(snapshot.state().lastSequence()).isEqualTo(1));
        assertThat(folder().newest(place -> false)).isEmpty();
    }

    /** The process dies while it writes: only the unfinished file is there, whole or torn, and is written over. */
    @Test
    void shouldTakeNoNoticeOfAnUnfinishedFile() throws IOException {
        publish(1);
        byte[] whole = Files.readAllBytes(publish(2));
        Files.delete(file(2));
        for (int length : List.of(0, 1, SnapshotHead.BYTES, whole.length - 1, whole.length)) {
            Files.write(directory.resolve("snapshot.tmp"), Arrays.copyOf(whole, length));
            assertNewest(1);
        }
        publish(3);
        assertNewest(3);
    }

    /** The power fails around the renaming, or somebody copies half a file. */
    @Test
    void shouldFallBackFromAFileThatIsCutAnywhere() throws IOException {
        publish(1);
        Path file = publish(2);
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertNewest(1);
        }
        assertThat(logged.list).hasSize(whole.length);
        assertThat(logged.list.getFirst().getFormattedMessage()).contains(file.toString(), "ends after 0 bytes");
        assertThat(logged.list.getLast().getFormattedMessage()).contains(file.toString(),
                "must be " + whole.length + " bytes long, was: " + (whole.length - 1));
        Files.write(file, Arrays.copyOf(whole, whole.length + 1));
        assertNewest(1);
        Files.write(file, new byte[whole.length]);
        assertNewest(1);
        Files.write(file, whole);
        assertNewest(2);
    }

    @Test
    void shouldFallBackFromAFileWithAnyBitChanged() throws IOException {
        publish(1);
        Path file = publish(2);
        byte[] whole = Files.readAllBytes(file);
        for (int at = 0; at < whole.length; at++) {
            byte[] changed = whole.clone();
            changed[at] ^= (byte) (1 << at % 8);
            Files.write(file, changed);
            assertNewest(1);
        }
    }

    @Test
    void shouldGiveUpWhenItIsToldToAndLeaveWhatWasThere() throws IOException {
        publish(1);
        assertThatThrownBy(() -> folder().publish(snapshot(2), () -> false)).isInstanceOf(SnapshotAbandoned.class);
        assertNewest(1);
        publish(2);
        assertNewest(2);
    }

    @Test
    void shouldLetOnlyOneMakeASnapshotAtATime() throws IOException {
        publish(1);
        assertThatThrownBy(() -> folder().publish(snapshot(3), () -> {
            assertThatThrownBy(() -> publish(2)).isInstanceOf(SnapshotAbandoned.class)
                    .hasMessageContaining("another snapshot is being made");
            return false;
        })).isInstanceOf(SnapshotAbandoned.class);
        assertNewest(1);
    }

    @Test
    void shouldRefuseAPlaceThatDoesNotFitTheState() {
        assertThatThrownBy(() -> new Snapshot(place(4), state(5))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("just after entry 5");
    }

    private SnapshotFolder folder() {
        return new SnapshotFolder(directory, 3);
    }

    private Path publish(int sequence) throws IOException {
        return folder().publish(snapshot(sequence), () -> true);
    }

    private void assertNewest(long sequence) {
        assertThat(folder().newest(place -> true)).hasValueSatisfying(
                snapshot -> assertThat(snapshot.state().lastSequence()).isEqualTo(sequence));
    }

    private Path file(int sequence) {
        return directory.resolve("snapshot-%020d.wsn".formatted(sequence));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static Snapshot snapshot(int sequence) {
        return new Snapshot(place(sequence), state(sequence));
    }

    private static JournalPlace place(int sequence) {
        byte[] hash = new byte[32];
        Arrays.fill(hash, (byte) sequence);
        return new JournalPlace(1, 1000L * sequence, sequence + 1L, sequence + 1L, hash);
    }

    private static LedgerState state(int sequence) {
        LedgerState state = new LedgerState();
        for (int i = 1; i <= sequence; i++) {
            state.apply(new LedgerEntry(i, Instant.EPOCH.plusSeconds(i), Origin.automatic("test", "api"),
                    Optional.empty(),
                    List.of(new Fact.MeterRegistered("m" + i, "a" + i, Unit.WATT_HOUR, Unit.WATT_HOUR,
                            Optional.empty(), Optional.empty()))));
        }
        return state;
    }
}
