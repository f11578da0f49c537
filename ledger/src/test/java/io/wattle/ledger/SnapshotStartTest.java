package io.wattle.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.wattle.ledger.entry.Outcome;
import io.wattle.ledger.journal.JournalArchive;
import io.wattle.ledger.journal.JournalPlace;
import io.wattle.ledger.snapshot.SnapshotHead;
import io.wattle.ledger.decide.Desk;
import io.wattle.ledger.state.LedgerView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A start from a snapshot ends where a start from the first entry ends. */
@Timeout(120)
class SnapshotStartTest {

    @TempDir
    private Path directory;

    @Test
    void shouldReachFromASnapshotTheStateThatIsReachedFromTheFirstEntry() throws IOException {
        String hash = history(1, 40);
        assertThat(archive().snapshot(3)).isEqualTo(40);
        assertThat(archive().snapshots()).extracting(SnapshotHead::stateHash).containsExactly(hash);
        String later = history(41, 60);

        assertThat(openedFrom()).isEqualTo(40);
        assertThat(hash()).isEqualTo(later);
        deleteSnapshots();
        assertThat(openedFrom()).isZero();
        assertThat(hash()).isEqualTo(later);
    }

    @Test
    void shouldMakeSnapshotsWhileItWorksAndKeepTheNewest() {
        String hash;
        try (Ledger ledger = Ledger.open(config().with(new SnapshotPolicy(10, 2)), () -> Desk.NOON)) {
            tell(ledger, 1, 25);
            await().atMost(Duration.ofSeconds(60)).until(() -> newest() > 15);
            tell(ledger, 26, 40);
            await().atMost(Duration.ofSeconds(60)).until(() -> newest() > 30);
            tell(ledger, 41, 60);
            await().atMost(Duration.ofSeconds(60)).until(() -> newest() > 50);
            hash = ledger.ask(LedgerView::stateHash).join();
        }
        assertThat(archive().snapshots()).hasSize(2);
        assertThat(openedFrom()).isEqualTo(newest());
        assertThat(hash()).isEqualTo(hash);
    }

    @Test
    void shouldMakeASnapshotFromOutsideWhileTheLedgerWorks() throws IOException {
        try (Ledger ledger = Ledger.open(config(), () -> Desk.NOON)) {
            tell(ledger, 1, 10);
            assertThat(archive().snapshot(3)).isEqualTo(10);
            tell(ledger, 11, 20);
            assertThat(archive().snapshot(3)).isEqualTo(20);
            assertThat(archive().snapshot(3)).as("nothing has come since").isEqualTo(20);
            assertThat(ledger.ask(LedgerView::stateHash).join())
                    .isEqualTo(archive().snapshots().getLast().stateHash());
        }
        assertThat(archive().snapshots()).hasSize(2);
    }

    @Test
    void shouldFallBackWhenTheNewestSnapshotIsDamaged() throws IOException {
        history(1, 10);
        archive().snapshot(3);
        String hash = history(11, 20);
        archive().snapshot(3);
        Path newest = snapshotFiles().getLast();
        byte[] bytes = Files.readAllBytes(newest);
        bytes[bytes.length / 2] ^= 1;
        Files.write(newest, bytes);
        assertThat(openedFrom()).isEqualTo(10);
        assertThat(hash()).isEqualTo(hash);
    }

    /** Restored from elsewhere, or of another journal: its entries are not these. */
    @Test
    void shouldNotGoOnFromASnapshotOfAnotherJournal(@TempDir Path other) throws IOException {
        try (Ledger ledger = Ledger.open(LedgerConfig.of(other, Desk.RULES.rates()), () -> Desk.NOON)) {
            tell(ledger, 500, 510);
        }
        LedgerArchive.open(other).snapshot(3);
        String hash = history(1, 20);
        Path snapshots = Files.createDirectories(directory.resolve("snapshots"));
        try (Stream<Path> files = Files.list(other.resolve("snapshots"))) {
            for (Path file : files.toList()) {
                Files.copy(file, snapshots.resolve(file.getFileName()));
            }
        }
        assertThat(openedFrom()).isZero();
        assertThat(hash()).isEqualTo(hash);
    }

    @Test
    void shouldStartWithoutTheArchivedEntriesAndRefuseClearlyWithoutAnySnapshot(@TempDir Path kept)
            throws IOException {
        history(1, 10);
        history(11, 20);
        archive().snapshot(3);
        String hash = history(21, 30);
        JournalPlace place = archive().snapshots().getLast().place();
        assertThat(JournalArchive.of(directory, kept).moveBefore(place)).isPositive();

        assertThat(openedFrom()).isEqualTo(20);
        assertThat(hash()).isEqualTo(hash);
        assertThat(archive().check().isGood()).isTrue();
        deleteSnapshots();
        assertThatThrownBy(this::hash).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no snapshot is good")
                .hasMessageContaining("begins with entry 11");
        assertThatThrownBy(() -> archive().snapshot(3)).isInstanceOf(IOException.class)
                .hasMessageContaining("begins with entry 11");
    }

    /** Opens, tells and closes; returns the state hash. */
    private String history(int from, int to) {
        try (Ledger ledger = Ledger.open(config(), () -> Desk.NOON)) {
            tell(ledger, from, to);
            return ledger.ask(LedgerView::stateHash).join();
        }
    }

    private static void tell(Ledger ledger, int from, int to) {
        for (int i = from; i <= to; i++) {
            assertThat(ledger.submit(Desk.register("m" + i)).join()).isInstanceOf(Outcome.Accepted.class);
        }
    }

    private String hash() {
        try (Ledger ledger = Ledger.open(config(), () -> Desk.NOON)) {
            return ledger.ask(LedgerView::stateHash).join();
        }
    }

    private long openedFrom() {
        Opening opening = Opening.of(config(), io.wattle.ledger.journal.JournalConfig.of(directory));
        opening.journal().close();
        return opening.snapshotSequence();
    }

    private long newest() {
        List<SnapshotHead> heads = archive().snapshots();
        return heads.isEmpty() ? 0 : heads.getLast().sequence();
    }

    private LedgerArchive archive() {
        return LedgerArchive.open(directory);
    }

    private LedgerConfig config() {
        return LedgerConfig.of(directory, Desk.RULES.rates());
    }

    private List<Path> snapshotFiles() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("snapshots"))) {
            return files.filter(file -> file.toString().endsWith(".wsn")).sorted().toList();
        }
    }

    private void deleteSnapshots() {
        try (Stream<Path> files = Files.walk(directory.resolve("snapshots"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
