package io.wattle.simulator.meter;

import static io.wattle.simulator.meter.TestMeters.DISCONNECT;
import static io.wattle.simulator.meter.TestMeters.RECONNECT;
import static io.wattle.simulator.meter.TestMeters.SET_AMOUNT;
import static io.wattle.simulator.meter.TestMeters.credit;
import static io.wattle.simulator.meter.TestMeters.int32;
import static io.wattle.simulator.meter.TestMeters.relay;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.simulator.ManualClock;
import io.wattle.simulator.fault.MeterFault;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** Nothing appears in a meter and nothing leaves it but what its truth accounts for, whatever happens to it. */
class MeterConservationTest {

    /** Something that happens to a meter. */
    sealed interface Act {
        record Wait(long ms) implements Act {}

        record Credit(int amount) implements Act {}

        record SetCredit(int amount) implements Act {}

        record Relay(boolean closed) implements Act {}

        record Suffer(MeterFault fault) implements Act {}

        record Restart() implements Act {}
    }

    @Property
    void shouldAccountForEveryUnitWhateverHappens(@ForAll @Size(max = 60) List<@From("acts") Act> acts) {
        ManualClock clock = new ManualClock();
        MeterMemory memory = MeterMemory.transientMemory();
        SimulatedMeter meter = TestMeters.electricity(clock, memory);

        for (Act act : acts) {
            meter = perform(act, meter, clock, memory);
            assertThat(TestMeters.unexplained(meter.truth())).as("after %s", act).isZero();
        }
    }

    /** Asking must change nothing: a meter asked at every step ends as one that was asked once. */
    @Property(tries = 300)
    void shouldEndTheSameHoweverOftenItIsAsked(
            @ForAll @Size(max = 40) List<@LongRange(min = 0, max = 90_000_000) Long> waitsMs) {
        ManualClock clock = new ManualClock();
        SimulatedMeter asked = TestMeters.electricity(clock, MeterMemory.transientMemory());
        SimulatedMeter leftAlone = TestMeters.electricity(clock, MeterMemory.transientMemory());

        for (long waitMs : waitsMs) {
            clock.advance(Duration.ofMillis(waitMs));
            asked.truth();
        }

        assertThat(leftAlone.truth()).isEqualTo(asked.truth());
    }

    private static SimulatedMeter perform(Act act, SimulatedMeter meter, ManualClock clock, MeterMemory memory) {
        switch (act) {
            case Act.Wait(long ms) -> clock.advance(Duration.ofMillis(ms));
            case Act.Credit(int amount) -> credit(meter, amount);
            case Act.SetCredit(int amount) -> meter.act(SET_AMOUNT, int32(amount));
            case Act.Relay(boolean closed) -> relay(meter, closed ? RECONNECT : DISCONNECT);
            case Act.Suffer(MeterFault fault) -> meter.inject(fault);
            case Act.Restart() -> {
                MeterTruth before = meter.truth();
                SimulatedMeter restarted = TestMeters.electricity(clock, memory);
                assertThat(restarted.truth()).isEqualTo(before);
                return restarted;
            }
        }
        return meter;
    }

    @Provide
    Arbitrary<Act> acts() {
        Arbitrary<Integer> amounts = Arbitraries.integers();
        return Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.longs().between(0, 40L * 86_400_000).map(Act.Wait::new)),
                Tuple.of(3, amounts.map(Act.Credit::new)),
                Tuple.of(1, amounts.map(Act.SetCredit::new)),
                Tuple.of(3, Arbitraries.of(true, false).map(Act.Relay::new)),
                Tuple.of(2, faults().map(Act.Suffer::new)),
                Tuple.of(1, Arbitraries.just(new Act.Restart())));
    }

    private static Arbitrary<MeterFault> faults() {
        return Arbitraries.oneOf(Arbitraries.longs().between(1, 1_000_000).map(MeterFault.IllegalCredit::new),
                Arbitraries.of(true, false).map(MeterFault.Bypass::new),
                Arbitraries.integers().between(-1_000_000, 1_000_000).map(MeterFault.ClockDrift::new));
    }
}
