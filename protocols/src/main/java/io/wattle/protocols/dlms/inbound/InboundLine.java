package io.wattle.protocols.dlms.inbound;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.wattle.protocols.dlms.hdlc.HdlcPeer;
import io.wattle.protocols.dlms.hdlc.KeptLine;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The data link of a connection that a meter made, as its pipeline has it. Called on the connection's loop. */
final class InboundLine {
    private InboundLine() {}

    /** Whether it carries HDLC; until it is known to, it carries the wrapper. */
    static boolean isHdlc(ChannelPipeline pipeline) {
        return pipeline.get(KeptLine.class) != null;
    }

    /** Raises the link for one conversation: with the wrapper there is nothing to do. Empty once it is up, else why not. */
    static CompletableFuture<Optional<String>> raise(ChannelPipeline pipeline, int client, Optional<HdlcPeer> hdlc) {
        KeptLine kept = pipeline.get(KeptLine.class);
        if (hdlc.isEmpty()) {
            return CompletableFuture.completedFuture(kept == null
                    ? Optional.empty()
                    : Optional.of("meter speaks HDLC on its connection, and its address does not say link=hdlc"));
        }
        if (kept == null) {
            ChannelHandlerContext framer = pipeline.context(InboundFramer.class);
            if (framer == null) {
                return CompletableFuture.completedFuture(Optional.of("meter's connection is gone"));
            }
            kept = ((InboundFramer) framer.handler()).toHdlc(framer);
        }
        return kept.raise(client, hdlc.get());
    }

    /** Ends the link of one conversation that took leave; false if the connection is not to be used again. */
    static CompletableFuture<Boolean> leave(ChannelPipeline pipeline) {
        KeptLine kept = pipeline.get(KeptLine.class);
        return kept == null ? CompletableFuture.completedFuture(false) : kept.leave();
    }
}
