package io.wattle.headend.link;

import static org.awaitility.Awaitility.await;

import io.wattle.headend.broker.Mosquitto;
import io.wattle.protocols.mqtt.client.MqttSessionSettings;
import io.wattle.protocols.mqtt.talk.BrokerConnector;
import io.wattle.protocols.sparkplug.SparkplugConnector;
import io.wattle.protocols.sparkplug.SparkplugRoster;
import io.wattle.protocols.sparkplug.SparkplugTopics;
import io.wattle.simulator.mqtt.SparkplugNode;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Sparkplug B through a real Mosquitto: a meter that is an edge node, or a device behind one. */
final class SparkplugLinkBench extends BrokerLinkBench {
    private static final SparkplugTopics TOPICS = new SparkplugTopics("wattle");
    private final String way;
    private final SparkplugNode wire;
    private final SparkplugConnector connector;

    private SparkplugLinkBench(Mosquitto broker, boolean device) {
        this.way = device ? "sparkplug:gateway-1/" : "sparkplug:";
        MqttSessionSettings session = MqttSessionSettings.of(broker.uri(), meter.serial());
        this.wire = device
                ? SparkplugNode.startGateway(session, TOPICS, "gateway-1", List.of(meter.device()), now::get)
                : SparkplugNode.start(session, TOPICS, meter.device(), now::get);
        this.connector = new SparkplugConnector(MqttSessionSettings.of(broker.uri(), "sparkplug-host"), TOPICS,
                PATIENCE, new HeardMeters(), SparkplugRoster.everybody(), now::get);
        connector.begin();
        await().pollInterval(Duration.ofMillis(5)).until(() -> connector.isConnected() && wire.isConnected());
    }

    static SparkplugLinkBench node(Mosquitto broker) {
        return new SparkplugLinkBench(broker, false);
    }

    static SparkplugLinkBench device(Mosquitto broker) {
        return new SparkplugLinkBench(broker, true);
    }

    @Override
    URI uriOf(String serial) {
        return URI.create(way + serial);
    }

    @Override
    public BrokerConnector connector() {
        return connector;
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
    public void close() {
        connector.close();
        wire.close();
        fleet.close();
    }
}
