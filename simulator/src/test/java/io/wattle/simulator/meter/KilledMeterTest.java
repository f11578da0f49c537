package io.wattle.simulator.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.simulator.ManualClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class KilledMeterTest {
    private static final int LINES_PER_LIFE = 2_000;

    @TempDir
    private Path folder;

    /** What was answered must be there after kill -9, and of what was not answered one credit at most. */
    @Test
    @Timeout(60)
    void shouldHoldEveryAnsweredCreditAfterBeingKilled() throws Exception {
        Path file = folder.resolve("fleet.nvram");
        long answered = 0;
        for (int life = 1; life <= 3; life++) {
            long lastPrinted = runAndKill(file);
            assertThat(lastPrinted).isGreaterThan(answered);
            MeterTruth truth = truth(file);
            assertThat(truth.creditCount()).isGreaterThanOrEqualTo(lastPrinted);
            assertThat(truth.creditAccepted()).isEqualTo(truth.creditCount());
            assertThat(TestMeters.unexplained(truth)).isZero();
            answered = truth.creditCount();
        }
    }

    private static MeterTruth truth(Path file) {
        ManualClock clock = new ManualClock();
        try (FleetMemory memory = FleetMemory.open(file, KilledMeter.MARK)) {
            return TestMeters.electricity(clock, memory.slot(0)).truth();
        }
    }

    /** The last number that the process printed before it died. */
    private static long runAndKill(Path file) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), KilledMeter.class.getName(), file.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long last = 0;
        try (BufferedReader lines = process.inputReader()) {
            for (int line = 0; line < LINES_PER_LIFE; line++) {
                last = Long.parseLong(String.valueOf(lines.readLine()));
            }
            process.destroyForcibly();
        }
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return last;
    }
}
