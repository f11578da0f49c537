package io.wattle.simulator.mqtt;

import io.wattle.protocols.mqtt.MqttTopics;
import io.wattle.protocols.mqtt.client.MqttSessionSettings;
import io.wattle.protocols.mqtt.payload.PayloadForm;
import java.time.Duration;

/**
 * How simulated meters are at a broker.
 *
 * @param session of each connection; its client identifier is followed by the connection's number, or, with one
 *        connection a meter, replaced by the serial number
 * @param connections over how many the meters are spread; 0 for one each
 * @param form of what they send
 * @param pushInterval real time between two readings that a meter pushes by itself; zero for never
 * @param resendAfter real time after which a reading without a receipt is sent again
 */
public record MqttFleetSettings(MqttSessionSettings session, MqttTopics topics, int connections, PayloadForm form,
        Duration pushInterval, Duration resendAfter) {

    public MqttFleetSettings {
        if (connections < 0 || connections > 1_000) {
            throw new IllegalArgumentException("connections must be 0..1000, was: " + connections);
        }
    }

    /** JSON on the standard topics; nothing is pushed unless told; sent again after 2 s. */
    public static MqttFleetSettings of(MqttSessionSettings session, int connections) {
        return new MqttFleetSettings(session, MqttTopics.STANDARD, connections, PayloadForm.JSON, Duration.ZERO,
                Duration.ofSeconds(2));
    }

    public MqttFleetSettings pushing(Duration interval) {
        return new MqttFleetSettings(session, topics, connections, form, interval, resendAfter);
    }

    public MqttFleetSettings in(PayloadForm other) {
        return new MqttFleetSettings(session, topics, connections, other, pushInterval, resendAfter);
    }
}
