package io.wattle.protocols.dlms.hdlc;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.wattle.protocols.dlms.frame.AddressedApdu;
import io.wattle.protocols.dlms.hdlc.HdlcControl.Kind;
import io.wattle.protocols.dlms.hdlc.HdlcControl.Unnumbered;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * HDLC on a connection that outlives its links: what the meter sends in UI frames is heard at any time, one client after
 * the other raises a link, and a link that the meter agreed to end leaves the connection as it was. Stands below the
 * client's station while there is one. Owned by its channel's event loop.
 */
public final class KeptLine extends ChannelDuplexHandler {
    private final int apduBytesMax;
    private final HdlcCounts counts;
    private @Nullable ChannelHandlerContext context;
    private @Nullable ClientStation station;
    private @Nullable UnaskedFrames unasked; // made with the first: most meters send none
    private @Nullable CompletableFuture<Boolean> leaving;
    private boolean agreed; // while UA or DM is handed up

    private KeptLine(int apduBytesMax, HdlcCounts counts) {
        this.apduBytesMax = apduBytesMax;
        this.counts = counts;
    }

    /**
     * Puts the line into a pipeline.
     *
     * @param behind name of the handler that hands on bytes
     * @param apduBytesMax longest APDU that is accepted, 1..65535 bytes
     */
    public static KeptLine addTo(ChannelPipeline pipeline, String behind, int apduBytesMax, HdlcCounts counts) {
        KeptLine line = new KeptLine(apduBytesMax, counts);
        pipeline.addAfter(behind, null, line);
        pipeline.addAfter(behind, null, new HdlcFrameEncoder());
        pipeline.addAfter(behind, null,
                new HdlcFramer(HdlcFrame.LENGTH_MAX, HdlcSettings.defaults().octetTimeout(), counts));
        return line;
    }

    /**
     * Raises a link (SNRM, UA); none may be up. Called on the loop, completes there.
     *
     * @param client address of the client, 1..127
     * @return empty once it is up; else why not, and the line is free again
     */
    public CompletableFuture<Optional<String>> raise(int client, HdlcPeer meter) {
        ClientStation fresh = new ClientStation(HdlcAddress.oneByte(client), meter.address(), meter.settings(),
                apduBytesMax, counts);
        station = fresh;
        context().pipeline().addAfter(context().name(), null, fresh);
        return fresh.raise().thenApply(refusal -> {
            if (refusal.isPresent()) {
                remove();
            }
            return refusal;
        });
    }

    /**
     * Ends the link (DISC), once the meter has given back the turn. Called on the loop, completes there.
     *
     * @return true if the meter agreed, and nothing can come of it any more; false if the connection is not to be used again
     */
    public CompletableFuture<Boolean> leave() {
        ClientStation up = station;
        if (up == null) {
            return CompletableFuture.completedFuture(true);
        }
        CompletableFuture<Boolean> left = new CompletableFuture<>();
        leaving = left;
        up.close(context().pipeline().context(up), context().newPromise());
        return left;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void channelRead(ChannelHandlerContext in, Object message) {
        if (!(message instanceof HdlcFrame frame)) {
            in.fireChannelRead(message);
        } else if (station != null) {
            agreed = frame.control() instanceof Unnumbered(Kind kind, boolean _)
                    && (kind == Kind.UA || kind == Kind.DM);
            in.fireChannelRead(frame);
            agreed = false;
        } else {
            unasked(in, frame);
        }
    }

    /** Of a link that is being left, the end of the link; else that of the connection. */
    @Override
    public void close(ChannelHandlerContext out, ChannelPromise promise) {
        CompletableFuture<Boolean> left = leaving;
        if (left == null) {
            var _ = out.close(promise);
        } else {
            leaving = null;
            remove();
            promise.setSuccess();
            left.complete(agreed);
        }
    }

    private void unasked(ChannelHandlerContext in, HdlcFrame frame) {
        if (frame.control() instanceof Unnumbered(Kind kind, boolean _) && kind == Kind.UI) {
            UnaskedFrames known = unasked == null
                    ? new UnaskedFrames(apduBytesMax + LogicalLink.BYTES, counts)
                    : unasked;
            unasked = known;
            known.take(frame)
                    .ifPresent(apdu -> in.fireChannelRead(
                            new AddressedApdu(frame.source().upper(), frame.destination().upper(), apdu)));
        } else {
            counts.foreignFrame();
        }
    }

    private void remove() {
        ClientStation gone = station;
        station = null;
        if (gone != null && context().pipeline().context(gone) != null) {
            context().pipeline().remove(gone);
        }
    }

    private ChannelHandlerContext context() {
        ChannelHandlerContext known = context;
        if (known == null) {
            throw new IllegalStateException("the line is in no pipeline yet");
        }
        return known;
    }
}
