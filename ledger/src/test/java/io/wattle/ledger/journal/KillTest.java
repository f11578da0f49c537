package io.wattle.ledger.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Acknowledged means durable: a child process is killed at random moments, again and again, on one folder. */
class KillTest {
    private static final int ROUNDS = 6;

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
            assertThat(values()).as("round %d", round)
                    .hasSizeGreaterThanOrEqualTo((int) acknowledged)
                    .isSorted()
                    .doesNotHaveDuplicates();
            assertThat(values().getLast()).isEqualTo(values().size());
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
            Process second = start(ProcessBuilder.Redirect.PIPE);
            String said = new String(second.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(second.waitFor()).isEqualTo(1);
            assertThat(said).contains("JournalInUse").contains(directory.toString());
        }
    }

    /** Kills the child when it has acknowledged so many batches. Returns the last record it acknowledged. */
    private long killAfter(int batches) throws IOException, InterruptedException {
        Process child = start(ProcessBuilder.Redirect.INHERIT);
        long acknowledged = 0;
        try (BufferedReader lines = child.inputReader(StandardCharsets.UTF_8)) {
            String line = lines.readLine();
            for (int i = 0; line != null; i++) {
                if (line.startsWith("durable ")) {
                    acknowledged = Long.parseLong(line.substring("durable ".length()));
                }
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

    private Process start(ProcessBuilder.Redirect errors) throws IOException {
        List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow()));
        command.addAll(flags());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Child.class.getName(),
                directory.toString()));
        return new ProcessBuilder(command).redirectError(errors).start();
    }

    private static List<String> flags() {
        return ManagementFactory.getRuntimeMXBean()
                .getInputArguments()
                .stream()
                .filter(flag -> flag.startsWith("--") || flag.startsWith("-Dchronicle"))
                .toList();
    }

    /** What is in the journal after a restart; each record is its own sequence. */
    private List<Long> values() {
        List<Long> values = new ArrayList<>();
        try (Journal journal = ChronicleJournal.open(JournalConfig.of(directory));
                JournalCursor cursor = journal.read(1)) {
            Optional<JournalFrame> frame = cursor.next();
            while (frame.isPresent()) {
                frame.get().records().forEach(record -> values.add(ByteBuffer.wrap(record).getLong()));
                frame = cursor.next();
            }
        }
        return values;
    }

    /** Appends batches of its own sequences and says what is durable, until it is killed. */
    static final class Child {
        private Child() {}

        public static void main(String[] args) {
            try (Journal journal = ChronicleJournal.open(JournalConfig.of(Path.of(args[0])))) {
                while (true) {
                    long next = journal.lastSequence() + 1;
                    List<byte[]> batch = new ArrayList<>();
                    for (long i = next; i < next + 1 + next % 5; i++) {
                        batch.add(ByteBuffer.allocate(100).putLong(i).array());
                    }
                    System.out.println("durable " + journal.append(batch));
                }
            }
        }
    }
}
