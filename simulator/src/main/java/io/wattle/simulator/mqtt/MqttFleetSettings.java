package io.wattle.simulator.mqtt;

import io.wattle.protocols.mqtt.MqttTopics;
import io.wattle.protocols.mqtt.client.MqttSessionSettings;
import io.wattle.protocols.mqtt.payload.PayloadForm;
import io.wattle.protocols.sparkplug.SparkplugTopics;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * How simulated meters are at a broker.
 *
 * @param session of each connection; its client identifier is followed by the connection's number, or, with one
 *        connection a meter, replaced by the serial number
 * @param identity gives a connection, which has its client identifier already, what it proves that with
 * @param connections over how many the meters are spread; 0 for one each
 * @param form of what they send; of no account with Sparkplug
 * @param pushInterval real time between two readings that a meter pushes by itself; zero for never
 * @param resendAfter real time after which a reading without a receipt is sent again
 * @param sparkplug where they speak Sparkplug B: each connection is a node, and those that share one are its devices
 */
public record MqttFleetSettings(MqttSessionSettings session, UnaryOperator<MqttSessionSettings> identity,
        MqttTopics topics, int connections, PayloadForm form, Duration pushInterval, Duration resendAfter,
        Optional<SparkplugTopics> sparkplug) {

    public MqttFleetSettings {
        if (connections < 0 || connections > 1_000) {
            throw new IllegalArgumentException("connections must be 0..1000, was: " + connections);
        }
    }

    /** JSON on the standard topics; nothing is pushed unless told; sent again after 2 s; nothing to prove. */
    public static MqttFleetSettings of(MqttSessionSettings session, int connections) {
        return new MqttFleetSettings(session, UnaryOperator.identity(), MqttTopics.STANDARD, connections,
                PayloadForm.JSON, Duration.ZERO, Duration.ofSeconds(2), Optional.empty());
    }

    public MqttFleetSettings pushing(Duration interval) {
        return new MqttFleetSettings(session, identity, topics, connections, form, interval, resendAfter, sparkplug);
    }

    public MqttFleetSettings in(PayloadForm other) {
        return new MqttFleetSettings(session, identity, topics, connections, other, pushInterval, resendAfter,
                sparkplug);
    }

    public MqttFleetSettings proving(UnaryOperator<MqttSessionSettings> other) {
        return new MqttFleetSettings(session, other, topics, connections, form, pushInterval, resendAfter, sparkplug);
    }

    public MqttFleetSettings asNodesOf(SparkplugTopics group) {
        return new MqttFleetSettings(session, identity, topics, connections, form, pushInterval, resendAfter,
                Optional.of(group));
    }
}
