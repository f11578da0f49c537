package io.wattle.ledger.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Acknowledged means durable: a child process is killed at random moments, again and again, on one folder. */
class KillTest {
    private static final int ROUNDS = Integer.getInteger("wattle.kills", 10);

    @TempDir
    private Path directory;

    @Test
    @Timeout(120)
    void shouldLoseNothingAcknowledgedAndDoubleNothing() throws IOException, InterruptedException {
        long seed = Long.getLong("wattle.seed", System.nanoTime());
        System.out.println("KillTest: -Dwattle.seed=" + seed);
        Random random = new Random(seed);
        long acknowledged = 0;
        for (int round = 0; round < ROUNDS; round++) {
            acknowledged = Math.max(acknowledged, killAfter(1 + random.nextInt(400)));
            List<Long> values = JournalChild.values(directory);
            assertThat(values).as("round %d", round)
                    .hasSizeGreaterThanOrEqualTo((int) acknowledged)
                    .isSorted()
                    .doesNotHaveDuplicates();
            assertThat(values.getLast()).isEqualTo(values.size());
        }
        assertThat(acknowledged).isGreaterThan(ROUNDS);
    }

    @Test
    @Timeout(60)
    void shouldRefuseASecondProcessOnTheFolder() throws IOException, InterruptedException {
        try (Journal journal = ChronicleJournal.open(JournalConfig.of(directory))) {
            journal.append(JournalContract.records("a"));
            // A try in this very process must not cost it the lock either.
            assertThatThrownBy(() -> ChronicleJournal.open(JournalConfig.of(directory)))
                    .isInstanceOf(JournalInUse.class);
            Process second = JournalChild.start(directory, 100);
            String said = new String(second.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(second.waitFor()).isEqualTo(1);
            assertThat(said).contains("JournalInUse").contains(directory.toString());
        }
    }

    /** Kills the child when it has acknowledged so many batches. Returns the last record it acknowledged. */
    private long killAfter(int batches) throws IOException, InterruptedException {
        Process child = JournalChild.start(directory, 100);
        long acknowledged = 0;
        try (BufferedReader lines = child.inputReader(StandardCharsets.UTF_8)) {
            String line = lines.readLine();
            for (int i = 0; line != null; i++) {
                acknowledged = JournalChild.acknowledged(line, acknowledged);
                if (i == batches) {
                    child.toHandle().destroyForcibly(); // leaves what it has said readable
                }
                line = lines.readLine();
            }
        }
        assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).as("killed, not ended").isEqualTo(137);
        return acknowledged;
    }
}
