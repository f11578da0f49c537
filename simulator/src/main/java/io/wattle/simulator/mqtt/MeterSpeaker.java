package io.wattle.simulator.mqtt;

import java.time.Duration;
import java.util.Collection;

/** Some meters on one connection, by whichever contract. Safe for use by many threads. */
interface MeterSpeaker extends AutoCloseable {

    /** Begins to connect, and goes on until it is closed; does not wait. To be called once. */
    void start();

    boolean isConnected();

    Collection<MqttMeter> meters();

    /** The meter's name in a head-end's address of it. */
    String nameOf(MqttMeter meter);

    /** Sends a new reading; it is kept until there is a receipt. */
    void push(MqttMeter meter);

    /** Sends again what has had no receipt for so long. */
    void resend(MqttMeter meter, Duration after);

    @Override
    void close();
}
