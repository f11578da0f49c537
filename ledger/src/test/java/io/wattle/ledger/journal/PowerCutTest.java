package io.wattle.ledger.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Acknowledged means on the device: a process writes to a file system of its own, is stopped, and the device's contents of
 * that moment are looked at as after a power cut. Where that cannot be done, {@link AcknowledgedLawTest} alone shows it.
 */
class PowerCutTest {
    private static final int ROUNDS = 2;

    @TempDir
    private Path directory;

    @Test
    @Timeout(120)
    void shouldHaveEveryAcknowledgedRecordOnTheDevice() throws IOException, InterruptedException {
        long seed = Long.getLong("wattle.seed", System.nanoTime());
        System.out.println("PowerCutTest: -Dwattle.seed=" + seed);
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            Path place = Files.createDirectory(directory.resolve("round-" + round));
            try (LoopDisk disk = LoopDisk.make(place, 256)) {
                // Records long enough to pass the ends of Chronicle's blocks and of segments.
                cut(disk, place, 20_000, 50 + random.nextInt(450));
            }
        }
    }

    private static void cut(LoopDisk disk, Path place, int recordBytes, int batches)
            throws IOException, InterruptedException {
        Process child = JournalChild.start(disk.folder().resolve("journal"), recordBytes);
        try (BufferedReader lines = child.inputReader(StandardCharsets.UTF_8)) {
            long acknowledged = 0;
            for (int i = 0; i < batches; i++) {
                acknowledged = JournalChild.acknowledged(lines.readLine(), acknowledged);
            }
            assertThat(new ProcessBuilder("kill", "-STOP", String.valueOf(child.pid())).start().waitFor()).isZero();
            while (lines.ready()) {
                acknowledged = JournalChild.acknowledged(lines.readLine(), acknowledged);
            }
            try (LoopDisk cut = disk.afterPowerCut(place)) {
                List<Long> values = JournalChild.values(cut.folder().resolve("journal"));
                assertThat(values).hasSizeGreaterThanOrEqualTo((int) acknowledged).isSorted().doesNotHaveDuplicates();
                assertThat(values.getLast()).isEqualTo(values.size());
            }
        } finally {
            child.destroyForcibly().waitFor();
        }
    }
}
