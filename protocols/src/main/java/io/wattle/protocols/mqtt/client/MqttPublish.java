package io.wattle.protocols.mqtt.client;

import java.util.Optional;

/**
 * A message to send.
 *
 * @param qos 0 or 1
 * @param contentType such as {@code application/json}; empty for none
 * @param expirySeconds how long the broker keeps it for who is not there; 0 for ever
 * @param responseTopic where the answer is wanted
 * @param correlation what the answer is to carry; empty for none
 */
public record MqttPublish(String topic, byte[] payload, boolean retained, int qos, String contentType,
        long expirySeconds,
        Optional<String> responseTopic, byte[] correlation) {

    public MqttPublish {
        payload = payload.clone();
        correlation = correlation.clone();
    }

    /** At QoS 1, neither question nor answer, and not retained. */
    public static MqttPublish of(String topic, byte[] payload, String contentType) {
        return new MqttPublish(topic, payload, false, 1, contentType, 0, Optional.empty(), new byte[0]);
    }

    /** The same, kept by the broker for whoever subscribes later. */
    public MqttPublish retain() {
        return new MqttPublish(topic, payload, true, qos, contentType, expirySeconds, responseTopic, correlation);
    }

    /** The same at QoS 0: nobody says whether it arrived. */
    public MqttPublish atMostOnce() {
        return new MqttPublish(topic, payload, retained, 0, contentType, expirySeconds, responseTopic, correlation);
    }

    @Override
    public byte[] payload() {
        return payload.clone();
    }

    @Override
    public byte[] correlation() {
        return correlation.clone();
    }

    /** Without the payload: that may be a token. */
    @Override
    public String toString() {
        return "MqttPublish[" + topic + ", " + payload.length + " bytes]";
    }
}
