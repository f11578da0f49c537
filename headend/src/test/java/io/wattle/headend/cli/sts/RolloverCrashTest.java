package io.wattle.headend.cli.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattle.headend.ChildProcess;
import io.wattle.headend.Main;
import io.wattle.headend.sts.StsTestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kill -9 in the middle of {@code wattle sts rollover}: the same command goes on, and no line gets other tokens. */
class RolloverCrashTest {
    private static final int METERS = 1_500;
    private static final int KILLS = 6;
    /** Rows that a run may tell of before it is killed: few enough that the last one has something left. */
    private static final int TOLD_MAX = 120;

    @TempDir
    Path folder;
    private Path results = Path.of("none");

    @Test
    @Timeout(300)
    void shouldGoOnAfterEachKillWithTheSameTokens() throws Exception {
        long seed = System.nanoTime();
        System.out.println("RolloverCrashTest seed " + seed);
        Random random = new Random(seed);
        results = prepare();
        List<String> seen = List.of();
        for (int kill = 0; kill < KILLS; kill++) {
            try (ChildProcess child = start()) {
                int enough = random.nextInt(TOLD_MAX);
                await().pollInterval(Duration.ofMillis(2))
                        .atMost(Duration.ofSeconds(60))
                        .until(() -> child.lines().size() >= enough || !child.isAlive());
                assertThat(child.kill()).as("seed %d, kill %d", seed, kill).isEqualTo(ChildProcess.KILLED);
            }
            List<String> now = wholeRows();
            assertThat(now.subList(0, Math.min(seen.size(), now.size()))).as("seed %d, kill %d", seed, kill)
                    .isEqualTo(seen);
            seen = now;
        }
        finish();
        List<String> all = wholeRows();
        assertThat(all).hasSize(METERS + 1);
        assertThat(all.subList(0, seen.size())).isEqualTo(seen);

        Files.delete(results); // what is remembered is the module's, not the file's
        finish();
        assertThat(wholeRows()).isEqualTo(all);
    }

    private Path prepare() throws IOException {
        StsTestKeys.create(folder.resolve("keystore")).close();
        Path passphrase = Files.writeString(folder.resolve("passphrase"), StsTestKeys.PASSPHRASE);
        Files.setPosixFilePermissions(passphrase, PosixFilePermissions.fromString("rw-------"));
        StringBuilder list = new StringBuilder("pan,sgc,krn,ti,ea,new_sgc,new_krn\n");
        for (int i = 0; i < METERS; i++) {
            list.append(StsTestKeys.meter(i).pan()).append(",123456,1,01,07,201457,1\n");
        }
        Files.writeString(folder.resolve("meters.csv"), list);
        return folder.resolve("meters.csv.results.csv");
    }

    private ChildProcess start() throws IOException {
        return ChildProcess.start(folder, Main.class,
                List.of("sts", "rollover", folder.resolve("meters.csv").toString(), "--keystore",
                        folder.resolve("keystore").toString(), "--passphrase-file",
                        folder.resolve("passphrase").toString()));
    }

    private void finish() throws Exception {
        try (ChildProcess child = start()) {
            assertThat(child.awaitExit(120)).as(Files.readString(folder.resolve("child-errors.txt"))).isZero();
        }
    }

    private List<String> wholeRows() throws IOException {
        String text = Files.exists(results) ? Files.readString(results) : "";
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }
}
