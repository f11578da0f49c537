package io.wattle.headend.custody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattle.headend.TestSystem;
import io.wattle.headend.tending.Rounds;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.LedgerArchive;
import io.wattle.ledger.LedgerConfig;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.Outcome;
import io.wattle.ledger.journal.JournalAnchor;
import io.wattle.ledger.quantity.Unit;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CustodianTest {
    private static final Origin TEST = Origin.automatic("test", "test");

    @TempDir
    Path folder;
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));
    private LedgerConfig config;
    private Path journal;
    private Path archive;
    private Path anchors;

    @BeforeEach
    void chooseFolders() {
        config = TestSystem.config(folder.resolve("data")).ledger();
        journal = config.directory();
        archive = folder.resolve("archive");
        anchors = folder.resolve("anchors.jsonl");
    }

    @Test
    void shouldAddTheHeadOfTheChainEveryDayAndNoneWhenNothingCame() throws IOException {
        try (Ledger ledger = Ledger.open(config, now::get)) {
            register(ledger, "a");
            try (Rounds _ = custodian()) {
                await().until(() -> kept().size() == 1);
                now.updateAndGet(time -> time.plus(Duration.ofDays(1)));
                register(ledger, "b");
                now.updateAndGet(time -> time.plus(Duration.ofDays(1)));
                await().until(() -> kept().size() == 2);
            }
            try (Rounds _ = custodian()) {
                assertThat(kept()).hasSize(2);
            }
        }
        List<JournalAnchor> read = kept().stream().map(JournalAnchor::parse).toList();
        assertThat(read).last().extracting(JournalAnchor::lastSequence).isEqualTo(2L);
        assertThat(LedgerArchive.open(journal).check(read).isGood()).isTrue();
    }

    @Test
    void shouldMoveWhatNoStartNeedsAndKeepTheHistoryWhole() throws IOException {
        for (int run = 1; run <= 4; run++) {
            run("m" + run);
            LedgerArchive.open(journal).snapshot(3);
        }
        String before = hash();
        try (Ledger ledger = Ledger.open(config, now::get); Rounds _ = custodian()) {
            assertThat(ledger.isRunning()).isTrue();
            await().until(() -> segments().size() < 4);
        }
        // The oldest of three snapshots holds the first two entries: the segment of the first one is not needed.
        assertThat(segments()).containsExactly("seg-000002", "seg-000003", "seg-000004");
        assertThat(LedgerArchive.open(journal).firstSequence()).isEqualTo(2);
        assertThat(LedgerArchive.open(journal).check().isGood()).isTrue();
        assertThat(LedgerArchive.open(journal, archive).check().records()).isEqualTo(4);
        assertThat(hash()).isEqualTo(before);
    }

    /** One snapshot alone is no reason to give up the entries before it: it may be damaged tomorrow. */
    @Test
    void shouldMoveNothingWhileFewerThanTwoSnapshotsAreGood() throws IOException {
        for (int run = 1; run <= 3; run++) {
            run("m" + run);
            LedgerArchive.open(journal).snapshot(3);
        }
        List<Path> snapshots = files(journal.resolve("snapshots"), "snapshot-.*[.]wsn");
        flipLastByte(snapshots.get(1));
        flipLastByte(snapshots.get(2));
        assertThat(LedgerArchive.open(journal).moveTo(archive)).isZero();
        assertThat(segments()).hasSize(3);
    }

    @Test
    void shouldGoOnAfterAFileThatCannotBeWritten() throws IOException {
        Files.createDirectories(anchors); // a folder stands where the file should
        try (Ledger ledger = Ledger.open(config, now::get); Rounds _ = custodian()) {
            register(ledger, "a");
            Files.delete(anchors);
            now.updateAndGet(time -> time.plus(Duration.ofHours(2)));
            await().until(() -> kept().size() == 1);
        }
    }

    private Rounds custodian() {
        return Custodian.start(journal, new CustodyConfig(Optional.of(anchors), Optional.of(archive)), now::get);
    }

    /** Each process writes a segment of its own. */
    private void run(String meter) {
        try (Ledger ledger = Ledger.open(config, now::get)) {
            register(ledger, meter);
        }
    }

    private static void register(Ledger ledger, String meter) {
        Outcome outcome = ledger.submit(new Command.RegisterMeter(TEST, meter, "acc", Unit.WATT_HOUR, Unit.WATT_HOUR))
                .join();
        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
    }

    private String hash() {
        try (Ledger ledger = Ledger.open(config, now::get)) {
            return ledger.ask(view -> view.stateHash()).join();
        }
    }

    private List<String> kept() throws IOException {
        return Files.isRegularFile(anchors) ? Files.readAllLines(anchors) : List.of();
    }

    private List<String> segments() throws IOException {
        return files(journal, "seg-[0-9]{6}").stream().map(path -> path.getFileName().toString()).toList();
    }

    private static List<Path> files(Path folder, String name) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(name)).sorted().toList();
        }
    }

    private static void flipLastByte(Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(bytes.length() - 1);
            int last = bytes.read();
            bytes.seek(bytes.length() - 1);
            bytes.write(last ^ 1);
        }
    }
}
