package io.wattle.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SimulatedClockTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void shouldStandAtItsStartWhenNoTimeHasPassed() {
        assertThat(new SimulatedClock(START, 100_000, () -> -7L).instant()).isEqualTo(START);
    }

    @Test
    void shouldRunAnHourInASecondAtSpeed3600() {
        AtomicLong nanos = new AtomicLong(-5);
        SimulatedClock clock = new SimulatedClock(START, 3_600, nanos::get);

        nanos.addAndGet(1_000_000_000L);

        assertThat(clock.instant()).isEqualTo(Instant.parse("2026-01-01T01:00:00Z"));
    }

    /** Ten real years at full speed are a million simulated ones, and still exact. */
    @Property
    void shouldBeExactHoweverLongItRuns(@ForAll @LongRange(min = 0, max = 315_360_000_000_000_000L) long elapsed,
            @ForAll @IntRange(min = 1, max = SimulatedClock.SPEED_MAX) int speed,
            @ForAll @LongRange(min = Long.MIN_VALUE / 2, max = Long.MAX_VALUE / 2) long origin) {
        AtomicLong nanos = new AtomicLong(origin);
        SimulatedClock clock = new SimulatedClock(START, speed, nanos::get);

        nanos.set(origin + elapsed);

        assertThat(nanosSinceStart(clock.instant()))
                .isEqualTo(BigInteger.valueOf(elapsed).multiply(BigInteger.valueOf(speed)));
    }

    @Test
    void shouldRefuseASpeedOutOfBounds() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SimulatedClock(START, 0)).withMessageContaining("0");
        assertThatIllegalArgumentException().isThrownBy(() -> new SimulatedClock(START, 100_001))
                .withMessageContaining("1..100000");
    }

    private static BigInteger nanosSinceStart(Instant time) {
        return BigInteger.valueOf(time.getEpochSecond() - START.getEpochSecond())
                .multiply(BigInteger.valueOf(1_000_000_000))
                .add(BigInteger.valueOf(time.getNano()));
    }
}
