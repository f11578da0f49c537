package io.wattle.ledger.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** When the system refuses, the real journal says so, acknowledges nothing more, and has kept all it acknowledged. */
class JournalBrokenTest {
    @TempDir
    private Path directory;

    /** An interrupt closes the file under the writer: the next write or force fails as on a device that is gone. */
    @Test
    void shouldStopForGoodWhenTheFileIsClosedUnderIt() {
        try (Journal journal = ChronicleJournal.open(JournalConfig.of(directory))) {
            journal.append(record(1));
            Thread.currentThread().interrupt();
            try {
                assertThatThrownBy(() -> journal.append(record(2))).isInstanceOf(JournalBroken.class)
                        .hasCauseInstanceOf(ClosedByInterruptException.class);
            } finally {
                assertThat(Thread.interrupted()).isTrue();
            }
            assertThatThrownBy(() -> journal.append(record(2))).isInstanceOf(JournalBroken.class)
                    .hasMessageContaining("until the process is started again");
            assertThat(journal.lastSequence()).isEqualTo(1);
        }
        assertThat(JournalChild.values(directory)).startsWith(1L).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    @Timeout(60)
    void shouldSayWhatIsMissingWhenFilesCannotBeOpened() throws IOException, InterruptedException {
        try (Journal journal = ChronicleJournal.open(JournalConfig.of(directory))) {
            journal.append(record(1));
        }
        List<String> said = run("open");
        assertThat(said.getFirst()).contains("UncheckedIOException").contains("Too many open files");
        assertThat(JournalChild.values(directory)).containsExactly(1L); // no damage, and the lock is free
    }

    @Test
    @Timeout(60)
    void shouldStopForGoodWhenASegmentCannotBeBegun() throws IOException, InterruptedException {
        List<String> said = run("roll");
        long acknowledged = Long.parseLong(said.getFirst());
        assertThat(said.get(1)).contains("JournalBroken");
        assertThat(said.get(2)).contains("JournalBroken");
        assertThat(acknowledged).isPositive();
        assertThat(JournalChild.values(directory)).hasSize((int) acknowledged).isSorted();
        assertThat(JournalReader.open(directory).check(frame -> {
        }).isGood()).isTrue();
    }

    private List<String> run(String when) throws IOException, InterruptedException {
        Process child = JournalChild.start(Exhausted.class, List.of(directory.toString(), when), "sh", "-c",
                "ulimit -n 256; exec \"$0\" \"$@\"");
        try (BufferedReader lines = child.inputReader(StandardCharsets.UTF_8)) {
            List<String> said = lines.lines().toList();
            assertThat(child.waitFor()).as(() -> said + errors(child)).isZero();
            return said;
        }
    }

    private static String errors(Process child) {
        try (Stream<String> lines = child.errorReader(StandardCharsets.UTF_8).lines()) {
            return String.join("\n", lines.toList());
        }
    }

    private static List<byte[]> record(long value) {
        return List.of(ByteBuffer.allocate(100).putLong(value).array());
    }

    /** A process that runs out of file descriptors. */
    static final class Exhausted {
        private static final List<AutoCloseable> OPEN = new ArrayList<>();

        private Exhausted() {}

        public static void main(String[] arguments) {
            JournalConfig config = new JournalConfig(Path.of(arguments[0]), 16 << 20, 1 << 20);
            if (arguments[1].equals("open")) {
                ChronicleJournal.open(config).close(); // so that every class is loaded
                exhaust();
                System.out.println(failure(() -> ChronicleJournal.open(config).close()));
                return;
            }
            try (Journal journal = ChronicleJournal.open(config)) {
                append(journal);
                exhaust();
                String first = failure(() -> {
                    while (true) {
                        append(journal);
                    }
                });
                System.out.println(journal.lastSequence());
                System.out.println(first);
                System.out.println(failure(() -> append(journal)));
            }
        }

        private static void append(Journal journal) {
            journal.append(List.of(ByteBuffer.allocate(50_000).putLong(journal.lastSequence() + 1).array()));
        }

        private static String failure(Runnable attempt) {
            try {
                attempt.run();
                return "nothing failed";
            } catch (RuntimeException e) {
                return e + " " + e.getCause();
            }
        }

        private static void exhaust() {
            try {
                while (true) {
                    OPEN.add(new java.io.FileInputStream("/dev/null"));
                }
            } catch (IOException e) {
                System.err.println(OPEN.size() + " files are open: " + e.getMessage());
            }
        }
    }
}
