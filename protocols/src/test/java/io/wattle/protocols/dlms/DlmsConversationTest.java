package io.wattle.protocols.dlms;

import static io.wattle.protocols.dlms.DlmsBench.await;
import static io.wattle.protocols.dlms.DlmsBench.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.protocols.dlms.apdu.Initiate;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.server.CosemDevice.ActionResult;
import io.wattle.protocols.dlms.server.DlmsServerSettings;
import io.wattle.protocols.dlms.server.WireFaults;
import io.wattle.protocols.meter.CreditLoad;
import io.wattle.protocols.meter.CreditReceipt;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.MeterLink;
import io.wattle.protocols.meter.MeterQuantity;
import io.wattle.protocols.meter.MeterReading;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.RelayState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a well-behaved meter and the client say to each other: our server against the library's client. */
class DlmsConversationTest {
    private DlmsBench bench = DlmsBench.plain();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void shouldReadEverythingAsOfOneInstant() {
        TestMeter meter = bench.meter(17).register(MeterModel.electricity(), 123_456, 1, 30);
        try (MeterLink link = bench.link(17)) {
            assertThat(await(link.read())).isEqualTo(Outcome.done(new MeterReading("SN17", TestMeter.NOW,
                    TestMeter.NOW.plusSeconds(3), new MeterQuantity.Energy(1_234_560),
                    Optional.of(new MeterQuantity.Energy(5_000)), Optional.of(RelayState.CONNECTED))));
        }
        assertThat(meter.reads).filteredOn(read -> read.contains(MeterModel.electricity().creditAttribute()))
                .hasSize(1);
    }

    @Test
    void shouldReadAWaterMeterInLitres() {
        bench.meter(5).register(MeterModel.water(), 1_234, -2, 13).currency("l", 0, 1);
        try (MeterLink link = bench.link(bench.address(5, "&service=water"))) {
            MeterReading reading = done(await(link.read()));
            assertThat(reading.register()).isEqualTo(new MeterQuantity.Volume(12_340));
            assertThat(reading.balance()).contains(new MeterQuantity.Volume(5_000));
        }
    }

    @Test
    void shouldReadABalanceOfMoneyInMinorUnits() {
        bench.meter(5).register(MeterModel.electricity(), 7, 3, 30).currency("KES", -1, 2);
        try (MeterLink link = bench.link(5)) {
            assertThat(done(await(link.read())).balance()).contains(new MeterQuantity.Money(50_000, "KES"));
        }
    }

    @Test
    void shouldReadRegisterAndBalanceThatAreNoWholeNumberRoundedDown() {
        bench.meter(5).register(MeterModel.electricity(), 129, -1, 30).currency("Wh", -3, 1);
        try (MeterLink link = bench.link(5)) {
            MeterReading reading = done(await(link.read()));
            assertThat(reading.register()).isEqualTo(new MeterQuantity.Energy(12));
            assertThat(reading.balance()).contains(new MeterQuantity.Energy(5));
        }
    }

    @Test
    void shouldHeedTheNameThatAMeterCountsItsCreditIn() {
        TestMeter meter = bench.meter(5).register(MeterModel.electricity(), 1, 0, 30).currency("kWh ", -2, 1);
        CreditLoad load = new CreditLoad("order 1", new MeterQuantity.Energy(1_200));
        try (MeterLink link = bench.link(5)) {
            assertThat(done(await(link.read())).balance()).contains(new MeterQuantity.Energy(50_000));
            assertThat(done(await(link.loadCredit(load))).balanceAfter()).isEqualTo(new MeterQuantity.Energy(51_200));
            assertThat(meter.values.get(MeterModel.electricity().creditAttribute()))
                    .isEqualTo(TestMeter.whole(CosemValue.Whole.Type.INT32, 5_120));
        }
    }

    @Test
    void shouldNotGuessWhatAnUnknownNameMeans() {
        TestMeter meter = bench.meter(5).register(MeterModel.electricity(), 1, 0, 30).currency("units", 0, 1);
        CreditLoad load = new CreditLoad("order 1", new MeterQuantity.Energy(1_200));
        try (MeterLink link = bench.link(5)) {
            assertThat(done(await(link.read())).balance()).isEmpty();
            Outcome<CreditReceipt> outcome = await(link.loadCredit(load));
            assertRefused(outcome, Outcome.Refusal.NOT_SUPPORTED);
            assertThat(outcome.toString()).contains("'units'");
        }
        assertThat(meter.values.get(MeterModel.electricity().creditAttribute()))
                .isEqualTo(TestMeter.whole(CosemValue.Whole.Type.INT32, 5_000));
    }

    @Test
    void shouldLeaveOutWhatTheMeterDoesNotHave() {
        TestMeter meter = bench.meter(5).register(MeterModel.electricity(), 9, 0, 30);
        meter.values.remove(MeterModel.electricity().relayAttribute());
        meter.values.remove(MeterModel.electricity().creditAttribute());
        try (MeterLink link = bench.link(5)) {
            MeterReading reading = done(await(link.read()));
            assertThat(reading.relay()).isEmpty();
            assertThat(reading.balance()).isEmpty();
        }
    }

