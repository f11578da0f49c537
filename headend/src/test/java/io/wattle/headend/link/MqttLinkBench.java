package io.wattle.headend.link;

import static org.awaitility.Awaitility.await;

import io.wattle.headend.broker.Mosquitto;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.MeterConnector;
import io.wattle.protocols.meter.MeterToken;
import io.wattle.protocols.mqtt.MqttConnector;
import io.wattle.protocols.mqtt.MqttSettings;
import io.wattle.protocols.mqtt.MqttTopics;
import io.wattle.protocols.mqtt.client.MqttSessionSettings;
import io.wattle.protocols.mqtt.payload.PayloadForm;
import io.wattle.protocols.mqtt.talk.TalkSettings;
import io.wattle.simulator.meter.SimulatedMeter;
import io.wattle.simulator.mqtt.MqttFleet;
import io.wattle.simulator.mqtt.MqttFleetSettings;
import io.wattle.simulator.scenario.Fleet;
import io.wattle.simulator.scenario.FleetMeter;
import io.wattle.simulator.scenario.StsPlan;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** MQTT through a real Mosquitto. */
final class MqttLinkBench implements LinkBench {
    private static final StsPlan PLAN = StsPlan.every(1);
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-05T17:30:00Z"));
    private final Fleet fleet = Fleet.builder().meters(2).seed(7).clock(now::get).sts(PLAN).start();
    private final FleetMeter meter = fleet.meters().getFirst();
    private final MqttFleet wire;
    private final MqttConnector connector;

    MqttLinkBench(Mosquitto broker) {
        this.wire = MqttFleet.start(
                MqttFleetSettings.of(MqttSessionSettings.of(broker.uri(), "meters"), 1).in(PayloadForm.CBOR),
                List.of(meter.device()), now::get);
        this.connector = MqttConnector.of(
                new MqttSettings(MqttSessionSettings.of(broker.uri(), "head-end"), MqttTopics.STANDARD, "wattle",
                        PayloadForm.JSON,
                        new TalkSettings(Duration.ofMillis(700), 10, 100, 100)),
                new HeardMeters(), _ -> true, now::get);
        connector.begin();
        await().pollInterval(Duration.ofMillis(5)).until(() -> connector.isConnected() && wire.isConnected());
    }

    @Override
    public Set<Offer> offers() {
        return EnumSet.allOf(Offer.class);
    }

    @Override
    public MeterConnector connector() {
        return connector;
    }

    @Override
    public SimulatedMeter meter() {
        return meter.device();
    }

    @Override
    public MeterAddress address() {
        return MqttFleet.addressOf(meter.serial());
    }

    @Override
    public MeterAddress mistakenAddress() {
        return new MeterAddress(fleet.meters().getLast().serial(), address().uri());
    }

    @Override
    public MeterAddress emptyAddress() {
        return MqttFleet.addressOf("00000000000");
    }

    @Override
    public MeterAddress badAddress() {
        return new MeterAddress(meter.serial(), URI.create("mqtt:no/such/name"));
    }

    @Override
    public void advance(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    @Override
    public void loseAnswers() {
        wire.loseAnswers(meter.serial(), true);
    }

    @Override
    public void endLosses() {
        wire.loseAnswers(meter.serial(), false);
    }

    @Override
    public MeterToken token(int number, long tenths) {
        return FleetTokens.credit(fleet, meter, PLAN, now.get().plus(Duration.ofMinutes(number)), tenths);
    }

    @Override
    public void close() {
        connector.close();
        wire.close();
        fleet.close();
    }
}
