package io.wattle.simulator.meter;

import static io.wattle.simulator.meter.TestMeters.CLOCK;
import static io.wattle.simulator.meter.TestMeters.START_BALANCE;
import static io.wattle.simulator.meter.TestMeters.START_REGISTER;
import static io.wattle.simulator.meter.TestMeters.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.simulator.ManualClock;
import io.wattle.simulator.fault.MeterFault;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MeterFaultsTest {
    private final ManualClock clock = new ManualClock();
    private final MeterMemory memory = MeterMemory.transientMemory();
    private final SimulatedMeter meter = TestMeters.electricity(clock, memory);

    @Test
    void shouldRaiseTheBalanceByFraudWithoutCountingACredit() {
        meter.inject(new MeterFault.IllegalCredit(7_777));

        assertThat(meter.truth().balance()).isEqualTo(START_BALANCE + 7_777);
        assertThat(meter.truth().creditByFraud()).isEqualTo(7_777);
        assertThat(meter.truth().creditCount()).isZero();
    }

    @Test
    void shouldHoldTheRegisterDuringABypassWhileTheBalanceFalls() {
        meter.inject(new MeterFault.Bypass(true));
        clock.advance(Duration.ofDays(1));
        MeterTruth bypassed = meter.truth();
        meter.inject(new MeterFault.Bypass(false));
        clock.advance(Duration.ofDays(1));

        assertThat(bypassed.register()).isEqualTo(START_REGISTER);
        assertThat(bypassed.bypassed()).isPositive().isEqualTo(START_BALANCE - bypassed.balance());
        assertThat(meter.truth().register()).isGreaterThan(START_REGISTER);
        assertThat(meter.truth().bypassed()).isEqualTo(bypassed.bypassed());
    }

    @Test
    void shouldDriftWithoutAJumpAndGoOnDriftingAfterItWasSet() {
        meter.inject(new MeterFault.ClockDrift(100));
        clock.advance(Duration.ofSeconds(10_000));
        assertThat(shown()).isEqualTo(clock.instant().plusSeconds(1));

        meter.inject(new MeterFault.ClockDrift(-200));
        assertThat(shown()).isEqualTo(clock.instant().plusSeconds(1));
        clock.advance(Duration.ofSeconds(10_000));
        assertThat(shown()).isEqualTo(clock.instant().minusSeconds(1));

        meter.write(CLOCK, new CosemValue.DateTime(clock.instant()));
        clock.advance(Duration.ofSeconds(5_000));
        assertThat(shown()).isEqualTo(clock.instant().minusSeconds(1));
    }

    @Test
    void shouldJumpAndConsumeByTrueTimeAllTheSame() {
        MeterTruth before = meter.truth();

        meter.inject(new MeterFault.ClockJump(Duration.ofDays(-3)));

        assertThat(shown()).isEqualTo(clock.instant().minus(Duration.ofDays(3)));
        assertThat(meter.truth()).isEqualTo(before);
    }

    @Test
    void shouldSufferOnAfterARestart() {
        meter.inject(new MeterFault.Bypass(true));
        meter.inject(new MeterFault.ClockDrift(100));

        SimulatedMeter restarted = TestMeters.electricity(clock, memory);
        clock.advance(Duration.ofSeconds(100_000));

        assertThat(restarted.truth().register()).isEqualTo(START_REGISTER);
        assertThat(read(restarted, CLOCK)).isEqualTo(new CosemValue.DateTime(clock.instant().plusSeconds(10)));
    }

    @Test
    void shouldRefuseFaultsOutOfBounds() {
        assertThatIllegalArgumentException().isThrownBy(() -> new MeterFault.IllegalCredit(0))
                .withMessageContaining("was: 0");
        assertThatIllegalArgumentException().isThrownBy(() -> new MeterFault.ClockDrift(1_000_001))
                .withMessageContaining("was: 1000001");
    }

    private Instant shown() {
        return ((CosemValue.DateTime) read(meter, CLOCK)).value();
    }
}
