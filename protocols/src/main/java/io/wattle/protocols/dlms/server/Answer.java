package io.wattle.protocols.dlms.server;

import java.util.List;

/**
 * What an association says to one APDU.
 *
 * @param apdu as it goes on the wire
 * @param plain the same without ciphering
 * @param close whether the connection is over afterwards
 * @param more what follows at once, where blocks are streamed
 * @param pushes what the meter sends behind that of itself, until it is confirmed
 */
record Answer(byte[] apdu, byte[] plain, boolean close, List<byte[]> more, List<Push> pushes) {

    Answer(byte[] apdu, byte[] plain, boolean close) {
        this(apdu, plain, close, List.of(), List.of());
    }

    /** To what wants no answer. */
    static Answer none() {
        return new Answer(new byte[0], new byte[0], false);
    }

    boolean isNone() {
        return apdu.length == 0;
    }

    /** The same, and pushes behind it. */
    Answer pushing(List<Push> told) {
        return told.isEmpty() ? this : new Answer(apdu, plain, close, more, told);
    }

    static Answer plain(byte[] apdu) {
        return new Answer(apdu, apdu, false);
    }

    static Answer last(byte[] apdu) {
        return new Answer(apdu, apdu, true);
    }
}
