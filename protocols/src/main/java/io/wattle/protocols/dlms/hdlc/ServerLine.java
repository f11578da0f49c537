package io.wattle.protocols.dlms.hdlc;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.buffer.Unpooled;
import io.wattle.protocols.dlms.frame.AddressedApdu;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;

/** The secondary stations of one line, each with its clients. Owned by its channel's event loop. */
final class ServerLine extends ChannelDuplexHandler {
    private static final int STATIONS_MAX = 16; // links at once on one line

    private final HdlcSettings settings;
    private final int apduBytesMax;
    private final IntPredicate known;
    private final LineEnd lineEnd;
    private final HdlcCounts counts;
    private final Map<Integer, ServerStation> stations = new HashMap<>();
    private boolean speaking; // a frame is being answered: what is closed now is closed afterwards
    private boolean closing;
    private boolean linkWasUp;

    ServerLine(HdlcSettings settings, int apduBytesMax, IntPredicate known, LineEnd lineEnd, HdlcCounts counts) {
        this.settings = settings;
        this.apduBytesMax = apduBytesMax;
        this.known = known;
        this.lineEnd = lineEnd;
        this.counts = counts;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof HdlcFrame frame)) {
            context.fireChannelRead(message);
            return;
        }
        if (!context.channel().isWritable()) {
            counts.foreignFrame(); // who sends on and does not read the answers would have us keep them all
            return;
        }
        int meter = HdlcServerLink.number(frame.destination());
        int client = frame.source().upper();
        if (frame.source().bytes() != 1 || meter < 1 || !known.test(meter)) {
            counts.foreignFrame();
            return;
        }
        int key = client << 16 | meter;
        ServerStation station = stations.get(key);
        if (station == null && stations.size() >= STATIONS_MAX) {
            stations.values().removeIf(idle -> !idle.isUp());
        }
        if (station == null && stations.size() < STATIONS_MAX) {
            station = new ServerStation(frame.destination(), frame.source(), meter, settings, apduBytesMax, counts);
            stations.put(key, station);
        }
        if (station != null) {
            speaking = true;
            station.accept(context, frame);
            speaking = false;
            context.flush();
            boolean linkIsUp = stations.values().stream().anyMatch(ServerStation::isUp);
            if (closing || (lineEnd == LineEnd.LINK_ENDED && linkWasUp && !linkIsUp)) {
                end(context, context.newPromise());
            }
            linkWasUp |= linkIsUp;
        }
    }

    /** Done once the client has acknowledged it, which it does with its next frame; never, if the link ends before. */
    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (!(message instanceof AddressedApdu apdu)) {
            var _ = context.write(message, promise);
            return;
        }
        ServerStation station = stations.get(apdu.destination() << 16 | apdu.source());
        if (station == null || !station.queue(apdu.payload(), promise::trySuccess)) {
            promise.setFailure(new IllegalStateException("the link is not up"));
        }
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (speaking) {
            closing = true;
            promise.setSuccess();
        } else {
            end(context, promise);
        }
    }

    private void end(ChannelHandlerContext context, ChannelPromise promise) {
        closing = false;
        stations.values().forEach(station -> station.end(context));
        stations.clear();
        if (lineEnd == LineEnd.NEVER) {
            promise.setSuccess();
        } else {
            var _ = context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> {
                var _ = context.close(promise);
            });
        }
    }
}
