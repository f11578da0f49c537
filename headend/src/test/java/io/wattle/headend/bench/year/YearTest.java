package io.wattle.headend.bench.year;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The small version of {@code wattle bench verify-year}. */
class YearTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldFindEveryFraudWithinOneReadingAndNothingElse(long seed, @TempDir Path directory) {
        YearResult result = new YearRun(new YearPlan(seed, 60, 45, 24, directory), day -> {
        }).run();

        System.out.println("seed " + seed + ": " + result.injected() + result.episodes() + result.nanos() / 1_000_000);
        System.out.println(result.missed().stream().limit(10).toList());
        System.out.println(result.falseFindings().stream().limit(10).toList());
        System.out.println(result.broken().stream().limit(10).toList());
        assertThat(result.injected()).containsOnlyKeys(Arrays.asList(FraudKind.values()));
        assertThat(result.missed()).as("missed, seed %d", seed).isEmpty();
        assertThat(result.falseFindings()).as("false, seed %d", seed).isEmpty();
        assertThat(result.broken()).as("broken, seed %d", seed).isEmpty();
    }
}
