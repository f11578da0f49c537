package io.wattle.protocols.mqtt.client;

/** Who is told what a session hears. Calls come from threads of the session, one at a time; do not block in them. */
public interface MqttEars {

    /** A message; {@link MqttArrival#done} must be run sooner or later. */
    void arrived(MqttArrival message);

    /** Connected and subscribed. */
    void connected();

    /** The connection is gone; the session tries to come back. What was not sent is given up by then. */
    void disconnected();
}
