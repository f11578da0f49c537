package io.wattle.protocols.mqtt.client;

import java.util.Optional;

/** Who is told what a session hears. Calls come from threads of the session, one at a time; do not block in them. */
public interface MqttEars {

    /** A message; {@link MqttArrival#done} must be run sooner or later. */
    void arrived(MqttArrival message);

    /** What the broker is to say when the next connection breaks; asked before each, if the settings have none. */
    default Optional<MqttPublish> lastWill() {
        return Optional.empty();
    }

    /** Connected and subscribed. */
    void connected();

    /** A try to connect failed; {@link MqttSession#trouble} says why, and the session goes on trying. */
    default void unreachable() {
        // For most the next try is all there is to it.
    }

    /** The connection is gone; the session tries to come back. What was not sent is given up by then. */
    void disconnected();
}
