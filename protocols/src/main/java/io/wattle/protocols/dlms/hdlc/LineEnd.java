package io.wattle.protocols.dlms.hdlc;

/** When the meters' end of a line is closed. */
public enum LineEnd {
    /** When somebody closes it: a TCP connection. */
    CLOSED,
    /** With the last link on it: a line that was lent after a mode E sign-on. */
    LINK_ENDED,
    /** Never, by any link: a wire. */
    NEVER
}
