package io.wattle.protocols.dlms.gurux;

import io.wattle.protocols.dlms.apdu.ApduTag;
import io.wattle.protocols.dlms.axdr.AxdrWriter;
import io.wattle.protocols.dlms.security.GlobalKeys;
import io.wattle.protocols.dlms.security.SuiteZero;

/** Protects requests that the library has no way to make. */
final class RequestSealer {
    private final SuiteZero suite;
    private final byte[] ownTitle;

    RequestSealer(GlobalKeys keys, byte[] ownTitle) {
        this.suite = new SuiteZero(keys);
        this.ownTitle = ownTitle.clone();
    }

    /** The globally ciphered form: under the service's own tag, or, where a service has none, the general one. */
    byte[] seal(long counter, byte[] plain) {
        byte[] body = suite.protect(ownTitle, counter, plain);
        int tag = plain[0] & 0xFF;
        return ApduTag.isAccess(tag)
                ? new AxdrWriter().unsigned8(ApduTag.GENERAL_GLO_CIPHERING).octets(ownTitle).octets(body).toByteArray()
                : new AxdrWriter().unsigned8(ApduTag.ciphered(tag)).octets(body).toByteArray();
    }
}
