package io.wattle.headend.link;

import io.wattle.protocols.dlms.DlmsSettings;
import io.wattle.protocols.dlms.inbound.InboundSettings;
import io.wattle.protocols.dlms.server.ModemPlan;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** DLMS over connections that the meter makes. */
final class InboundLinkBench extends DlmsLinkBench {

    InboundLinkBench() {
        fleet().meters()
                .getFirst()
                .dialOut(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(),
                                connector.inboundPort().orElseThrow()),
                        new ModemPlan(Duration.ofMillis(200), Duration.ofMillis(50)));
    }

    @Override
    DlmsSettings settings(DlmsSettings plain) {
        return plain.withInbound(Optional.of(InboundSettings.on("127.0.0.1", 0)));
    }

    @Override
    URI uri() {
        return fleet().meters().getFirst().inboundUri();
    }

    @Override
    URI emptyUri() {
        return URI.create("dlms-inbound:somebody-else?auth=hls5");
    }
}
