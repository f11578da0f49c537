package io.wattle.protocols.mqtt.payload;

/** Ends the reading of a payload; never leaves the package. */
final class BadPayloadException extends Exception {
    private static final long serialVersionUID = 1;
    private final PayloadFault fault;

    BadPayloadException(PayloadFault fault, String detail) {
        super(detail, null, false, false); // no stack: hostile payloads come in numbers
        this.fault = fault;
    }

    <T> Decoded<T> asDecoded() {
        return new Decoded.Bad<>(fault, String.valueOf(getMessage()));
    }
}
