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
import io.wattle.protocols.sts.value.KeyExpiryNumber;
import io.wattle.simulator.scenario.Fleet;
import io.wattle.simulator.scenario.FleetMeter;
import io.wattle.simulator.scenario.StsPlan;
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
                assertThat(pay(headEnd, meter)).isInstanceOf(Outcome.Accepted.class);
                await("hand-over").atMost(Duration.ofSeconds(30))
                        .until(() -> headEnd.ledger()
                                .ask(view -> view.credit("C-3").map(credit -> credit.state()))
                                .join()
                                .equals(Optional.of(State.HANDED_OVER)));
                assertThat(headEnd.readingsDone()).isZero();
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

    private static Outcome pay(HeadEnd headEnd, FleetMeter meter) {
        return headEnd.ledger()
                .submit(new Command.TakePayment(Origin.manual("tester", "test"), "pay-1", meter.serial(),
                        new Money(500, TestSystem.CURRENCY)))
                .join();
    }

    private static MeterRegistry offLine(FleetMeter meter) {
        return MeterRegistry.of(List.of(new MeterRecord(meter.serial(), "A-1", MeterRecord.Service.ELECTRICITY,
                Optional.empty(),
                Optional.of(TokenKeys.terms(meter.firstKey().orElseThrow(), KeyExpiryNumber.NEVER)))));
    }
}
