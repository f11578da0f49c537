package io.wattle.headend.link;

import static org.awaitility.Awaitility.await;

import io.wattle.headend.broker.Mosquitto;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.MeterConnector;
import io.wattle.protocols.meter.MeterToken;
import io.wattle.protocols.mqtt.client.MqttSessionSettings;
import io.wattle.protocols.mqtt.talk.TalkSettings;
import io.wattle.protocols.sparkplug.SparkplugConnector;
import io.wattle.protocols.sparkplug.SparkplugRoster;
import io.wattle.protocols.sparkplug.SparkplugTopics;
import io.wattle.simulator.meter.SimulatedMeter;
import io.wattle.simulator.mqtt.SparkplugMeter;
import io.wattle.simulator.scenario.Fleet;
import io.wattle.simulator.scenario.FleetMeter;
import io.wattle.simulator.scenario.StsPlan;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** Sparkplug B through a real Mosquitto. */
final class SparkplugLinkBench implements LinkBench {
    private static final StsPlan PLAN = StsPlan.every(1);
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-05T17:30:00Z"));
    private final Fleet fleet = Fleet.builder().meters(2).seed(7).clock(now::get).sts(PLAN).start();
    private final FleetMeter meter = fleet.meters().getFirst();
    private final SparkplugMeter wire;
    private final SparkplugConnector connector;

    SparkplugLinkBench(Mosquitto broker) {
        SparkplugTopics topics = new SparkplugTopics("wattle");
        this.wire = SparkplugMeter.start(MqttSessionSettings.of(broker.uri(), meter.serial()), topics, meter.device(),
                now::get);
        this.connector = new SparkplugConnector(MqttSessionSettings.of(broker.uri(), "sparkplug-host"), topics,
                new TalkSettings(Duration.ofMillis(700), 10, 100, 100), new HeardMeters(), SparkplugRoster.everybody(), now::get);
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
        return addressOf(meter.serial());
    }

    @Override
    public MeterAddress mistakenAddress() {
        return new MeterAddress(fleet.meters().getLast().serial(), address().uri());
    }

    @Override
    public MeterAddress emptyAddress() {
        return addressOf("00000000000");
    }

    @Override
    public MeterAddress badAddress() {
        return new MeterAddress(meter.serial(), URI.create("sparkplug:no/such/name"));
    }

    @Override
    public void advance(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    @Override
    public void loseAnswers() {
        wire.loseAnswers(true);
    }

    @Override
    public void endLosses() {
        wire.loseAnswers(false);
    }

    @Override
    public MeterToken token(int number, long tenths) {
        return FleetTokens.credit(fleet, meter, PLAN, now.get().plus(Duration.ofMinutes(number)), tenths);
    }

    private static MeterAddress addressOf(String serial) {
        return new MeterAddress(serial, URI.create("sparkplug:" + serial));
    }

    @Override
    public void close() {
        connector.close();
        wire.close();
        fleet.close();
    }
}
