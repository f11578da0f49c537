package io.wattle.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Outcome;
import io.wattle.ledger.journal.JournalConfig;
import io.wattle.ledger.snapshot.SnapshotHead;
import io.wattle.ledger.decide.Desk;
import io.wattle.ledger.state.LedgerState;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A whole ledger is killed again and again, while it takes commands and makes snapshots: nothing acknowledged is lost. */
class LedgerKillTest {
    private static final int ROUNDS = 15;

    @TempDir
    private Path directory;

    @Test
    @Timeout(300)
    void shouldLoseNothingAcknowledgedAndStartFromItsSnapshots() throws IOException, InterruptedException {
        long seed = Long.getLong("wattle.seed", System.nanoTime());
        System.out.println("LedgerKillTest: -Dwattle.seed=" + seed);
        Random random = new Random(seed);
        Set<String> acknowledged = new HashSet<>();
        Set<Long> startedFrom = new HashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            acknowledged.addAll(killAfter(1 + random.nextInt(600), round));
            assertThat(meters()).as("round %d", round).containsAll(acknowledged);
            startedFrom.add(snapshotSequence());
        }
        assertThat(acknowledged).hasSizeGreaterThan(ROUNDS);
        assertThat(startedFrom).as("snapshots that a start went on from").hasSizeGreaterThan(3);
        assertThat(hashFromSnapshot()).isEqualTo(hashFromTheFirstEntry());
    }

    /** Kills the child when it has acknowledged so many commands. Returns which. */
    private Set<String> killAfter(int commands, int round) throws IOException, InterruptedException {
        Process child = start(round);
        Set<String> acknowledged = new HashSet<>();
        try (BufferedReader lines = child.inputReader(StandardCharsets.UTF_8)) {
            String line = lines.readLine();
            while (line != null) {
                if (line.startsWith("done ")) {
                    acknowledged.add(line.substring("done ".length()));
                }
                if (acknowledged.size() == commands) {
                    child.toHandle().destroyForcibly(); // leaves what it has said readable
                }
                line = lines.readLine();
            }
        }
        assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).as("killed, not ended").isEqualTo(137);
        return acknowledged;
    }

    private Process start(int round) throws IOException {
        List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow()));
        ManagementFactory.getRuntimeMXBean()
                .getInputArguments()
                .stream()
                .filter(flag -> flag.startsWith("--") || flag.startsWith("-Dchronicle"))
                .forEach(command::add);
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                Child.class.getName(), directory.toString(), Integer.toString(round)));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private Set<String> meters() {
        Set<String> meters = new HashSet<>();
        LedgerArchive.open(directory).forEach(entry -> entry.facts().forEach(fact -> {
            if (fact instanceof Fact.MeterRegistered registered) {
                assertThat(meters.add(registered.meter())).as(registered.meter()).isTrue();
            }
        }));
        return meters;
    }

    private long snapshotSequence() {
        List<SnapshotHead> heads = LedgerArchive.open(directory).snapshots();
        return heads.isEmpty() ? 0 : heads.getLast().sequence();
    }

    private String hashFromSnapshot() {
        Opening opening = Opening.of(Child.config(directory), JournalConfig.of(directory));
        opening.journal().close();
        assertThat(opening.snapshotSequence()).isPositive();
        return opening.state().stateHash();
    }

    private String hashFromTheFirstEntry() {
        LedgerState state = new LedgerState();
        LedgerArchive.open(directory).forEach(state::apply);
        return state.stateHash();
    }

    /** Registers meters from two threads and says which ones are acknowledged, until it is killed. */
    static final class Child {
        private Child() {}

        static LedgerConfig config(Path directory) {
            return LedgerConfig.of(directory, Desk.RULES.rates()).with(new SnapshotPolicy(50, 2));
        }

        public static void main(String[] args) {
            InstantSource clock = () -> Desk.NOON;
            try (Ledger ledger = Ledger.open(config(Path.of(args[0])), clock)) {
                Thread other = Thread.ofPlatform().start(() -> submit(ledger, args[1] + "-b-"));
                submit(ledger, args[1] + "-a-");
                other.interrupt();
            }
        }

        private static void submit(Ledger ledger, String name) {
            Semaphore underWay = new Semaphore(50);
            for (int i = 0; i < 1_000_000; i++) {
                String meter = name + i;
                underWay.acquireUninterruptibly();
                CompletableFuture<Void> _ = ledger.submit(Desk.register(meter)).thenAccept(outcome -> {
                    if (outcome instanceof Outcome.Accepted) {
                        System.out.println("done " + meter);
                    }
                    underWay.release();
                });
            }
        }
    }
}
