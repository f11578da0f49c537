package io.wattle.protocols.mqtt.payload;

/** What can be wrong with a payload, in the order of checking. */
public enum PayloadFault {
    /** Longer than allowed; not looked at. */
    TOO_LONG,
    /** Neither JSON nor CBOR, or not one object. */
    MALFORMED,
    /** A version of the contract that is not known here. */
    WRONG_VERSION,
    /** A field is missing, or of another kind or range. */
    BAD_FIELD,
    /** A quantity in a unit that is not Wh, l, lg or minor. */
    UNKNOWN_UNIT
}
