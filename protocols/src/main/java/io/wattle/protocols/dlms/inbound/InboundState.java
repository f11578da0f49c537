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
    OVER;

    /**
     * Whether a push may be confirmed now. Under ciphering the counter of that is above those of a conversation: not while
     * there is one. HDLC has a link only then.
     */
    boolean mayConfirm(boolean inClear, boolean onHdlc) {
        return inClear ? !onHdlc || this == TAKEN : !onHdlc && (this == UNKNOWN || this == PARKED);
    }
}
