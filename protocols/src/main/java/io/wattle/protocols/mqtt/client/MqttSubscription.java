package io.wattle.protocols.mqtt.client;

/**
 * What to hear, at QoS 1.
 *
 * @param filter topic filter; {@code $share/GROUP/...} divides the messages among the group
 * @param wantsRetained whether to be told what the broker had kept from before
 */
public record MqttSubscription(String filter, boolean wantsRetained) {}
