package io.wattle.protocols.dlms.security;

import io.wattle.protocols.dlms.axdr.AxdrReader;
import io.wattle.protocols.dlms.axdr.AxdrWriter;

/**
 * What general-ciphering and general-signing begin with (IEC 62056-5-3): whom a message is from and for. The lengths count
 * for tag and signature as the values do.
 *
 * @param transaction whatever the sender of the request chose; the response bears the same
 * @param from system title of who protected it
 * @param to system title of who is to take the protection off
 * @param time when, as the sender likes; not looked at
 * @param more whatever else; not looked at
 */
record GeneralHead(byte[] transaction, byte[] from, byte[] to, byte[] time, byte[] more) {

    GeneralHead(byte[] transaction, byte[] from, byte[] to) {
        this(transaction, from, to, new byte[0], new byte[0]);
    }

    static GeneralHead read(AxdrReader in) {
        return new GeneralHead(in.octets(), in.octets(), in.octets(), in.octets(), in.octets());
    }

    byte[] bytes() {
        return new AxdrWriter().octets(transaction).octets(from).octets(to).octets(time).octets(more).toByteArray();
    }
}
