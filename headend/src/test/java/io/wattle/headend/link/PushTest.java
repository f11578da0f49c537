package io.wattle.headend.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattle.headend.registry.CalledNames;
import io.wattle.headend.registry.CounterFile;
import io.wattle.headend.registry.MeterRecord;
import io.wattle.headend.registry.MeterRegistry;
import io.wattle.protocols.dlms.CosemLink;
import io.wattle.protocols.dlms.DlmsAddress;
import io.wattle.protocols.dlms.DlmsConnector;
import io.wattle.protocols.dlms.DlmsSettings;
import io.wattle.protocols.dlms.SecurityEvent;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.field.PushWork;
import io.wattle.protocols.dlms.inbound.InboundSettings;
import io.wattle.protocols.dlms.push.Notification;
import io.wattle.protocols.dlms.push.Pushed;
import io.wattle.protocols.dlms.push.Pushes;
import io.wattle.protocols.dlms.server.ModemPlan;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.serial.SerialPorts;
import io.wattle.simulator.optical.PseudoCable;
import io.wattle.simulator.scenario.Fleet;
import io.wattle.simulator.scenario.FleetMeter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What simulated meters push, over the wrapper and over HDLC, on connections that they made and on ours. */
class PushTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-05-04T00:30:00Z"));
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    private Path folder;
    private final Fleet fleet = Fleet.builder().meters(1).seed(3).hdlcPort(0).clock(CLOCK).start();
    private final FleetMeter meter = fleet.meters().getFirst();
    private final List<Pushed> pushed = new CopyOnWriteArrayList<>();
    private final List<SecurityEvent> events = new CopyOnWriteArrayList<>();
    private final Set<Integer> refused = ConcurrentHashMap.newKeySet(); // which of the data notifications, from 1
    private CounterFile counters;
    private DlmsConnector connector;

    @BeforeEach
    void open() {
        counters = CounterFile.open(folder.resolve("counters"));
        URI inbound = meter.inboundUri();
        MeterRegistry registry = MeterRegistry.of(List.of(new MeterRecord("A-1", MeterRecord.Service.ELECTRICITY,
                new MeterAddress(meter.serial(), inbound))));
        connector = new DlmsConnector(
                DlmsSettings.defaults()
                        .withInbound(Optional.of(InboundSettings.on("127.0.0.1", 0)))
                        .withClientTitle(counters.clientTitle()),
                fleet.keySource(), counters, CLOCK, events::add, new Pushes(new CalledNames(registry), this::take));
    }

    @AfterEach
    void close() {
        connector.close();
        counters.close();
        fleet.close();
    }

    @Test
    void shouldTakeWhatAMeterPushesOnceItDialledInAndConfirmIt() {
        refused.add(1);
        try (CosemLink link = done(connector.openCosem(new MeterAddress(meter.serial(), meter.uri())))) {
            assertThat(done(link.read()).meterSerial()).isEqualTo(meter.serial()); // its counter is known from now on
        }
        CosemValue counterBefore = counterOfMeter();
        meter.dialOut(new InetSocketAddress(InetAddress.getLoopbackAddress(), connector.inboundPort().orElseThrow()),
                new ModemPlan(Duration.ofMillis(50), Duration.ofMillis(50)).pushing());
        await().atMost(SOON).until(() -> data().size() >= 2);
        // Nobody converses with it: what raises its counter is the confirmation.
        await().atMost(SOON).until(() -> !counterOfMeter().equals(counterBefore));
        assertThat(pushed).allMatch(Pushed::proven).extracting(Pushed::meterSerial).containsOnly(meter.serial());
        assertThat(pushed).extracting(Pushed::notification).hasAtLeastOneElementOfType(Notification.Event.class);
        assertThat(data().getFirst().wantsConfirmation()).isTrue();
        assertThat(data().getFirst().body()).isInstanceOfSatisfying(CosemValue.Structure.class,
                body -> assertThat(body.fields()).hasSize(3)
                        .first()
                        .isEqualTo(new CosemValue.Octets(meter.serial().getBytes(StandardCharsets.US_ASCII))));
        for (int conversation = 0; conversation < 5; conversation++) {
            try (CosemLink link = done(connector.openCosem(new MeterAddress(meter.serial(), meter.inboundUri())))) {
                pushNow(link);
            }
        }
        await().atMost(SOON).until(() -> data().stream().filter(one -> (one.id() & 0xFF) == 2).count() == 5);
        assertThat(events).isEmpty();
    }

    @Test
    void shouldTakeWhatAMeterPushesOnAConnectionThatWeMadeAndConfirmIt() throws IOException {
        try (PseudoCable cable = PseudoCable.open(folder)) {
            fleet.serve(SerialPorts.open(cable.right(), Duration.ofSeconds(5)));
            for (URI uri : List.of(meter.uri(), overHdlc(), meter.uriOver("dlms+serial:" + cable.left()))) {
                shouldTakeAndConfirm(uri);
            }
        }
    }

    /** What is not taken at once the meter says again after a while, and nothing that was confirmed. */
    private void shouldTakeAndConfirm(URI uri) {
        pushed.clear();
        refused.addAll(List.of(1, 4));
        String polled = uri.getScheme().equals("dlms") ? "" : "&alive=1"; // nothing else is asked of it meanwhile
        try (CosemLink link = done(connector.openCosem(new MeterAddress(meter.serial(), URI.create(uri + polled))))) {
            for (int before : List.of(0, 2, 3)) {
                assertThat(data()).hasSize(before);
                pushNow(link);
                await().atMost(SOON).until(() -> data().size() > (before == 2 ? 2 : before + 1));
                assertThat(done(link.read()).meterSerial()).isEqualTo(meter.serial());
            }
        }
        assertThat(data()).as(uri.getScheme()).extracting(one -> one.id() & 0xFF).containsExactly(2L, 2L, 3L, 4L, 4L);
        assertThat(pushed).allMatch(Pushed::proven);
        assertThat(events).isEmpty();
    }

    private URI overHdlc() {
        return meter.uriOver("dlms+hdlc://127.0.0.1:" + fleet.hdlcPort().orElseThrow());
    }

    private CosemValue counterOfMeter() {
        return meter.device().read(List.of(new CosemAttribute(1, "0.0.43.1.0.255", 2))).getFirst();
    }

    private void pushNow(CosemLink link) {
        assertThat(new PushWork(link, DlmsAddress.parse(meter.uri())).pushNow()).isEqualTo(Outcome.done(true));
    }

    private List<Notification.Data> data() {
        return pushed.stream()
                .map(Pushed::notification)
                .filter(Notification.Data.class::isInstance)
                .map(Notification.Data.class::cast)
                .toList();
    }

    /** On the one event loop at a time that a meter's connection has. */
    private CompletionStage<Boolean> take(Pushed one) {
        pushed.add(one);
        return CompletableFuture.completedFuture(
                !(one.notification() instanceof Notification.Data) || !refused.contains(data().size()));
    }

    private static <T> T done(CompletionStage<Outcome<T>> stage) {
        Outcome<T> outcome = stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done<T>) outcome).value();
    }
}
