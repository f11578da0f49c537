package io.wattle.protocols.mqtt.talk;

import io.wattle.protocols.mqtt.payload.PayloadFault;
import java.util.Locale;

/** Why a message was not taken, in the order of checking. The names are those that /health shows. */
public enum Rejection {
    /** The topic is none of the contract. */
    WRONG_TOPIC,
    /** The broker had kept it: readings are never retained. */
    RETAINED,
    /** No such meter in this head-end's registry; another one of the group may have it, and is given the message. */
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
    /** The meter's clock is more than a day ahead. */
    AHEAD_OF_TIME,
    /** The head-end does not take what it says. */
    REFUSED;

    /** In small letters and hyphens, as /health and receipts have it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The same for a payload. */
    public static Rejection of(PayloadFault fault) {
        return switch (fault) {
            case TOO_LONG -> TOO_LONG;
            case MALFORMED -> MALFORMED;
            case WRONG_VERSION -> WRONG_VERSION;
            case BAD_FIELD -> BAD_FIELD;
            case UNKNOWN_UNIT -> UNKNOWN_UNIT;
        };
    }
}
