package io.wattle.protocols.mqtt.payload;

/**
 * What came of reading a payload. Immutable.
 *
 * @param <T> what it is when it is good
 */
public sealed interface Decoded<T> {

    /** As agreed. */
    record Good<T>(T message) implements Decoded<T> {}

    /**
     * Not as agreed; nothing of it may be used.
     *
     * @param detail names field and reason; nothing secret
     */
    record Bad<T>(PayloadFault fault, String detail) implements Decoded<T> {}
}
