package io.wattle.headend.link;

import static org.awaitility.Awaitility.await;

import io.wattle.headend.broker.Mosquitto;
import io.wattle.protocols.mqtt.MqttConnector;
import io.wattle.protocols.mqtt.MqttSettings;
import io.wattle.protocols.mqtt.client.MqttSessionSettings;
import io.wattle.protocols.mqtt.payload.PayloadForm;
import io.wattle.protocols.mqtt.talk.BrokerConnector;
import io.wattle.simulator.mqtt.MqttFleet;
import io.wattle.simulator.mqtt.MqttFleetSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** MQTT through a real Mosquitto. */
final class MqttLinkBench extends BrokerLinkBench {
    private final MqttFleet wire;
    private final MqttConnector connector;

    MqttLinkBench(Mosquitto broker) {
        this.wire = MqttFleet.start(
                MqttFleetSettings.of(MqttSessionSettings.of(broker.uri(), "meters"), 1).in(PayloadForm.CBOR),
                List.of(meter.device()), now::get);
        this.connector = MqttConnector.of(
                MqttSettings.of(MqttSessionSettings.of(broker.uri(), "head-end"), PATIENCE), new HeardMeters(),
                _ -> true, now::get);
        connector.begin();
        await().pollInterval(Duration.ofMillis(5)).until(() -> connector.isConnected() && wire.isConnected());
    }

    @Override
    URI uriOf(String serial) {
        return MqttFleet.addressOf(serial).uri();
    }

    @Override
    public BrokerConnector connector() {
        return connector;
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
    public void close() {
        connector.close();
        wire.close();
        fleet.close();
    }
}
