package io.wattle.headend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.wattle.headend.registry.MeterRecord;
import io.wattle.headend.registry.MeterRegistry;
import io.wattle.headend.registry.TokenKeys;
import io.wattle.headend.sts.setup.StsConfig;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.Outcome;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.state.CreditStatus.State;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.sts.value.KeyExpiryNumber;
import io.wattle.simulator.scenario.Fleet;
import io.wattle.simulator.scenario.FleetMeter;
import io.wattle.simulator.scenario.StsPlan;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Meters that nobody can talk to: a token is all there is. */
class KeypadMeterSystemTest {
    private static final InstantSource CLOCK = () -> Instant.parse("2026-01-05T17:30:00Z");
    private static final StsPlan PLAN = StsPlan.every(1);

    @TempDir
    Path folder;

    @Test
    void shouldSellATokenAndHandItOver() {
        StsConfig sts = TokenKeystore.make(folder, 7, List.of(PLAN.vending()));
        try (Fleet fleet = Fleet.builder().meters(1).seed(7).sts(PLAN).clock(CLOCK).start()) {
            FleetMeter meter = fleet.meters().getFirst();
            try (HeadEnd headEnd = HeadEnd.start(TestSystem.config(folder).withSts(sts), offLine(meter),
                    _ -> Optional.empty(), CLOCK)) {
                assertThat(pay(headEnd, meter, "pay-1", 500)).isInstanceOf(Outcome.Accepted.class);
                await("hand-over").atMost(Duration.ofSeconds(30)).until(() -> isHandedOver(headEnd, "C-3"));
                assertThat(headEnd.readingsDone()).isZero();
            }
        }
    }

    // An old sale that no token can say is asked for again with longer and longer pauses; a customer waits for none of them.
    @Test
    void shouldNotLetASaleThatIsStuckHoldUpTheNextOne() {
        StsConfig sts = TokenKeystore.make(folder, 7, List.of(PLAN.vending()));
        try (Fleet fleet = Fleet.builder().meters(1).seed(7).sts(PLAN).clock(CLOCK).start()) {
            FleetMeter meter = fleet.meters().getFirst();
            MeterRegistry away = MeterRegistry.of(List.of(new MeterRecord(meter.serial(), "A-1",
                    MeterRecord.Service.ELECTRICITY, Optional.of(new MeterAddress(meter.serial(),
                            URI.create("dlms://127.0.0.1:1"))),
                    Optional.empty())));
            try (HeadEnd headEnd = HeadEnd.start(TestSystem.config(folder).withSts(sts), away, _ -> Optional.empty(),
                    CLOCK)) {
                pay(headEnd, meter, "pay-1", 1);
                headEnd.ledger()
                        .submit(new Command.SetTokenTerms(Origin.manual("tester", "test"), meter.serial(),
                                TokenKeys.terms(meter.firstKey().orElseThrow(), KeyExpiryNumber.NEVER)))
                        .join();
                // The pauses are 1, 2, 4 and 8 s: at 8 s the fourth has begun.
                await("fourth pause").pollDelay(Duration.ofSeconds(8)).until(() -> true);
                Outcome.Accepted sale = (Outcome.Accepted) pay(headEnd, meter, "pay-2", 500);
                String creditId = "C-" + sale.entry().sequence();
                await("hand-over").atMost(Duration.ofSeconds(5)).until(() -> isHandedOver(headEnd, creditId));
            }
        }
    }

    @Test
    void shouldNotStartWithMetersThatReadTokensAndNobodyToMakeThem() {
        try (Fleet fleet = Fleet.builder().meters(1).seed(7).sts(PLAN).clock(CLOCK).start()) {
            FleetMeter meter = fleet.meters().getFirst();
            assertThatThrownBy(() -> HeadEnd.start(TestSystem.config(folder), offLine(meter), _ -> Optional.empty(),
                    CLOCK).close()).isInstanceOf(StartException.class).hasMessageContaining("set sts.module");
        }
    }

    private static Outcome pay(HeadEnd headEnd, FleetMeter meter, String key, long amountMinor) {
        return headEnd.ledger()
                .submit(new Command.TakePayment(Origin.manual("tester", "test"), key, meter.serial(),
                        new Money(amountMinor, TestSystem.CURRENCY)))
                .join();
    }

    private static boolean isHandedOver(HeadEnd headEnd, String creditId) {
        return headEnd.ledger()
                .ask(view -> view.credit(creditId).map(credit -> credit.state()))
                .join()
                .equals(Optional.of(State.HANDED_OVER));
    }

    private static MeterRegistry offLine(FleetMeter meter) {
        return MeterRegistry.of(List.of(new MeterRecord(meter.serial(), "A-1", MeterRecord.Service.ELECTRICITY,
                Optional.empty(),
                Optional.of(TokenKeys.terms(meter.firstKey().orElseThrow(), KeyExpiryNumber.NEVER)))));
    }
}
