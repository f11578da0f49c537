package io.wattle.headend.link;

import java.net.URI;

/** DLMS over the wrapper on loopback UDP. */
final class DatagramLinkBench extends DlmsLinkBench {
    private final int port = fleet().serveDatagrams(0);

    @Override
    URI uri() {
        return fleet().meters().getFirst().datagramUri(port);
    }

    @Override
    URI emptyUri() {
        return URI.create("dlms+udp://127.0.0.1:1");
    }
}
