package io.wattle.headend.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattle.headend.ChildProcess;
import io.wattle.headend.Main;
import io.wattle.headend.TestSystem;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.state.LedgerView;
import io.wattle.simulator.meter.MeterTruth;
import io.wattle.simulator.scenario.StsPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kill -9 in the middle, again and again; then what the meters hold is held against what the ledger proved. */
class DemoCrashTest {
    private static final int KILLS = 4;
    /** Fewer than would have a keypad among them: what a customer keys in, the ledger hands over and cannot prove. */
    private static final int METERS = 5;

    @TempDir
    Path folder;

    @Test
    void shouldNeitherLoseNorDoubleACreditWhenItIsKilled() throws Exception {
        long seed = System.nanoTime();
        System.out.println("DemoCrashTest seed " + seed);
        Random random = new Random(seed);
        for (int kill = 0; kill < KILLS; kill++) {
            try (ChildProcess demo = start()) {
                // Somewhere in the first credits: between payment, sending and proof.
                await().atMost(Duration.ofSeconds(60)).until(() -> payments(demo) > 0 || !demo.isAlive());
                assertThat(demo.isAlive()).as(demo.lines().toString()).isTrue();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(3_000)));
            }
        }
        try (ChildProcess demo = start("--for", "45s")) {
            assertThat(demo.awaitExit(120)).as(lastLines(demo)).isZero();
        }
        compareMetersWithLedger();
    }

    private ChildProcess start(String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("demo", "--json", "--data", folder.toString(), "--meters",
                Integer.toString(METERS)));
        arguments.addAll(List.of(more));
        return ChildProcess.start(folder, Main.class, arguments);
    }

    /** Each meter took what the ledger proved, and nothing else but the one theft. */
    private void compareMetersWithLedger() {
        try (TestSystem system = TestSystem.start(folder, METERS, fleet -> fleet.seed(1).sts(StsPlan.every(6)), 60)) {
            for (int place = 0; place < METERS; place++) {
                system.awaitReadings(place, 2);
            }
            await().atMost(Duration.ofSeconds(30))
                    .until(
                            () -> system.headEnd().ledger().ask(LedgerView::openCredits).join().isEmpty());
            long payments = 0;
            for (int place = 0; place < METERS; place++) {
                List<Fact.CreditConfirmed> confirmed = system.facts(Fact.CreditConfirmed.class, place);
                MeterTruth truth = system.meter(place).truth();
                assertThat(truth.creditCount()).as("meter " + place).isEqualTo(confirmed.size());
                assertThat(truth.creditAccepted()).as("meter " + place)
                        .isEqualTo(confirmed.stream().mapToLong(fact -> fact.amount().value()).sum());
                payments += system.facts(Fact.PaymentTaken.class, place).size();
            }
            assertThat(payments).isGreaterThanOrEqualTo(KILLS);
        }
    }

    private static long payments(ChildProcess demo) {
        return demo.lines().stream().filter(line -> line.startsWith("{\"event\":\"payment\"")).count();
    }

    private static String lastLines(ChildProcess demo) {
        List<String> lines = demo.lines();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
    }
}
