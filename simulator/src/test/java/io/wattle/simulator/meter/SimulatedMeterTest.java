package io.wattle.simulator.meter;

import static io.wattle.simulator.meter.TestMeters.AVAILABLE_CREDIT;
import static io.wattle.simulator.meter.TestMeters.CLOCK;
import static io.wattle.simulator.meter.TestMeters.CONTROL_STATE;
import static io.wattle.simulator.meter.TestMeters.DISCONNECT;
import static io.wattle.simulator.meter.TestMeters.OUTPUT_STATE;
import static io.wattle.simulator.meter.TestMeters.RECONNECT;
import static io.wattle.simulator.meter.TestMeters.REGISTER;
import static io.wattle.simulator.meter.TestMeters.SET_AMOUNT;
import static io.wattle.simulator.meter.TestMeters.START_BALANCE;
import static io.wattle.simulator.meter.TestMeters.START_REGISTER;
import static io.wattle.simulator.meter.TestMeters.UPDATE_AMOUNT;
import static io.wattle.simulator.meter.TestMeters.credit;
import static io.wattle.simulator.meter.TestMeters.int32;
import static io.wattle.simulator.meter.TestMeters.read;
import static io.wattle.simulator.meter.TestMeters.relay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.wattle.protocols.dlms.DlmsKeys;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import io.wattle.protocols.dlms.server.CosemDevice.ActionResult;
import io.wattle.simulator.ManualClock;
import io.wattle.simulator.household.Household;
import io.wattle.simulator.household.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulatedMeterTest {
    private final ManualClock clock = new ManualClock();
    private final MeterMemory memory = MeterMemory.transientMemory();
    private final SimulatedMeter meter = TestMeters.electricity(clock, memory);

    @Test
    void shouldCountWhatItsHouseholdDrawsAndPayForItOutOfTheBalance() {
        Household household = TestMeters.specification(Service.ELECTRICITY).household();
        long fromMs = clock.millis();
        clock.advance(Duration.ofDays(3).plusMillis(1_234_567));

        long usedWh = household.rateMs(fromMs, clock.millis()) / 3_600_000;

        assertThat(usedWh).isPositive();
        assertThat(meter.read(List.of(REGISTER, AVAILABLE_CREDIT))).containsExactly(
                new Whole(Whole.Type.UINT32, START_REGISTER + usedWh), int32(START_BALANCE - usedWh));
    }

    @Test
    void shouldGoBelowZeroAndStayConnectedWhenNobodyCutsIt() {
        clock.advance(Duration.ofDays(365));

        MeterTruth truth = meter.truth();

        assertThat(truth.balance()).isNegative();
        assertThat(truth.connected()).isTrue();
        assertThat(read(meter, AVAILABLE_CREDIT)).isEqualTo(int32(truth.balance()));
    }

    @Test
    void shouldUseNothingWhileTheRelayIsOpen() {
        clock.advance(Duration.ofHours(5));
        assertThat(relay(meter, DISCONNECT)).isEqualTo(ActionResult.SUCCESS);
        MeterTruth cut = meter.truth();
        clock.advance(Duration.ofDays(30));
        MeterTruth later = meter.truth();
        assertThat(read(meter, OUTPUT_STATE)).isEqualTo(new CosemValue.Bool(false));
        assertThat(read(meter, CONTROL_STATE)).isEqualTo(new Whole(Whole.Type.ENUM, 0));

        assertThat(relay(meter, RECONNECT)).isEqualTo(ActionResult.SUCCESS);
        clock.advance(Duration.ofDays(1));

        assertThat(later.register()).isEqualTo(cut.register());
        assertThat(later.balance()).isEqualTo(cut.balance());
        assertThat(meter.truth().register()).isGreaterThan(cut.register());
        assertThat(read(meter, CONTROL_STATE)).isEqualTo(new Whole(Whole.Type.ENUM, 1));
    }

    @Test
    void shouldCountARelayOperationOnlyWhenTheRelayMoves() {
        relay(meter, RECONNECT);
        relay(meter, DISCONNECT);
        relay(meter, DISCONNECT);
        relay(meter, RECONNECT);

        assertThat(meter.truth().relayOperations()).isEqualTo(2);
    }

    @Test
    void shouldAddCreditAndSetCreditAndKeepCountOfBoth() {
        assertThat(credit(meter, 5_000)).isEqualTo(ActionResult.SUCCESS);
        assertThat(meter.truth().balance()).isEqualTo(START_BALANCE + 5_000);

        assertThat(meter.act(SET_AMOUNT, int32(1_000))).isEqualTo(ActionResult.SUCCESS);

        assertThat(meter.truth().balance()).isEqualTo(1_000);
        assertThat(meter.truth().creditAccepted()).isEqualTo(1_000 - START_BALANCE);
        assertThat(meter.truth().creditCount()).isEqualTo(2);
    }

    @Test
    void shouldRefuseCreditThatDoesNotFitIts32Bits() {
        assertThat(credit(meter, Integer.MAX_VALUE)).isEqualTo(ActionResult.OTHER_REASON);

        assertThat(meter.truth().balance()).isEqualTo(START_BALANCE);
        assertThat(meter.truth().creditCount()).isZero();
    }

    @Test
    void shouldRefuseArgumentsOfAnotherTypeAndUnknownMethods() {
        CosemValue tooWide = new Whole(Whole.Type.INT64, 5);

        assertThat(meter.act(UPDATE_AMOUNT, tooWide)).isEqualTo(ActionResult.TYPE_UNMATCHED);
        assertThat(meter.act(SET_AMOUNT, new CosemValue.Null())).isEqualTo(ActionResult.TYPE_UNMATCHED);
        assertThat(meter.act(DISCONNECT, new CosemValue.Text("now"))).isEqualTo(ActionResult.TYPE_UNMATCHED);
        assertThat(meter.act(new CosemMethod(112, "0.0.19.10.0.255", 3), int32(1)))
                .isEqualTo(ActionResult.OBJECT_UNDEFINED);
        assertThat(meter.truth().balance()).isEqualTo(START_BALANCE);
        assertThat(meter.truth().connected()).isTrue();
    }

    @Test
    void shouldTakeRisingInvocationCountersOnly() {
        assertThat(meter.lowestInvocationCounter()).isZero();
        assertThat(meter.acceptInvocationCounter(0)).isTrue();
        assertThat(meter.acceptInvocationCounter(0)).isFalse();
        assertThat(meter.acceptInvocationCounter(5)).isTrue();
        assertThat(meter.lowestInvocationCounter()).isEqualTo(6);
        assertThat(meter.acceptInvocationCounter(5)).isFalse();
        assertThat(meter.acceptInvocationCounter(4)).isFalse();
        assertThat(meter.acceptInvocationCounter(4_294_967_296L)).isFalse();
        assertThat(meter.acceptInvocationCounter(4_294_967_295L)).isTrue();

        assertThat(read(meter, new CosemAttribute(1, "0.0.43.1.0.255", 2)))
                .isEqualTo(new Whole(Whole.Type.UINT32, 4_294_967_295L));
    }

    @Test
    void shouldHandOutEachOfItsOwnCountersOnceOverARestartToo() {
        assertThat(meter.nextServerCounter(1)).isEqualTo(1);
        assertThat(meter.nextServerCounter(3)).isEqualTo(2);
        assertThat(meter.nextServerCounter(1)).isEqualTo(5);

        assertThat(TestMeters.electricity(clock, memory).nextServerCounter(1)).isEqualTo(6);
    }

    @Test
    void shouldKeepTheTimeItIsGiven() {
        Instant wrong = Instant.parse("2020-02-29T23:59:59Z");
        assertThat(read(meter, CLOCK)).isEqualTo(new CosemValue.DateTime(ManualClock.START));

        assertThat(meter.write(CLOCK, new CosemValue.DateTime(wrong))).isEqualTo(ActionResult.SUCCESS);
        clock.advance(Duration.ofSeconds(61));

        assertThat(read(meter, CLOCK)).isEqualTo(new CosemValue.DateTime(wrong.plusSeconds(61)));
    }

    @Test
    void shouldLetNothingButItsClockBeWritten() {
        assertThat(meter.write(REGISTER, new Whole(Whole.Type.UINT32, 0))).isEqualTo(ActionResult.READ_WRITE_DENIED);
        assertThat(meter.write(CLOCK, new CosemValue.Text("noon"))).isEqualTo(ActionResult.TYPE_UNMATCHED);
        assertThat(meter.write(new CosemAttribute(3, "8.0.1.0.0.255", 2), int32(0)))
                .isEqualTo(ActionResult.OBJECT_UNDEFINED);
    }

    @Test
    void shouldAnswerEveryAttributeItNames() {
        for (Service service : Service.values()) {
            SimulatedMeter each = new SimulatedMeter(TestMeters.specification(service), clock,
                    MeterMemory.transientMemory());

            assertThat(each.read(List.copyOf(each.attributes()))).hasSameSizeAs(each.attributes());
        }
    }

    @Test
    void shouldNameItsUnitsAsTheServiceWantsThem() {
        SimulatedMeter water = new SimulatedMeter(TestMeters.specification(Service.WATER), clock,
                MeterMemory.transientMemory());

        assertThat(read(meter, new CosemAttribute(3, "1.0.1.8.0.255", 3))).isEqualTo(scalerUnit(0, 30));
        assertThat(read(water, new CosemAttribute(3, "8.0.1.0.0.255", 3))).isEqualTo(scalerUnit(-3, 13));
    }

    @Test
    void shouldPutMakerAndSerialIntoItsSystemTitle() {
        // 97000000016 is 0x1695A68A10.
        assertThat(HexFormat.of().formatHex(meter.systemTitle())).isEqualTo("57544c" + "1695a68a10");
    }

    @Test
    void shouldGiveAwayCopiesOfItsKeys() {
        DlmsKeys keys = meter.keys();

        assertThat(keys).isNotSameAs(meter.keys());
        assertThat(meter.toString()).doesNotContain("key");
    }

    @Test
    void shouldStandStillWhenTimeGoesBackwards() {
        clock.advance(Duration.ofDays(1));
        MeterTruth before = meter.truth();
        clock.set(ManualClock.START);

        assertThat(meter.truth()).isEqualTo(before);
    }

    @Test
    void shouldRefuseToReadWhatItDoesNotHave() {
        CosemAttribute foreign = new CosemAttribute(3, "8.0.1.0.0.255", 2);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> meter.read(List.of(foreign)))
                .withMessageContaining("8.0.1.0.0.255");
    }

    private static CosemValue scalerUnit(int scaler, int unit) {
        return new CosemValue.Structure(
                List.of(new Whole(Whole.Type.INT8, scaler), new Whole(Whole.Type.ENUM, unit)));
    }
}
