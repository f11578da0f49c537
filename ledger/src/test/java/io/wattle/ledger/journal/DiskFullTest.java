package io.wattle.ledger.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real journal on a small file system that really is full. */
class DiskFullTest {
    private static final int RESERVE_BYTES = 16 << 20;

    @TempDir
    private Path directory;

    @Test
    @Timeout(60)
    void shouldRefuseWhileTheReserveIsUntouchedAndGoOnWhenThereIsRoom() throws IOException, InterruptedException {
        try (LoopDisk disk = LoopDisk.make(directory, 64)) {
            Path ballast = Files.write(disk.folder().resolve("ballast"), new byte[10 << 20]);
            long acknowledged;
            JournalConfig config = new JournalConfig(disk.folder().resolve("journal"), RESERVE_BYTES, 8 << 20);
            try (Journal journal = ChronicleJournal.open(config)) {
                acknowledged = fill(journal);
                // The last step of filling ahead may have been taken out of the reserve, and no more.
                assertThat(disk.folder().toFile().getUsableSpace()).isBetween(RESERVE_BYTES / 2L, (long) RESERVE_BYTES);
            }
            assertThatThrownBy(() -> ChronicleJournal.open(config)).isInstanceOf(DiskFull.class)
                    .hasMessageContaining(disk.folder().toString());
            Files.delete(ballast);
            requireAll(config.directory(), acknowledged);
        }
    }

    /** Nobody looked at the room in time: the very last byte is met while filling ahead, as an error and not as a crash. */
    @Test
    @Timeout(60)
    void shouldRefuseAtTheLastByteToo() throws IOException, InterruptedException {
        try (LoopDisk disk = LoopDisk.make(directory, 64)) {
            Path ballast = Files.write(disk.folder().resolve("ballast"), new byte[20 << 20]);
            long acknowledged;
            JournalConfig config = new JournalConfig(disk.folder().resolve("journal"), RESERVE_BYTES, 1 << 30);
            try (Journal journal = ChronicleJournal.open(config, Optional.empty(), frame -> {
            }, () -> blindUntilTheEnd(disk.folder()))) {
                acknowledged = fill(journal);
                assertThat(disk.folder().toFile().getUsableSpace()).isLessThan(4 << 20);
                Files.delete(ballast);
                assertThat(journal.append(record(acknowledged + 1))).isEqualTo(acknowledged + 1);
            }
            requireAll(config.directory(), acknowledged + 1);
        }
    }

    private static long blindUntilTheEnd(Path folder) {
        long left = folder.toFile().getUsableSpace();
        return left < (4 << 20) ? left : 1L << 40;
    }

    /** Appends until it is refused, twice. Returns the last that was not. */
    private static long fill(Journal journal) {
        assertThatThrownBy(() -> {
            while (true) {
                journal.append(record(journal.lastSequence() + 1));
            }
        }).isInstanceOf(DiskFull.class).hasMessageContaining("bytes left");
        assertThatThrownBy(() -> journal.append(record(0))).isInstanceOf(DiskFull.class);
        return journal.lastSequence();
    }

    private static void requireAll(Path journal, long acknowledged) {
        assertThat(JournalChild.values(journal)).hasSize((int) acknowledged).isSorted().doesNotHaveDuplicates();
        assertThat(JournalReader.open(journal).check(frame -> {
        }).isGood()).isTrue();
    }

    private static List<byte[]> record(long value) {
        return List.of(ByteBuffer.allocate(50_000).putLong(value).array());
    }
}
