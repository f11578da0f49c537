package io.wattle.headend.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattle.headend.link.HeardMeters;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.MeterLink;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Births, deaths and gaps of a node of Sparkplug B, through a real Mosquitto. */
@Timeout(60)
class SparkplugNodeTest {
    private static final Instant NOW = Instant.parse("2026-01-05T17:30:00Z");
    private final HeardMeters heard = new HeardMeters();

    @TempDir
    private Path folder;

    @Test
    void shouldAskForABirthAfterAGapAndBelieveADeath() throws Exception {
        SparkplugTopics topics = new SparkplugTopics("town");
        try (Mosquitto broker = Mosquitto.start(folder);
                Fleet fleet = Fleet.builder().meters(1).clock(() -> NOW).start();
                SparkplugConnector host = new SparkplugConnector(MqttSessionSettings.of(broker.uri(), "host"), topics,
                        new TalkSettings(Duration.ofMillis(500), 10, 100, 100), heard, SparkplugRoster.everybody(),
                        () -> NOW)) {
            FleetMeter meter = fleet.meters().getFirst();
            MeterAddress address = new MeterAddress(meter.serial(), URI.create("sparkplug:" + meter.serial()));
            host.begin();
            await().until(host::isConnected);
            try (SparkplugNode node = SparkplugNode.start(MqttSessionSettings.of(broker.uri(), meter.serial()),
                    topics, meter.device(), () -> NOW)) {
                await().until(node::isConnected);
                node.push();
                await().until(() -> node.unconfirmed() == 0);
                assertThat(host.counts().rejectedSum(Rejection.OUT_OF_SEQUENCE)).isZero();

                node.skipASequence();
                node.push();
                await().until(() -> node.unconfirmed() == 0);
                assertThat(host.counts().rejectedSum(Rejection.OUT_OF_SEQUENCE)).isEqualTo(1);

                // It was born again, so that what follows is in turn.
                node.push();
                await().until(() -> node.unconfirmed() == 0);
                assertThat(host.counts().rejectedSum(Rejection.OUT_OF_SEQUENCE)).isEqualTo(1);
                assertThat(heard.readings()).hasSize(3);
            }
            await().untilAsserted(() -> {
                Outcome<MeterLink> outcome = host.open(address).toCompletableFuture().get(10, TimeUnit.SECONDS);
                assertThat(outcome).isEqualTo(
                        Outcome.refused(Outcome.Refusal.UNREACHABLE, "the meter's connection to the broker is broken"));
            });
        }
    }
}
