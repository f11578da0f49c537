package io.wattle.headend.link;

import io.wattle.protocols.dlms.DlmsSettings;
import io.wattle.protocols.dlms.hdlc.HdlcSettings;
import io.wattle.protocols.dlms.inbound.InboundAsk;
import io.wattle.protocols.dlms.inbound.InboundSettings;
import io.wattle.protocols.dlms.server.ModemPlan;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** DLMS over connections that the meter makes, by the wrapper or HDLC, with a modem that says who it is or one that does not. */
final class InboundLinkBench extends DlmsLinkBench {
    private static final int REPLIES_TO_WHO_IT_IS = 5; // AARE, three names, RLRE
    private static final Duration SOON = Duration.ofMillis(20);

    private final ModemPlan plan;

    private InboundLinkBench(ModemPlan plan) {
        this.plan = plan;
        fleet().meters()
                .getFirst()
                .dialOut(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(),
                                connector.inboundPort().orElseThrow()),
                        plan);
    }

    private static ModemPlan modem() {
        return new ModemPlan(Duration.ofMillis(200), Duration.ofMillis(50));
    }

    static InboundLinkBench wrapper() {
        return new InboundLinkBench(modem());
    }

    static InboundLinkBench silent() {
        return new InboundLinkBench(modem().silently());
    }

    static InboundLinkBench hdlc() {
        return new InboundLinkBench(modem().overHdlc(HdlcSettings.defaults()));
    }

    static InboundLinkBench silentHdlc() {
        return new InboundLinkBench(modem().silently().overHdlc(HdlcSettings.defaults()));
    }

    /** Asks soon: a meter is waited for no longer than a second here. */
    @Override
    DlmsSettings settings(DlmsSettings plain) {
        return plain.withInbound(Optional.of(InboundSettings.on("127.0.0.1", 0)
                .withAsk(Optional.of(InboundAsk.usual()
                        .withTimes(SOON, Duration.ofMillis(300))))));
    }

    @Override
    int repliesBefore() {
        return plan.silent() ? REPLIES_TO_WHO_IT_IS : 0;
    }

    @Override
    URI uri() {
        return plan.hdlc().isEmpty()
                ? fleet().meters().getFirst().inboundUri()
                : fleet().meters().getFirst().inboundHdlcUri();
    }

    @Override
    URI emptyUri() {
        return URI.create("dlms-inbound:somebody-else?auth=hls5");
    }
}
