package io.wattle.protocols.dlms.frame;

import io.netty.channel.ChannelPipeline;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The TCP wrapper (IEC 62056-47): there is nothing to raise. */
public final class WrapperLink implements DataLink {
    private final int apduBytesMax;

    /** @param apduBytesMax longest APDU that is accepted, 1..65535 bytes */
    public WrapperLink(int apduBytesMax) {
        this.apduBytesMax = apduBytesMax;
    }

    @Override
    public void addTo(ChannelPipeline pipeline) {
        pipeline.addLast(new WrapperFramer(apduBytesMax), new WrapperFrameEncoder());
    }

    @Override
    public CompletableFuture<Optional<String>> raise() {
        return CompletableFuture.completedFuture(Optional.empty());
    }
}
