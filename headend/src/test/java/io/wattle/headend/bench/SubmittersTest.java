package io.wattle.headend.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wattle.ledger.Ledger;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubmittersTest {
    @TempDir
    Path folder;

    @Test
    void shouldHandInEveryNumberOnce() throws InterruptedException {
        try (Ledger ledger = BenchLedger.open(folder)) {
            int count = 3 * Submitters.VOLLEY * Submitters.COUNT + 7;
            assertThat(Submitters.all(ledger, count, number -> BenchLedger.register(BenchLedger.meter(number)))
                    .accepted()).isEqualTo(count);
            assertThat(ledger.ask(view -> view.meters().size()).join()).isEqualTo(count);
        }
    }

    @Test
    void shouldNotCountWhatTheLedgerDidBefore() throws InterruptedException {
        try (Ledger ledger = BenchLedger.open(folder)) {
            assertThatThrownBy(() -> Submitters.all(ledger, 2, _ -> BenchLedger.register("M-1")))
                    .isInstanceOf(BenchException.class)
                    .hasMessageContaining("not accepted");
        }
    }

    @Test
    void shouldCountTheCheatsOfAMeterAsTheyHappen() {
        for (long meter : new long[] {0, 1, 499, 500, 777}) {
            for (long pass = 0; pass < 1_200; pass++) {
                long cheats = LongStream.rangeClosed(1, pass)
                        .filter(p -> p % ReadingRound.FRAUD_EVERY == meter % ReadingRound.FRAUD_EVERY)
                        .count();
                assertThat(ReadingRound.fraudsUpTo(pass, meter)).as("meter %d, pass %d", meter, pass).isEqualTo(cheats);
            }
        }
    }
}
