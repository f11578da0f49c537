package io.wattle.headend.bench.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattle.headend.ChildProcess;
import io.wattle.headend.sts.StsTestKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kill -9 while tokens are made, again and again: what somebody may have seen is never made a second time. */
class TokenCrashTest {
    private static final int KILLS = 24;
    /** How many tokens a child has said before it is killed: more than the repeated ones, however slow the machine is. */
    private static final int SAID_MIN = 40;
    private static final int SAID_MAX = 160;
    private static final int START_MAX_MS = 500;
    /** Message ids that are asked for again after each kill, by two threads; the memory has many times as many. */
    private static final int REPEATED = 15;

    @TempDir
    Path folder;
    private final Map<Integer, String> tokens = new HashMap<>();
    private final Map<String, Integer> lastTid = new HashMap<>();
    private int highest;

    @Test
    @Timeout(300)
    void shouldGiveOneTokenForAMessageIdAndNoIdentifierTwice() throws Exception {
        long seed = System.nanoTime();
        System.out.println("TokenCrashTest seed " + seed);
        Random random = new Random(seed);
        StsTestKeys.create(TokenChild.keystore(folder)).close();
        int repeated = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            int from = Math.max(0, highest - REPEATED);
            try (ChildProcess child = ChildProcess.start(folder, TokenChild.class,
                    List.of(folder.toString(), Integer.toString(from)))) {
                if (random.nextInt(6) == 0) {
                    park(random.nextInt(START_MAX_MS)); // while it opens its files
                } else {
                    int enough = random.nextInt(SAID_MIN, SAID_MAX);
                    await().pollInterval(Duration.ofMillis(2))
                            .atMost(Duration.ofSeconds(60))
                            .until(() -> tokens(child) >= enough || !child.isAlive());
                }
                assertThat(child.kill()).as("seed %d, kill %d: %s", seed, kill, complaints())
                        .isEqualTo(ChildProcess.KILLED);
                Set<Integer> known = Set.copyOf(tokens.keySet());
                Set<Integer> said = new HashSet<>();
                child.lines().stream().filter(line -> line.endsWith(Voice.END)).forEach(line -> hear(line, said, seed));
                repeated += (int) said.stream().filter(known::contains).count();
            }
        }
        // Otherwise nothing was tried.
        assertThat(tokens.size()).as("so many that the memory changed its file").isGreaterThan(TokenChild.RESULTS_MIN);
        assertThat(repeated).isGreaterThan(5 * REPEATED);
        assertThat(lastTid).hasSize(3);
    }

    private static long tokens(ChildProcess child) {
        return child.lines().stream().filter(line -> line.startsWith("token ")).count();
    }

    private void hear(String line, Set<Integer> said, long seed) {
        String[] words = line.split(" ");
        switch (words[0]) {
            case "token" -> {
                int number = Integer.parseInt(words[1]);
                assertThat(tokens.computeIfAbsent(number, _ -> words[2])).as("seed %d, P-%d", seed, number)
                        .isEqualTo(words[2]);
                said.add(number);
                highest = Math.max(highest, number);
            }
            case "tid" -> {
                int minutes = Integer.parseInt(words[2]);
                Integer before = lastTid.put(words[1], minutes);
                assertThat(minutes).as("seed %d, %s", seed, words[1]).isGreaterThan(before == null ? -1 : before);
            }
            default -> throw new IllegalStateException("the child said something strange: " + line);
        }
    }

    private String complaints() throws Exception {
        Path file = folder.resolve("child-errors.txt");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    private static void park(int ms) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(ms));
    }
}
