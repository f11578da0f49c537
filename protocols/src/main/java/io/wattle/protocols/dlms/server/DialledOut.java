package io.wattle.protocols.dlms.server;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.frame.AddressedApdu;
import io.wattle.protocols.dlms.frame.DataLink;
import io.wattle.protocols.dlms.frame.WrapperFrameEncoder;
import io.wattle.protocols.dlms.frame.WrapperLink;
import io.wattle.protocols.dlms.hdlc.HdlcCounts;
import io.wattle.protocols.dlms.hdlc.HdlcServerLink;
import io.wattle.protocols.dlms.hdlc.LineEnd;
import io.wattle.protocols.dlms.inbound.ModemMessage;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A meter's modem that dials a head-end: says which meter it is, sends heartbeats, and dials again when the connection is
 * gone. Lives on the server's loops until they stop.
 */
final class DialledOut {
    private static final CosemAttribute EVENT = new CosemAttribute(1, "0.0.96.11.0.255", 2);
    private static final CosemAttribute PUSH_OBJECTS = new CosemAttribute(40, "0.0.25.9.0.255", 2);
    private static final long PUSH_ID = 1;
    private static final long PUSH_ID_BITS = 0xFF_FFFF;
    private static final int TRIES_MAX = 4; // and three again, as the setup of most meters has it
    private static final int MODEM_PORT = 1; // wrapper port from and to which modems send

    private final EventLoopGroup loops;
    private final ChannelGroup connections;
    private final InetSocketAddress headEnd;
    private final String name;
    private final ModemPlan plan;
    private final Optional<SslContext> tls;
    private final int apduBytesMax;
    private final PushOut pushes;
    private final CosemDevice device;
    private final Supplier<ServerSession> session;

    DialledOut(EventLoopGroup loops, ChannelGroup connections, InetSocketAddress headEnd, CosemDevice device,
            String name, ModemPlan plan, int apduBytesMax, Supplier<ServerSession> session) {
        this.loops = loops;
        this.connections = connections;
        this.headEnd = headEnd;
        this.name = name;
        this.plan = plan;
        this.tls = plan.tls().map(ModemTls::context);
        this.apduBytesMax = apduBytesMax;
        this.session = session;
        this.device = device;
        this.pushes = new PushOut(device);
    }

    void dial() {
        var dialling = new Bootstrap().group(loops)
                .channel(NioSocketChannel.class)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        connections.add(channel);
                        tls.ifPresent(context -> channel.pipeline().addLast(context.newHandler(channel.alloc())));
                        link().addTo(channel.pipeline());
                        if (!plan.silent()) {
                            channel.pipeline().addLast(new Modem());
                        }
                        channel.pipeline().addLast(session.get());
                    }
                })
                .connect(headEnd);
        var _ = dialling.channel().closeFuture().addListener(_ -> later(plan.redial(), this::dial));
    }

    private DataLink link() {
        return plan.hdlc()
                .<DataLink>map(hdlc -> new HdlcServerLink(hdlc, apduBytesMax,
                        number -> number == DlmsServer.MANAGEMENT || number == device.logicalAddress(), LineEnd.CLOSED,
                        new HdlcCounts()))
                .orElseGet(() -> new WrapperLink(apduBytesMax));
    }

    private void later(Duration after, Runnable then) {
        try {
            if (!loops.isShuttingDown()) {
                var _ = loops.next().schedule(then, after.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (RejectedExecutionException stopped) {
            var _ = connections.close();
        }
    }

    /** Sends what modems send, and keeps what answers it from the meter. */
    private final class Modem extends ChannelInboundHandlerAdapter {
        private boolean confirmed;
        private int tries;

        @Override
        public void channelActive(ChannelHandlerContext context) {
            tell(context, plan.announcement(name));
            confirmed = !plan.pushes() || plan.hdlc().isPresent();
            if (!confirmed && device.attributes().contains(EVENT)) {
                send(context, device.logicalAddress(), AccessRights.MANAGEMENT_CLIENT,
                        pushes.write(pushes.event(EVENT)));
            }
            push(context);
            var _ = context.executor().scheduleAtFixedRate(() -> {
                tell(context, ModemMessage.heartbeat(name).write());
                push(context);
            }, plan.heartbeat().toMillis(), plan.heartbeat().toMillis(), TimeUnit.MILLISECONDS);
            context.fireChannelActive();
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof AddressedApdu apdu && ModemMessage.isAnswer(apdu.payload())) {
                return;
            }
            if (message instanceof AddressedApdu apdu && !confirmed
                    && pushes.confirmed(apdu.payload()).filter(id -> (id & PUSH_ID_BITS) == PUSH_ID).isPresent()) {
                confirmed = true;
                device.pushConfirmed(PUSH_ID);
                return;
            }
            context.fireChannelRead(message);
        }

        private void push(ChannelHandlerContext context) {
            if (!confirmed && tries++ < TRIES_MAX && device.attributes().contains(PUSH_OBJECTS)) {
                send(context, device.logicalAddress(), AccessRights.MANAGEMENT_CLIENT,
                        pushes.write(pushes.values(PUSH_OBJECTS.name(), PUSH_ID).confirmed()));
            }
        }

        /** The modem itself speaks, in a wrapper whatever the meter speaks behind it. */
        private static void tell(ChannelHandlerContext context, byte[] message) {
            if (context.channel().isActive()) {
                ByteBuf out = context.alloc().buffer();
                WrapperFrameEncoder.write(new AddressedApdu(MODEM_PORT, MODEM_PORT, message), out);
                var _ = context.writeAndFlush(out);
            }
        }

        private void send(ChannelHandlerContext context, int from, int to, byte[] payload) {
            if (context.channel().isActive()) {
                var _ = context.writeAndFlush(new AddressedApdu(from, to, payload));
            }
        }
    }
}
