package io.wattle.protocols.dlms.server;

/** What a misbehaving meter does instead of sending its reply. The question has been carried out by then. */
public enum WireFault {
    /** Nothing: the reply is sent as it is. */
    NONE,
    /** Never answers; the connection stays open. */
    HANG,
    /** Sends half of the frame, then closes. */
    DROP_MID_FRAME,
    /** Sends bytes that are no frame. */
    GARBAGE,
    /** Sends the former reply of this connection again; the first reply has none and is sent as it is. */
    REPLAY,
    /** Sends the reply without ciphering. */
    PLAIN,
    /** Sends a header that announces 65535 bytes, and nothing more. */
    OVERSIZE
}
