package io.wattle.protocols.meter;

/** State of the relay or valve that feeds the customer; the three states of the COSEM disconnect control (IC 70). */
public enum RelayState {
    /** No supply. */
    DISCONNECTED,
    /** Supply is on. */
    CONNECTED,
    /** No supply until somebody acts at the meter. */
    READY_FOR_RECONNECTION
}
