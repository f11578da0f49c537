package io.wattle.headend.tending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattle.headend.TestSystem;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.Outcome;
import io.wattle.ledger.entry.Reading;
import io.wattle.ledger.quantity.Energy;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.state.LedgerView;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaretakerTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Origin TEST = Origin.automatic("test", "test");
    private static final int CREDITS = 12;

    @TempDir
    Path folder;
    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);

    @Test
    void shouldTendAtStartAndAgainWhenAnHourHasPassedAndLeaveNothingDue() {
        try (Ledger ledger = Ledger.open(TestSystem.config(folder).ledger(), now::get)) {
            for (int meter = 0; meter < 4; meter++) {
                send(ledger, "M" + meter);
            }
            now.set(NOON.plus(Duration.ofDays(31)));
            try (Rounds _ = Caretaker.start(ledger, now::get)) {
                await().until(() -> ledger.ask(LedgerView::expiredCredits).join().size() == 4 * CREDITS);
                assertThat(ledger.ask(LedgerView::openCredits).join()).isEmpty();

                send(ledger, "late");
                now.updateAndGet(time -> time.plus(Duration.ofDays(31)));
                await().until(() -> ledger.ask(LedgerView::expiredCredits).join().size() == 5 * CREDITS);
            }
            long last = ledger.ask(LedgerView::lastSequence).join();
            assertThat(ledger.submit(new Command.Tend(TEST)).join()).isEqualTo(new Outcome.NothingToDo());
            assertThat(ledger.ask(LedgerView::lastSequence).join()).isEqualTo(last);
        }
    }

    @Test
    void shouldEndThoughTheLedgerHasStopped() {
        Ledger ledger = Ledger.open(TestSystem.config(folder).ledger(), now::get);
        ledger.close();
        Rounds caretaker = Caretaker.start(ledger, now::get);
        caretaker.close();
        assertThat(ledger.isRunning()).isFalse();
    }

    private void send(Ledger ledger, String meter) {
        ledger.submit(new Command.RegisterMeter(TEST, meter, "A", Unit.WATT_HOUR, Unit.WATT_HOUR)).join();
        ledger.submit(new Command.RecordReading(TEST, meter, new Reading(now.get(), new Energy(0),
                Optional.of(new Energy(1_000)), Optional.empty()))).join();
        for (int i = 0; i < CREDITS; i++) {
            Outcome paid = ledger.submit(new Command.TakePayment(TEST, meter + i, meter, new Money(500, "USD"))).join();
            String credit = "C-" + ((Outcome.Accepted) paid).entry().sequence();
            ledger.submit(new Command.StartCredit(TEST, meter, credit)).join();
        }
    }
}
