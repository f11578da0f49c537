package io.wattle.headend.bench.year;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The small version of {@code wattle bench verify-year}. */
class YearTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldFindEveryFraudWithinOneReadingAndNothingElse(long seed, @TempDir Path directory) {
        YearResult result = run(new YearPlan(seed, 60, 45, 24, directory), new Judge());
        String report = report(result, false);

        assertThat(result.injected()).as(report).containsOnlyKeys(FraudKind.values());
        assertThat(result.episodes()).as(report).containsOnlyKeys(Episode.values());
        assertThat(result.missed()).as(report).isEmpty();
        assertThat(result.falseFindings()).as(report).isEmpty();
        assertThat(result.broken()).as(report).isEmpty();
        assertThat(result.found()).as(report).isEqualTo(result.injected());
    }

    @Test
    void shouldWriteTheSameJournalForTheSameSeed(@TempDir Path one, @TempDir Path two) {
        YearResult first = run(new YearPlan(4, 10, 20, 24, one), new Judge());
        YearResult second = run(new YearPlan(4, 10, 20, 24, two), new Judge());
        assertThat(second.stateHash()).isEqualTo(first.stateHash());
    }

    @Test
    void shouldCountAFindingAsFalseWhenItsFraudIsKeptBack(@TempDir Path directory) {
        YearResult result = run(new YearPlan(5, 20, 20, 24, directory), new Judge() {
            @Override
            Injected inject(Injected fraud) {
                return fraud.kind == FraudKind.RISE_BIG ? fraud : super.inject(fraud);
            }
        });
        assertThat(result.falseFindings()).isNotEmpty();
        assertThat(result.isGood()).isFalse();
        assertThat(report(result, true)).contains("\"problem\":\"false\"", "FINDING F-", "UNBACKED_CREDIT");
        assertThat(report(result, true).lines().toList().getLast()).contains("\"missed\":0",
                "\"false\":" + result.falseFindings().size(), "\"seed\":5");
    }

    @Test
    void shouldCountAFraudAsMissedThatNoReadingShows(@TempDir Path directory) {
        YearResult result = run(new YearPlan(6, 20, 20, 24, directory), new Judge() {
            @Override
            Injected inject(Injected fraud) {
                if (fraud.kind == FraudKind.RISE_BIG) {
                    super.inject(new Injected(FraudKind.REGISTER_BACK, fraud.meter, fraud.fromTick, 0, 0));
                }
                return super.inject(fraud);
            }
        });
        assertThat(result.missed()).isNotEmpty();
        assertThat(result.injectedCount()).isEqualTo(result.foundCount() + result.missed().size());
        assertThat(report(result, false)).contains("missed, seed 6, meter", "REGISTER_BACK at tick");
    }

    private static YearResult run(YearPlan plan, Judge judge) {
        return new YearRun(plan, day -> {
        }, judge).run();
    }

    private static String report(YearResult result, boolean json) {
        StringWriter words = new StringWriter();
        new YearReport(new PrintWriter(words), json).print(result);
        return words.toString();
    }
}