    @Test
    void shouldReadInBlocksWhatDoesNotFitOneApdu() {
        bench.close();
        bench = new DlmsBench(DlmsBench.settings(), DlmsServerSettings.defaults().withApduBytesMax(100),
                WireFaults.NONE);
        bench.meter(17).register(MeterModel.electricity(), 42, 0, 30).values.put(
                MeterModel.electricity().serialAttribute(),
                new CosemValue.Octets(java.util.Arrays.copyOf(new byte[] {'S', 'N', '1', '7'}, 60)));
        try (MeterLink link = bench.link(17)) {
            assertThat(done(await(link.read())).register()).isEqualTo(new MeterQuantity.Energy(42));
            assertThat(done(await(link.read())).balance()).contains(new MeterQuantity.Energy(5_000));
        }
    }

    @Test
    void shouldReadOneByOneAMeterThatTakesNoLists() {
        TestMeter meter = bench.meter(17).register(MeterModel.electricity(), 42, 0, 30);
        meter.conformance &= ~Initiate.MULTIPLE_REFERENCES;
        try (MeterLink link = bench.link(17)) {
            MeterReading reading = done(await(link.read()));
            assertThat(reading.register()).isEqualTo(new MeterQuantity.Energy(42));
            assertThat(reading.balance()).contains(new MeterQuantity.Energy(5_000));
            assertThat(reading.relay()).contains(RelayState.CONNECTED);
        }
        assertThat(meter.reads).allSatisfy(read -> assertThat(read).hasSize(1));
    }

    @Test
    void shouldSwitchTheRelayAndReadItBack() {
        bench.meter(5);
        try (MeterLink link = bench.link(5)) {
            assertThat(await(link.switchRelay(RelayState.DISCONNECTED)))
                    .isEqualTo(Outcome.done(RelayState.DISCONNECTED));
            assertThat(await(link.switchRelay(RelayState.CONNECTED))).isEqualTo(Outcome.done(RelayState.CONNECTED));
            assertRefused(await(link.switchRelay(RelayState.READY_FOR_RECONNECTION)), Outcome.Refusal.NOT_SUPPORTED);
        }
    }

    @Test
    void shouldLoadCreditAndReadItBack() {
        bench.meter(5).currency("Wh", 2, 1);
        CreditLoad load = new CreditLoad("order 1", new MeterQuantity.Energy(1_200));
        try (MeterLink link = bench.link(5)) {
            assertThat(await(link.loadCredit(load)))
                    .isEqualTo(Outcome.done(new CreditReceipt(load, new MeterQuantity.Energy(501_200))));
        }
    }

    @Test
    void shouldRefuseALoadThatTheMeterCannotCountBeforeSendingIt() {
        TestMeter meter = bench.meter(5).currency("Wh", 2, 1);
        try (MeterLink link = bench.link(5)) {
            for (MeterQuantity amount : List.of(new MeterQuantity.Energy(1_250), new MeterQuantity.Volume(100),
                    new MeterQuantity.Energy(Integer.MAX_VALUE * 1_000L))) {
                assertRefused(await(link.loadCredit(new CreditLoad("order", amount))),
                        Outcome.Refusal.VALUE_REFUSED);
            }
        }
        assertThat(meter.values.get(MeterModel.electricity().creditAttribute()))
                .isEqualTo(TestMeter.whole(CosemValue.Whole.Type.INT32, 5_000));
    }

    @Test
    void shouldSetTheClockAndReadItBack() {
        bench.meter(5);
        Instant time = Instant.parse("2027-01-01T00:00:00.120Z");
        try (MeterLink link = bench.link(5)) {
            assertThat(await(link.setClock(time))).isEqualTo(Outcome.done(time));
        }
    }

    @Test
    void shouldNameWhyTheMeterRefusesAnInstruction() {
        TestMeter meter = bench.meter(5);
        try (MeterLink link = bench.link(5)) {
            meter.answersInstructionsWith(ActionResult.READ_WRITE_DENIED);
            assertRefused(await(link.switchRelay(RelayState.CONNECTED)), Outcome.Refusal.ACCESS_DENIED);
            meter.answersInstructionsWith(ActionResult.TEMPORARY_FAILURE);
            assertRefused(await(link.switchRelay(RelayState.CONNECTED)), Outcome.Refusal.TEMPORARY_FAILURE);
            meter.answersInstructionsWith(ActionResult.TYPE_UNMATCHED);
            assertRefused(await(link.setClock(TestMeter.NOW)), Outcome.Refusal.VALUE_REFUSED);
            meter.answersInstructionsWith(ActionResult.OBJECT_UNDEFINED);
            assertRefused(await(link.switchRelay(RelayState.CONNECTED)), Outcome.Refusal.NO_SUCH_OBJECT);
            meter.answersInstructionsWith(ActionResult.OTHER_REASON);
            assertUnknown(await(link.switchRelay(RelayState.CONNECTED)), Outcome.Cause.METER_FAULT);
            assertUnknown(await(link.setClock(TestMeter.NOW)), Outcome.Cause.METER_FAULT);
        }
    }

