package io.wattle.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.protocols.dlms.DlmsConnector;
import io.wattle.protocols.dlms.DlmsSettings;
import io.wattle.protocols.dlms.server.WireFault;
import io.wattle.protocols.meter.CreditLoad;
import io.wattle.protocols.meter.CreditReceipt;
import io.wattle.protocols.meter.MeterLink;
import io.wattle.protocols.meter.MeterQuantity;
import io.wattle.protocols.meter.MeterReading;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.RelayState;
import io.wattle.simulator.ManualClock;
import io.wattle.simulator.fault.WireTrouble;
import io.wattle.simulator.household.Service;
import io.wattle.simulator.meter.MeterTruth;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real DLMS over real sockets: what the head-end's connector learns must be what is true. */
@Timeout(120)
class FleetConversationTest {
    private static final int METERS = 500;

    private final ManualClock clock = new ManualClock();
    private final HeapCounters counters = new HeapCounters();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 10})
    void shouldAnswerReadsOfFiveHundredMetersOverAnyNumberOfPorts(int ports) {
        try (Fleet fleet = fleet().meters(METERS).waterEvery(5).ports(ports).start();
                DlmsConnector connector = connector(fleet, Duration.ofSeconds(20))) {
            clock.advance(Duration.ofDays(2));

            List<CompletableFuture<Outcome<MeterReading>>> readings = fleet.meters()
                    .stream()
                    .map(meter -> talk(connector, meter, MeterLink::read))
                    .toList();

            assertThat(readings).extracting(FleetConversationTest::done)
                    .containsExactlyElementsOf(fleet.meters().stream().map(this::expectedReading).toList());
        }
    }

    @Test
    void shouldLoadCreditOnceAndShowIt() {
        try (Fleet fleet = fleet().waterEvery(2).start(); DlmsConnector connector = connector(fleet)) {
            FleetMeter meter = fleet.meters().get(1);
            CreditLoad load = new CreditLoad("order 1", new MeterQuantity.Volume(1_234));
            long before = meter.truth().balance();

            CreditReceipt receipt = done(talk(connector, meter, link -> link.loadCredit(load)));

            assertThat(receipt).isEqualTo(new CreditReceipt(load, new MeterQuantity.Volume(before + 1_234)));
            assertThat(meter.truth().creditAccepted()).isEqualTo(1_234);
            assertThat(meter.truth().creditCount()).isEqualTo(1);
        }
    }

    @Test
    void shouldSwitchItsRelayAndSayHowItStands() {
        try (Fleet fleet = fleet().start(); DlmsConnector connector = connector(fleet)) {
            FleetMeter meter = fleet.meters().getFirst();

            RelayState opened = done(talk(connector, meter, link -> link.switchRelay(RelayState.DISCONNECTED)));
            MeterTruth cut = meter.truth();
            RelayState closed = done(talk(connector, meter, link -> link.switchRelay(RelayState.CONNECTED)));

            assertThat(opened).isEqualTo(RelayState.DISCONNECTED);
            assertThat(cut.connected()).isFalse();
            assertThat(closed).isEqualTo(RelayState.CONNECTED);
            assertThat(meter.truth().connected()).isTrue();
        }
    }

    @Test
    void shouldSetItsClockOverTheWire() {
        try (Fleet fleet = fleet().start(); DlmsConnector connector = connector(fleet)) {
            FleetMeter meter = fleet.meters().getFirst();
            Instant right = Instant.parse("2026-03-02T12:00:00.500Z");

            Instant shown = done(talk(connector, meter, link -> link.setClock(right)));
            assertThat(shown).isEqualTo(right);

            assertThat(done(talk(connector, meter, MeterLink::read)).meterTime()).isEqualTo(right);
        }
    }

    @Test
    void shouldGoOnWithTheSameClientAfterARestartFromItsMemory() {
        Path file = folder.resolve("fleet.nvram");
        MeterReading before;
        try (Fleet fleet = fleet().memory(file).start(); DlmsConnector connector = connector(fleet)) {
            before = done(talk(connector, fleet.meters().getFirst(), MeterLink::read));
        }

        try (Fleet fleet = fleet().memory(file).start(); DlmsConnector connector = connector(fleet)) {
            assertThat(done(talk(connector, fleet.meters().getFirst(), MeterLink::read))).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource(value = WireFault.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void shouldSpoilOneReadingAndAnswerTheNext(WireFault fault) {
        try (Fleet fleet = fleet().start(); DlmsConnector connector = connector(fleet)) {
            FleetMeter meter = fleet.meters().getFirst();
            done(talk(connector, meter, MeterLink::read));
            meter.inject(WireTrouble.once(fault, 2));

            assertThat(talk(connector, meter, MeterLink::read).join()).isInstanceOf(Outcome.Unknown.class);
            assertThat(done(talk(connector, meter, MeterLink::read))).isEqualTo(expectedReading(meter));
        }
    }

    private MeterReading expectedReading(FleetMeter meter) {
        MeterTruth truth = meter.truth();
        Function<Long, MeterQuantity> quantity = meter.service() == Service.WATER
                ? MeterQuantity.Volume::new
                : MeterQuantity.Energy::new;
        // The wire carries hundredths of a second (IEC 62056-6-2, date-time).
        return new MeterReading(meter.serial(), truth.at().minusMillis(truth.at().toEpochMilli() % 10), clock.instant(),
                quantity.apply(truth.register()), Optional.of(quantity.apply(truth.balance())),
                Optional.of(truth.connected() ? RelayState.CONNECTED : RelayState.DISCONNECTED));
    }

    private FleetBuilder fleet() {
        return Fleet.builder().meters(4).seed(7).clock(clock);
    }

    private DlmsConnector connector(Fleet fleet) {
        return connector(fleet, Duration.ofSeconds(3));
    }

    private DlmsConnector connector(Fleet fleet, Duration answerTimeout) {
        DlmsSettings settings = DlmsSettings.defaults()
                .withTimeouts(Duration.ofSeconds(20), answerTimeout, Duration.ofSeconds(60));
        return new DlmsConnector(settings, fleet.keySource(), counters, clock);
    }

    private static <T> CompletableFuture<Outcome<T>> talk(DlmsConnector connector, FleetMeter meter,
            Function<MeterLink, CompletionStage<Outcome<T>>> question) {
        return connector.open(meter.address())
                .thenCompose(opened -> switch (opened) {
                    case Outcome.Done<MeterLink>(MeterLink link) ->
                        question.apply(link).whenComplete((_, _) -> link.close());
                    case Outcome.Refused<MeterLink>(Outcome.Refusal reason, String detail) ->
                        CompletableFuture.completedFuture(Outcome.<T>refused(reason, detail));
                    case Outcome.Unknown<MeterLink>(Outcome.Cause cause, String detail) ->
                        CompletableFuture.completedFuture(Outcome.<T>unknown(cause, detail));
                })
                .toCompletableFuture()
                .orTimeout(90, TimeUnit.SECONDS);
    }

    private static <T> T done(CompletableFuture<Outcome<T>> answer) {
        Outcome<T> outcome = answer.join();
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done<T>) outcome).value();
    }
}
