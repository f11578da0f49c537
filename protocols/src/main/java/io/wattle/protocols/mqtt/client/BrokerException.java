package io.wattle.protocols.mqtt.client;

/** A broker that cannot be had; the message says why, without secrets. */
final class BrokerException extends Exception {
    private static final long serialVersionUID = 1;

    BrokerException(String message) {
        super(message);
    }
}
