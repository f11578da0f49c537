package io.wattle.headend.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattle.headend.link.HeardMeters;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.MeterReading;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.mqtt.client.MqttSessionSettings;
import io.wattle.protocols.mqtt.talk.Rejection;
import io.wattle.protocols.mqtt.talk.TalkSettings;
import io.wattle.protocols.sparkplug.SparkplugConnector;
import io.wattle.protocols.sparkplug.SparkplugRoster;
import io.wattle.protocols.sparkplug.SparkplugTopics;
import io.wattle.simulator.mqtt.SparkplugNode;
import io.wattle.simulator.scenario.Fleet;
import io.wattle.simulator.scenario.FleetMeter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Devices behind an edge node: one sequence for all of them, births after the node's, deaths of one and of all. */
@Timeout(60)
class SparkplugGatewayTest {
    private static final Instant NOW = Instant.parse("2026-01-05T17:30:00Z");
    private static final SparkplugTopics TOPICS = new SparkplugTopics("town");
    private final HeardMeters heard = new HeardMeters();
    private final Fleet fleet = Fleet.builder().meters(3).clock(() -> NOW).start();
    private Mosquitto broker;
    private SparkplugConnector host;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() {
        broker = Mosquitto.start(folder);
        // The third device is in nobody's registry.
        String unknown = "gateway/" + fleet.meters().getLast().serial();
        host = new SparkplugConnector(MqttSessionSettings.of(broker.uri(), "host"), TOPICS,
                new TalkSettings(Duration.ofMillis(500), 10, 100, 100), heard,
                new SparkplugRoster(name -> !name.equals(unknown), "gateway"::equals), () -> NOW);
        host.begin();
        await().until(host::isConnected);
    }

    @AfterEach
    void stop() {
        host.close();
        broker.close();
        fleet.close();
    }

    @Test
    void shouldCountOneSequenceOverAllDevicesAlsoUnknownOnes() throws Exception {
        try (SparkplugNode gateway = gateway()) {
            gateway.push();
            gateway.push();
            await().until(() -> host.counts().takenSum() == 4);
            assertThat(host.counts().rejectedSum(Rejection.OUT_OF_SEQUENCE)).isZero();
            assertThat(host.counts().rejectedSum(Rejection.UNKNOWN_METER)).isEqualTo(2);
            assertThat(heard.readings()).extracting(MeterReading::meterSerial)
                    .containsOnly(fleet.meters().getFirst().serial(), fleet.meters().get(1).serial());

            gateway.skipASequence();
            gateway.push();
            await().until(() -> host.counts().takenSum() == 6);
            assertThat(host.counts().rejectedSum(Rejection.OUT_OF_SEQUENCE)).isPositive();
        }
    }

    @Test
    void shouldBelieveTheDeathOfADeviceAndOfItsNodeUntilTheyAreBornAgain() throws Exception {
        try (SparkplugNode gateway = gateway()) {
            gateway.push();
            await().until(() -> host.counts().takenSum() == 2);
            gateway.loseDevice(fleet.meters().getFirst().serial());
            await().until(() -> isGone(0));
            assertThat(isGone(1)).isFalse();
        }
        await().until(() -> isGone(1));
        try (SparkplugNode _ = gateway()) {
            await().until(() -> !isGone(0) && !isGone(1));
        }
    }

    private SparkplugNode gateway() {
        SparkplugNode gateway = SparkplugNode.startGateway(MqttSessionSettings.of(broker.uri(), "gateway"), TOPICS,
                "gateway", fleet.meters().stream().map(FleetMeter::device).toList(), () -> NOW);
        await().until(gateway::isConnected);
        return gateway;
    }

    private boolean isGone(int place) throws Exception {
        String serial = fleet.meters().get(place).serial();
        MeterAddress address = new MeterAddress(serial, URI.create("sparkplug:gateway/" + serial));
        Outcome<?> outcome = host.open(address).toCompletableFuture().get(10, TimeUnit.SECONDS);
        return outcome.equals(Outcome.refused(Outcome.Refusal.UNREACHABLE,
                "the meter's connection to the broker is broken"));
    }
}
