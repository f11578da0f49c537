package io.wattle.protocols.dlms.frame;

import io.netty.channel.ChannelPipeline;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The wrapper over UDP (IEC 62056-47): one frame a datagram, and nothing to raise. */
public final class DatagramLink implements DataLink {
    private final int apduBytesMax;

    /** @param apduBytesMax longest APDU that is accepted, 1..65535 bytes */
    public DatagramLink(int apduBytesMax) {
        this.apduBytesMax = apduBytesMax;
    }

    @Override
    public void addTo(ChannelPipeline pipeline) {
        pipeline.addLast(new DatagramFramer(apduBytesMax), new WrapperFrameEncoder());
    }

    @Override
    public CompletableFuture<Optional<String>> raise() {
        return CompletableFuture.completedFuture(Optional.empty());
    }
}
