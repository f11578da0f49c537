package io.wattle.protocols.dlms.server;

/**
 * What an association says to one APDU.
 *
 * @param apdu as it goes on the wire
 * @param plain the same without ciphering
 * @param close whether the connection is over afterwards
 */
record Answer(byte[] apdu, byte[] plain, boolean close) {

    static Answer plain(byte[] apdu) {
        return new Answer(apdu, apdu, false);
    }

    static Answer last(byte[] apdu) {
        return new Answer(apdu, apdu, true);
    }
}
