package io.wattle.protocols.mqtt.talk;

import io.wattle.protocols.mqtt.payload.PayloadFault;

/** Why a message was not taken, in the order of checking. The names are those that /health shows. */
public enum Rejection {
    /** The topic is none of the contract. */
    WRONG_TOPIC,
    /** The broker had kept it: readings are never retained. */
    RETAINED,
    /** No such meter in the registry. */
    UNKNOWN_METER, TOO_LONG, MALFORMED, WRONG_VERSION, BAD_FIELD, UNKNOWN_UNIT,
    /** The payload names another meter than the topic. */
    OTHER_METER,
    /** It came before. */
    DUPLICATE,
    /** The meter sends more than it may. */
    FLOOD,
    /** A number of Sparkplug's is missing: a message got lost, or came out of turn. */
    OUT_OF_SEQUENCE,
    /** An answer that nobody waits for, or not any more. */
    LATE_ANSWER,
    /** The head-end does not take what it says. */
    REFUSED;

    static Rejection of(PayloadFault fault) {
        return switch (fault) {
            case TOO_LONG -> TOO_LONG;
            case MALFORMED -> MALFORMED;
            case WRONG_VERSION -> WRONG_VERSION;
            case BAD_FIELD -> BAD_FIELD;
            case UNKNOWN_UNIT -> UNKNOWN_UNIT;
        };
    }
}
