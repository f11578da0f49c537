package io.wattle.simulator.meter;

import static io.wattle.simulator.meter.TestMeters.CONTROL_STATE;
import static io.wattle.simulator.meter.TestMeters.RECONNECT;
import static io.wattle.simulator.meter.TestMeters.read;
import static io.wattle.simulator.meter.TestMeters.relay;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import io.wattle.protocols.dlms.server.CosemDevice.ActionResult;
import io.wattle.protocols.meter.RelayState;
import io.wattle.simulator.ManualClock;
import io.wattle.simulator.household.Household;
import io.wattle.simulator.household.Service;
import io.wattle.simulator.object.LoadLimit;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A meter obeys its limiter. */
class LimitSwitchTest {
    private static final CosemAttribute NORMAL_THRESHOLD = new CosemAttribute(71, "0.0.17.0.0.255", 4);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private final ManualClock clock = new ManualClock();
    private final SimulatedMeter meter = TestMeters.electricity(clock, MeterMemory.transientMemory());
    private final Household household = TestMeters.specification(Service.ELECTRICITY).household();

    @Test
    void shouldNeverCutAHouseholdThatDrawsNoMoreThanItMay() {
        limit(household.peakRate());
        long before = meter.truth().register();
        long fromMs = clock.millis();
        clock.advance(Duration.ofDays(3));

        assertThat(meter.truth().register() - before).isCloseTo(
                household.rateMs(fromMs, clock.millis()) / Household.RATE_MS_PER_UNIT,
                org.assertj.core.data.Offset.offset(1L));
        assertThat(meter.truth().relayOperations()).isZero();
    }

    @Test
    void shouldOpenTheRelayOnceTooMuchWasDrawnForTheTimeAndCloseItAgainAfterAnother() {
        limit(1);
        clock.advance(MINUTE.minusMillis(1));
        assertThat(meter.truth().connected()).isTrue();

        clock.advance(Duration.ofMillis(1));
        assertThat(meter.truth().connected()).isFalse();
        assertThat(meter.look().relay()).contains(RelayState.READY_FOR_RECONNECTION);
        assertThat(read(meter, CONTROL_STATE)).isEqualTo(new Whole(Whole.Type.ENUM, 2));

        clock.advance(MINUTE);
        assertThat(meter.look().relay()).contains(RelayState.CONNECTED);
        assertThat(meter.truth().relayOperations()).isEqualTo(2);
    }

    @Test
    void shouldLetThroughTheSameHoweverOftenSomebodyLooks() {
        SimulatedMeter watched = TestMeters.electricity(clock, MeterMemory.transientMemory());
        limit(1);
        watched.write(NORMAL_THRESHOLD, new Whole(Whole.Type.UINT32, 1));
        for (int look = 0; look < 97; look++) {
            clock.advance(Duration.ofSeconds(37));
            watched.truth();
        }

        assertThat(meter.truth().register()).isEqualTo(watched.truth().register());
        assertThat(meter.truth().relayOperations()).isEqualTo(watched.truth().relayOperations()).isGreaterThan(50);
    }

    @Test
    void shouldObeyWhoSwitchesTheRelayFromAfarAndTheNormalLimitAgain() {
        limit(1);
        clock.advance(MINUTE);
        assertThat(meter.truth().connected()).isFalse();

        limit(household.peakRate());
        assertThat(relay(meter, RECONNECT)).isEqualTo(ActionResult.SUCCESS);
        clock.advance(Duration.ofDays(2));

        assertThat(meter.truth().connected()).isTrue();
        assertThat(meter.truth().relayOperations()).isEqualTo(2);
    }

    @Test
    void shouldHaveALimiterOfFlowForWaterAndNoneForGas() {
        assertThat(TestMeters.specification(Service.WATER).service()).isEqualTo(Service.WATER);
        SimulatedMeter water = new SimulatedMeter(TestMeters.specification(Service.WATER), clock,
                MeterMemory.transientMemory());
        SimulatedMeter gas = new SimulatedMeter(TestMeters.specification(Service.GAS), clock,
                MeterMemory.transientMemory());

        assertThat(water.limit()).contains(new LoadLimit(3_000, MINUTE, Optional.of(MINUTE)));
        assertThat(gas.limit()).isEmpty();
    }

    private void limit(long watts) {
        assertThat(meter.write(NORMAL_THRESHOLD, new Whole(Whole.Type.UINT32, watts))).isEqualTo(ActionResult.SUCCESS);
    }
}
