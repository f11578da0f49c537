package io.wattle.protocols.dlms.inbound;

/** How it stands with a connection that a meter made. */
enum InboundState {
    /** It has not said who it is. */
    UNKNOWN,
    /** It waits to be asked. */
    PARKED,
    /** It is somebody's, who has not begun. */
    RESERVED,
    /** A conversation is held on it. */
    TAKEN,
    /** We have taken leave, and the meter has yet to answer. */
    LEAVING,
    /** It is closed. */
    OVER
}
