package io.wattle.protocols.optical.message;

/** What can go wrong with bytes on the line. Each is counted under its name. */
public enum Trouble {
    /** Nothing came within the response time. */
    NO_ANSWER,
    /** It began, and then nothing more came. */
    CUT_SHORT,
    /** The block check character is not that of the block. */
    WRONG_CHECK,
    /** A character with the wrong parity bit. */
    WRONG_PARITY,
    /** More than any meter sends. */
    TOO_LONG,
    /** It is framed well and makes no sense. */
    MALFORMED,
    /** The meter asked for a repetition: our own message did not arrive well. */
    NOT_UNDERSTOOD,
    /** The meter answered with an error message. */
    METER_ERROR,
    /** The meter ended the conversation. */
    BROKEN_OFF,
    /** The meter does not offer what was wanted. */
    NOT_OFFERED,
    /** The password was not taken. */
    WRONG_PASSWORD,
    /** The serial port or the connection to it is gone. */
    LINE_LOST;

    /** Whether the same message once more may arrive better. */
    public boolean isRepeatable() {
        return this == WRONG_CHECK || this == WRONG_PARITY || this == MALFORMED || this == TOO_LONG
                || this == CUT_SHORT;
    }
}
