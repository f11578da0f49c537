package io.wattle.headend.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattle.headend.ChildProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No nonce twice: whoever shares a key, and wherever a kill -9 falls. */
class CounterKillTest {
    private static final int LIVES = 4;
    private static final long SEED = 7;

    @TempDir
    private Path folder;

    @Test
    void shouldHandOutNoNumberTwiceUnderOneKeyThroughAnyKill() throws Exception {
        Map<String, TreeMap<Long, Long>> ranges = new HashMap<>(); // first number to the one behind the last, by key
        Map<String, Long> last = new HashMap<>(); // by holder
        for (int life = 0; life < LIVES; life++) {
            for (String line : oneLife(life)) {
                String[] fields = line.split(" ");
                long first = Long.parseLong(fields[2]);
                long end = first + Long.parseLong(fields[3]);
                TreeMap<Long, Long> taken = ranges.computeIfAbsent(fields[1], _ -> new TreeMap<>());
                Map.Entry<Long, Long> below = taken.lowerEntry(end);
                assertThat(below == null || below.getValue() <= first)
                        .as("seed %s, life %s: %s after %s", SEED, life, line, below)
                        .isTrue();
                taken.put(first, end);
                Long before = last.put(fields[0], end);
                assertThat(before == null || before <= first).as("%s after %s", line, before).isTrue();
            }
        }
        assertThat(ranges).hasSize(2);
        assertThat(last).hasSize(4);
    }

    private List<String> oneLife(int life) throws Exception {
        try (ChildProcess child = ChildProcess.start(folder, CounterChild.class,
                List.of(folder.resolve("counters").toString(), Long.toString(SEED + life)))) {
            await().atMost(Duration.ofSeconds(60)).until(() -> child.lines().size() >= 200 + 37 * life);
            assertThat(child.kill()).isEqualTo(ChildProcess.KILLED);
            List<String> lines = child.lines();
            // The last may have been cut in the middle.
            return lines.stream()
                    .filter(line -> line.matches("M\\d/\\d k\\d \\d+ \\d+"))
                    .limit(lines.size() - 1L)
                    .toList();
        }
    }
}
