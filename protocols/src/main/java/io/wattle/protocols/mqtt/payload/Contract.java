package io.wattle.protocols.mqtt.payload;

/** Numbers of the contract. */
final class Contract {
    /** The version that is spoken here; unknown fields are no reason for another. */
    static final int SCHEMA = 1;
    static final int SERIAL_CHARS_MAX = 32;
    static final int TEXT_CHARS_MAX = 500;
    static final int POINTS_MAX = 1_000;
    static final int PRICES_MAX = 16;

    private Contract() {}
}
