package io.wattle.protocols.mqtt.client;

import java.util.Optional;

/**
 * A message that came.
 *
 * @param retained whether the broker had kept it from before we subscribed
 * @param contentType empty if the sender gave none
 * @param correlation empty if the sender gave none
 * @param done to be run once, from any thread, when the message is dealt with: the broker then forgets it
 */
public record MqttArrival(String topic, byte[] payload, boolean retained, String contentType,
        Optional<String> responseTopic, byte[] correlation, Runnable done) {

    /** Without the payload: that may be a token. */
    @Override
    public String toString() {
        return "MqttArrival[" + topic + ", " + payload.length + " bytes]";
    }
}
