package io.wattle.headend.link;

import java.net.URI;

/** DLMS over HDLC on loopback TCP. */
final class HdlcLinkBench extends DlmsLinkBench {

    @Override
    URI uri() {
        return fleet().meters().getFirst().uriOver("dlms+hdlc://127.0.0.1:" + fleet().hdlcPort().orElseThrow());
    }

    @Override
    URI emptyUri() {
        return URI.create("dlms+hdlc://127.0.0.1:1?address=16");
    }
}
