package io.wattle.protocols.dlms;

/**
 * Something that an honest meter, reached as it should be, does not do. Nothing of what came with it was processed.
 *
 * @param meterSerial the meter that was meant
 * @param detail for people; holds no secret
 */
public record SecurityEvent(String meterSerial, Kind kind, String detail) {

    /** What happened. */
    public enum Kind {
        /** A reply was not protected as agreed, or with other keys, or was changed, or came a second time. */
        UNTRUSTED_REPLY,
        /** The meter turned our association, or our proof, down. */
        NOT_AUTHENTICATED,
        /** Another system title, or another serial number, than that of the meter that was meant. */
        WRONG_METER,
        /** The meter's invocation counter is where no lost conversation can have brought it. */
        COUNTER_OUT_OF_REACH
    }
}
