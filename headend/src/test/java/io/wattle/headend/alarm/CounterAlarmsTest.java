package io.wattle.headend.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.headend.registry.CounterFile;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody is told while there is time to change a key. */
class CounterAlarmsTest {
    private static final long THREE_QUARTERS = 3L << 30;

    @TempDir
    private Path folder;
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-05-04T10:00:00Z"));
    private final InstantSource clock = now::get;
    private final CounterAlarms alarms = new CounterAlarms(clock);

    @Test
    void shouldWarnOnceForAKeyThatMetersShareWhenThreeQuartersAreGone() {
        try (CounterFile counters = CounterFile.open(folder.resolve("counters"), alarms)) {
            counters.raise("M1/1", THREE_QUARTERS - 1_000).join();
            counters.raise("M2/1", 5).join();
            counters.reserve("M1/1", "shared", 10).join();
            assertThat(alarms.open()).isEmpty();

            counters.reserve("M1/1", "shared", 1_024).join();
            counters.reserve("M2/1", "shared", 1).join();
            counters.least("M2/1").join(); // behind the one before, whose watch is done then
        }
        assertThat(alarms.open()).singleElement().satisfies(alarm -> {
            assertThat(alarm.meter()).isEqualTo("M2");
            assertThat(alarm.kind()).isEqualTo("COUNTERS_NEARLY_USED_UP");
            assertThat(alarm.words()).startsWith("1073741").contains("rekey");
        });
        now.set(now.get().plusSeconds(90_000));
        assertThat(alarms.open()).isEmpty();
    }
}