    @Test
    void shouldAnswerOneQuestionAtATime() {
        bench.close();
        bench = DlmsBench.with((_, reply) -> reply < 2
                ? io.wattle.protocols.dlms.server.WireFault.NONE
                : io.wattle.protocols.dlms.server.WireFault.HANG);
        bench.meter(5);
        try (MeterLink link = bench.link(5)) {
            CompletionStage<Outcome<MeterReading>> first = link.read();
            assertRefused(await(link.read()), Outcome.Refusal.BUSY);
            assertUnknown(await(first), Outcome.Cause.TIMEOUT);
        }
    }

    @Test
    void shouldTakeUpTheCounterWhereTheMeterStands() {
        TestMeter meter = bench.meter(5).hasTaken(70_000);
        bench.link(5).close();
        assertThat(meter.accepted.firstKey()).isEqualTo(70_000L + CounterReserve.MARGIN);
        assertThat(bench.counters.next).containsEntry("SN5/1", 70_000L + CounterReserve.MARGIN + CounterReserve.RANGE);
    }

    @Test
    void shouldCatchUpWithAMeterWhoseCounterIsAhead() {
        bench.meter(5).hasTaken(65_546);
        bench.counters.next.put("SN5/1", 10L);
        bench.link(5).close();
        assertThat(bench.counters.next).containsEntry("SN5/1", 65_546L + CounterReserve.MARGIN + CounterReserve.RANGE);
    }

    @Test
    void shouldSpeakWithAMeterWithoutSecurity() {
        bench.meter(5);
        MeterLink link = bench.link(bench.address(5, "&auth=none&client=16"));
        // The public client may read the serial number, but no register.
        assertRefused(await(link.read()), Outcome.Refusal.ACCESS_DENIED);
        link.close();
    }

    @Test
    void shouldSendNoInstructionWhereNoCounterShutsOutALostOne() {
        TestMeter meter = bench.meter(5);
        try (MeterLink link = bench.link(bench.address(5, "&auth=none&client=16"))) {
            for (Outcome<?> outcome : List.of(await(link.switchRelay(RelayState.DISCONNECTED)),
                    await(link.setClock(TestMeter.NOW)),
                    await(link.loadCredit(new CreditLoad("order", new MeterQuantity.Energy(1)))))) {
                assertRefused(outcome, Outcome.Refusal.NOT_SUPPORTED);
                assertThat(outcome.toString()).contains("could still arrive later");
            }
        }
        assertThat(meter.reads).isEmpty();
    }

    @Test
    void shouldReadTwoHundredMetersAtOnce() {
        bench.close();
        bench = new DlmsBench(
                DlmsBench.settings()
                        .withTimeouts(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(60)),
                DlmsServerSettings.defaults(), WireFaults.NONE);
        List<CompletionStage<Outcome<MeterReading>>> readings = new ArrayList<>();
        IntStream.rangeClosed(1, 200)
                .forEach(meter -> bench.meter(meter).register(MeterModel.electricity(), meter, 3, 30));
        for (int meter = 1; meter <= 200; meter++) {
            readings.add(bench.connector.open(bench.address(meter, "")).thenCompose(outcome -> done(outcome).read()));
        }
        for (int meter = 1; meter <= 200; meter++) {
            assertThat(done(await(readings.get(meter - 1))).register())
                    .isEqualTo(new MeterQuantity.Energy(meter * 1_000L));
        }
    }

    @Test
    void shouldEndOpenConversationsWhenClosed() {
        bench.meter(5);
        MeterLink link = bench.link(5);
        bench.connector.close();
        assertRefused(await(link.read()), Outcome.Refusal.UNREACHABLE);
        assertRefused(bench.open(5), Outcome.Refusal.UNREACHABLE);
    }

    @Test
    void shouldGiveSlotsBack() {
        bench.close();
        bench = new DlmsBench(DlmsBench.settings().withConnectionsMax(1), DlmsServerSettings.defaults(),
                WireFaults.NONE);
        bench.meter(5);
        MeterLink link = bench.link(5);
        assertRefused(bench.open(5), Outcome.Refusal.BUSY);
        link.close();
        org.awaitility.Awaitility.await()
                .untilAsserted(() -> assertThat(bench.open(5)).isInstanceOf(Outcome.Done.class));
    }

    static void assertRefused(Outcome<?> outcome, Outcome.Refusal reason) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class).extracting("reason").isEqualTo(reason);
    }

    static void assertUnknown(Outcome<?> outcome, Outcome.Cause cause) {
        assertThat(outcome).isInstanceOf(Outcome.Unknown.class).extracting("cause").isEqualTo(cause);
    }

    static MeterAddress at(String serial, String uri) {
        return new MeterAddress(serial, java.net.URI.create(uri));
    }
}
