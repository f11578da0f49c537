package io.wattle.protocols.dlms.server;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.util.concurrent.ScheduledFuture;
import io.wattle.protocols.dlms.frame.AddressedApdu;
import io.wattle.protocols.dlms.hdlc.LinkEnded;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One TCP connection: leads frames to associations, replies back, and misbehaves when told to. Owned by its event loop. */
final class ServerSession extends SimpleChannelInboundHandler<AddressedApdu> {
    private static final Logger LOG = LoggerFactory.getLogger(ServerSession.class);
    private static final int ASSOCIATIONS_MAX = 16; // of one connection; a gateway has fewer meters open at once

    private static final int PUSH_TRIES = 4; // and three again, as the setup of most meters has it
    private static final long PUSH_AGAIN_MS = 2_000;

    private final DeviceDirectory directory;
    private final WireFaults faults;
    private final DlmsServerSettings settings;
    private final Map<Integer, MeterAssociation> associations = new HashMap<>();
    private @Nullable ScheduledFuture<?> idle;
    private @Nullable AddressedApdu formerReply;
    private int replies;

    ServerSession(DeviceDirectory directory, WireFaults faults, DlmsServerSettings settings) {
        super(AddressedApdu.class);
        this.directory = directory;
        this.faults = faults;
        this.settings = settings;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        restartIdleTimer(context);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (idle != null) {
            idle.cancel(false);
        }
        associations.clear();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, AddressedApdu frame) {
        // Who asks on and does not take the answers would have us keep them all.
        if (!context.channel().isWritable()) {
            var _ = context.close();
            return;
        }
        // Only whole frames count: who sends a byte a minute is idle.
        restartIdleTimer(context);
        association(context, frame).ifPresent(association -> {
            Answer answer = association.answer(frame.payload());
            reply(context, frame, answer);
            answer.pushes().forEach(push -> push(context, frame, association, push, PUSH_TRIES));
        });
    }

    /** What was agreed over a link ends with it (IEC 62056-5-3: HDLC has no other way to abort an association). */
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof LinkEnded(int client, int meter)) {
            associations.remove(client << 16 | meter);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // A reset by the peer, or a device that threw: either way this connection is over, and no other one.
        LOG.debug("connection closed", cause);
        var _ = context.close();
    }

    /** The association for a frame's two ports. A logical address that nobody has stays silent, as on a real line. */
    private Optional<MeterAssociation> association(ChannelHandlerContext context, AddressedApdu frame) {
        int key = key(frame);
        MeterAssociation known = associations.get(key);
        if (known != null || associations.size() >= ASSOCIATIONS_MAX) {
            return Optional.ofNullable(known);
        }
        Optional<MeterAssociation> fresh = directory.find(frame.destination())
                .flatMap(
                        device -> MeterAssociation.of(frame.source(), device, settings.apduBytesMax(),
                                context.channel() instanceof PeerChannel));
        fresh.ifPresent(association -> associations.put(key, association));
        return fresh;
    }

    private static int key(AddressedApdu frame) {
        return frame.source() << 16 | frame.destination();
    }

    private void reply(ChannelHandlerContext context, AddressedApdu request, Answer answer) {
        if (answer.isNone()) {
            return;
        }
        int meter = request.destination();
        AddressedApdu reply = new AddressedApdu(meter, request.source(), answer.apdu());
        AddressedApdu former = formerReply == null ? reply : formerReply;
        WireFault fault = faults.onReply(meter, replies++);
        formerReply = reply;
        switch (fault) {
            case NONE -> {
                send(context, reply);
                answer.more().forEach(next -> send(context, new AddressedApdu(meter, request.source(), next)));
            }
            case HANG -> LOG.debug("meter {} hangs", meter);
            case REPLAY -> send(context, former);
            case PLAIN -> send(context, new AddressedApdu(meter, request.source(), answer.plain()));
            case DROP_MID_FRAME -> writeBytes(context, half(reply), true);
            case GARBAGE -> writeBytes(context, new byte[] {'G', 'A', 'R', 'B', 0, 1, 0, 1}, false);
            case OVERSIZE -> writeBytes(context, new byte[] {0, 1, 0, 1, 0, 1, (byte) 0xFF, (byte) 0xFF}, false);
        }
        if (answer.close() && fault == WireFault.NONE) {
            var _ = context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
    }

    /** Again and again, until it is confirmed, often enough, or nobody is there any more. */
    private void push(ChannelHandlerContext context, AddressedApdu request, MeterAssociation association, Push push,
            int tries) {
        if (tries == 0 || push.isConfirmed() || !context.channel().isActive()
                || !association.equals(associations.get(key(request)))) {
            return;
        }
        int meter = request.destination();
        var _ = context.writeAndFlush(new AddressedApdu(meter, request.source(), push.write())).addListener(pushed -> {
            if (pushed.isSuccess()) { // where the meter waits to be polled, the next is not made before this one is gone
                var _ = context.executor()
                        .schedule(() -> push(context, request, association, push, tries - 1), PUSH_AGAIN_MS,
                                TimeUnit.MILLISECONDS);
            }
        });
    }

    private static void send(ChannelHandlerContext context, AddressedApdu frame) {
        var _ = context.writeAndFlush(frame);
    }

    private static byte[] half(AddressedApdu frame) {
        byte[] payload = frame.payload();
        byte[] header = {0, 1, (byte) (frame.source() >>> 8), (byte) frame.source(),
                (byte) (frame.destination() >>> 8), (byte) frame.destination(), (byte) (payload.length >>> 8),
                (byte) payload.length};
        byte[] half = Arrays.copyOf(header, header.length + payload.length / 2);
        System.arraycopy(payload, 0, half, header.length, payload.length / 2);
        return half;
    }

    private static void writeBytes(ChannelHandlerContext context, byte[] bytes, boolean close) {
        var written = context.writeAndFlush(Unpooled.wrappedBuffer(bytes));
        if (close) {
            var _ = written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    private void restartIdleTimer(ChannelHandlerContext context) {
        if (idle != null) {
            idle.cancel(false);
        }
        idle = context.executor().schedule(() -> {
            var _ = context.close();
        }, settings.idleTimeout().toMillis(), TimeUnit.MILLISECONDS);
    }
}
