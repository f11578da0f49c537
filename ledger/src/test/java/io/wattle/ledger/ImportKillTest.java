package io.wattle.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.account.AccountData;
import io.wattle.ledger.account.AccountRow;
import io.wattle.ledger.account.AccountTerms;
import io.wattle.ledger.account.Sealed;
import io.wattle.ledger.entry.ImportCommand;
import io.wattle.ledger.entry.Outcome;
import io.wattle.ledger.journal.JournalConfig;
import io.wattle.ledger.decide.Desk;
import io.wattle.ledger.state.LedgerState;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A ledger is killed while a file of accounts comes, again and again: of each file all rows are there, or none. */
class ImportKillTest {
    private static final int KILLS = 10;
    private static final int ROWS = 400;
    private static final int PIECE = 10;

    @TempDir
    private Path directory;

    @Test
    @Timeout(300)
    void shouldHaveAllRowsOfAFileOrNoneWheneverItIsKilled() throws IOException, InterruptedException {
        long seed = Long.getLong("wattle.seed", System.nanoTime());
        System.out.println("ImportKillTest: -Dwattle.seed=" + seed);
        Random random = new Random(seed);
        int file = 0;
        int halfway = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            boolean acknowledged = runAndKill(file, 1 + random.nextInt(ROWS / PIECE + 1));
            LedgerState state = state();
            long there = rowsOf(state, file);
            assertThat(there).as("rows of file %d", file).isIn(0L, (long) ROWS);
            assertThat(there == ROWS || !acknowledged).as("file %d was acknowledged", file).isTrue();
            file += there == ROWS ? 1 : 0;
            halfway += there == ROWS ? 0 : 1;
        }
        assertThat(halfway).as("kills before a file was saved").isPositive();
        assertThat(runAndKill(file, Integer.MAX_VALUE)).as("goes on where it was killed").isTrue();
        assertThat(rowsOf(state(), file)).isEqualTo(ROWS);
        LedgerState replayed = new LedgerState();
        LedgerArchive.open(directory).forEach(replayed::apply);
        assertThat(state().stateHash()).isEqualTo(replayed.stateHash());
    }

    private LedgerState state() {
        Opening opening = Opening.of(Child.config(directory), JournalConfig.of(directory));
        opening.journal().close();
        return opening.state();
    }

    private static long rowsOf(LedgerState state, int file) {
        long there = 0;
        for (int row = 0; row < ROWS; row++) {
            there += state.accounts().account(Child.account(file, row)).isPresent() ? 1 : 0;
        }
        return there;
    }

    /** Kills the child when it has said so many lines. Returns whether it said that the file was saved. */
    private boolean runAndKill(int file, int lines) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow()));
        ManagementFactory.getRuntimeMXBean()
                .getInputArguments()
                .stream()
                .filter(flag -> flag.startsWith("--") || flag.startsWith("-Dchronicle"))
                .forEach(command::add);
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                Child.class.getName(), directory.toString(), Integer.toString(file)));
        Process child = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        boolean saved = false;
        try (BufferedReader said = child.inputReader(StandardCharsets.UTF_8)) {
            int count = 0;
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                saved |= line.equals("saved");
                count += line.equals("staged") || line.equals("saved") ? 1 : 0;
                if (count >= lines) {
                    child.toHandle().destroyForcibly(); // leaves what it has said readable
                }
            }
        } finally {
            assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        return saved;
    }

    /** Hands in a file from its first row on, and says what is acknowledged, until it is killed or done. */
    static final class Child {
        private Child() {}

        static LedgerConfig config(Path directory) {
            return LedgerConfig.of(directory, Desk.RULES.rates()).with(new SnapshotPolicy(20, 2));
        }

        static String account(int file, int row) {
            return "x-" + file + "-" + row;
        }

        public static void main(String[] args) {
            InstantSource clock = () -> Desk.NOON;
            int file = Integer.parseInt(args[1]);
            try (Ledger ledger = Ledger.open(config(Path.of(args[0])), clock)) {
                for (int from = 0; from < ROWS; from += PIECE) {
                    List<AccountRow> rows = new ArrayList<>();
                    for (int row = from; row < from + PIECE; row++) {
                        rows.add(AccountRow.of(new AccountData(account(file, row), Optional.empty(), Optional.empty(),
                                AccountTerms.STANDARD, Sealed.NOTHING)));
                    }
                    say(ledger.submit(new ImportCommand.StageRows(Desk.ANN, "file-" + file, from, rows)).join(),
                            "staged");
                }
                say(ledger.submit(new ImportCommand.CommitImport(Desk.ANN, "file-" + file, ROWS)).join(), "saved");
            }
        }

        private static void say(Outcome outcome, String what) {
            System.out.println(outcome instanceof Outcome.Refused ? outcome.toString() : what);
        }
    }
}
