package io.wattle.protocols.dlms.frame;

import io.netty.channel.ChannelPipeline;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What carries APDUs over the bytes of one connection: the TCP wrapper, or HDLC. Behind it in the pipeline go
 * {@link AddressedApdu}s both ways, and upwards {@link MalformedFrame} or {@link LinkDown}, each of which is the last
 * message. One instance a connection, owned by the connection's event loop.
 */
public interface DataLink {

    /** Puts the link's handlers at the end of the pipeline. */
    void addTo(ChannelPipeline pipeline);

    /**
     * Raises the link once the connection stands; called on its event loop, completes there.
     *
     * @return empty when APDUs may pass; else why not, and nothing ever will
     */
    CompletableFuture<Optional<String>> raise();
}
