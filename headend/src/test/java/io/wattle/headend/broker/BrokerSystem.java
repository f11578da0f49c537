package io.wattle.headend.broker;

import static org.awaitility.Awaitility.await;

import io.wattle.headend.HeadEnd;
import io.wattle.headend.HeadEndConfig;
import io.wattle.headend.TestSystem;
import io.wattle.headend.demo.FleetFiles;
import io.wattle.headend.follow.EntryFollower;
import io.wattle.headend.polling.PollingConfig;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.state.LedgerView;
import io.wattle.protocols.mqtt.MqttSettings;
import io.wattle.protocols.mqtt.MqttTopics;
import io.wattle.protocols.mqtt.client.MqttSessionSettings;
import io.wattle.protocols.mqtt.payload.PayloadForm;
import io.wattle.protocols.mqtt.talk.TalkSettings;
import io.wattle.simulator.SimulatedClock;
import io.wattle.simulator.mqtt.MqttFleet;
import io.wattle.simulator.mqtt.MqttFleetSettings;
import io.wattle.simulator.scenario.Fleet;
import io.wattle.simulator.scenario.FleetMeter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A whole system with its meters at a real broker: nobody polls them, they push when a test says so. */
final class BrokerSystem implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration NEVER = Duration.ofHours(1);
    private final Mosquitto broker;
    private final Fleet fleet;
    private final MqttFleet wire;
    private final HeadEnd headEnd;
    private final EntryFollower follower;
    private final List<LedgerEntry> entries = new CopyOnWriteArrayList<>();

    private BrokerSystem(Path folder, int meters, TalkSettings talk, Duration polling) {
        SimulatedClock clock = new SimulatedClock(Instant.parse("2026-01-05T17:30:00Z"), 600);
        this.broker = Mosquitto.start(folder);
        this.fleet = Fleet.builder().meters(meters).seed(7).clock(clock).start();
        this.wire = MqttFleet.start(
                MqttFleetSettings.of(MqttSessionSettings.of(broker.uri(), "meters"), 2).in(PayloadForm.CBOR),
                fleet.meters().stream().map(FleetMeter::device).toList(), clock);
        HeadEndConfig config = polled(TestSystem.config(folder), polling).withMqtt(
                new MqttSettings(MqttSessionSettings.of(broker.uri(), "head-end").withLimits(64, 1_000),
                        MqttTopics.STANDARD, "wattle", PayloadForm.JSON, talk));
        this.headEnd = HeadEnd.start(config, FleetFiles.registryOf(fleet,
                meter -> Optional.of(MqttFleet.addressOf(meter.serial()))), fleet.keySource(), clock);
        this.follower = EntryFollower.start("test", headEnd.ledger(), 0, entries::addAll);
        await().atMost(PATIENCE).until(wire::isConnected);
    }

    static BrokerSystem start(Path folder, int meters, TalkSettings talk) {
        return new BrokerSystem(folder, meters, talk, NEVER);
    }

    /** The same, and every meter is asked each 200 ms. */
    static BrokerSystem startPolling(Path folder, int meters) {
        return new BrokerSystem(folder, meters, new TalkSettings(Duration.ofSeconds(1), 100, 1_000, 1_000),
                Duration.ofMillis(200));
    }

    Mosquitto broker() {
        return broker;
    }

    Fleet fleet() {
        return fleet;
    }

    MqttFleet wire() {
        return wire;
    }

    HeadEnd headEnd() {
        return headEnd;
    }

    String serial(int place) {
        return fleet.meters().get(place).serial();
    }

    /** Times of the readings of a meter that came through MQTT and that the journal holds, accepted or late. */
    List<Instant> pushedReadings(int place) {
        return entries.stream()
                .filter(entry -> entry.origin().channel().equals("mqtt"))
                .flatMap(entry -> entry.facts().stream())
                .flatMap(fact -> switch (fact) {
                    case Fact.ReadingAccepted read when read.meter().equals(serial(place)) ->
                        Optional.of(read.reading().takenAt()).stream();
                    case Fact.LateReading late when late.meter().equals(serial(place)) ->
                        Optional.of(late.reading().takenAt()).stream();
                    default -> Optional.<Instant>empty().stream();
                })
                .toList();
    }

    <F extends Fact.OfMeter> List<F> facts(Class<F> kind, int place) {
        return entries.stream()
                .flatMap(entry -> entry.facts().stream())
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(fact -> fact.meter().equals(serial(place)))
                .toList();
    }

    /** Waits until every reading that was pushed has its receipt. */
    void awaitReceipts() {
        await("receipts").atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> wire.unconfirmed() == 0);
        long durable = headEnd.ledger().ask(LedgerView::lastSequence).join();
        await("follower").atMost(PATIENCE).until(() -> !entries.isEmpty() && entries.getLast().sequence() >= durable);
    }

    /** How many messages the head-end did not take for this reason. */
    long rejected(String reason) {
        return headEnd.messages().getOrDefault(reason, 0L);
    }

    @Override
    public void close() {
        follower.close();
        headEnd.close();
        wire.close();
        fleet.close();
        broker.close();
    }

    static HeadEndConfig polled(HeadEndConfig config, Duration interval) {
        return new HeadEndConfig(config.data(), config.api(), new PollingConfig(interval, interval, 500, 16),
                config.dlms(), config.conversationsMax(), config.supply(), config.ledger(), config.custody(),
                config.sts(), config.messages());
    }
}
