package io.wattle.protocols.mqtt.client;

/**
 * What to hear, at QoS 1.
 *
 * @param filter topic filter; {@code $share/GROUP/...} divides the messages among the group
 * @param wantsRetained whether to be told what the broker had kept from before, and of each message whether it keeps it
 * @param notOwn whether what this session says itself is left out; not for a shared one
 */
public record MqttSubscription(String filter, boolean wantsRetained, boolean notOwn) {

    /** What is said from now on. */
    public static MqttSubscription of(String filter) {
        return new MqttSubscription(filter, false, false);
    }

    /** Also what the broker had kept. */
    public static MqttSubscription ofRetained(String filter) {
        return new MqttSubscription(filter, true, false);
    }

    /** What others say from now on. */
    public static MqttSubscription ofOthers(String filter) {
        return new MqttSubscription(filter, false, true);
    }
}
