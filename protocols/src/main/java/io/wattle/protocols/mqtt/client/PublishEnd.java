package io.wattle.protocols.mqtt.client;

/** What became of a message that was to be sent. */
public enum PublishEnd {
    /** The broker has it. */
    TAKEN,
    /** The broker has it, and says that nobody listens there. */
    NOBODY_LISTENS,
    /** It never left: not connected, or as many wait as may. */
    NOT_SENT,
    /** The broker refused it: not allowed, or over its limits. */
    REFUSED,
    /** The connection broke before the broker had said anything. */
    UNKNOWN
}
