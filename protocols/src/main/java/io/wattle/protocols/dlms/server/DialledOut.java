package io.wattle.protocols.dlms.server;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.wattle.protocols.dlms.frame.AddressedApdu;
import io.wattle.protocols.dlms.frame.WrapperLink;
import io.wattle.protocols.dlms.inbound.ModemMessage;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A meter's modem that dials a head-end: says which meter it is, sends heartbeats, and dials again when the connection is
 * gone. Lives on the server's loops until they stop.
 */
final class DialledOut {
    private static final int MODEM_PORT = 1; // wrapper port from and to which modems send

    private final EventLoopGroup loops;
    private final ChannelGroup connections;
    private final InetSocketAddress headEnd;
    private final String name;
    private final ModemPlan plan;
    private final int apduBytesMax;
    private final Supplier<ServerSession> session;

    DialledOut(EventLoopGroup loops, ChannelGroup connections, InetSocketAddress headEnd, String name, ModemPlan plan,
            int apduBytesMax, Supplier<ServerSession> session) {
        this.loops = loops;
        this.connections = connections;
        this.headEnd = headEnd;
        this.name = name;
        this.plan = plan;
        this.apduBytesMax = apduBytesMax;
        this.session = session;
    }

    void dial() {
        var dialling = new Bootstrap().group(loops)
                .channel(NioSocketChannel.class)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        connections.add(channel);
                        new WrapperLink(apduBytesMax).addTo(channel.pipeline());
                        channel.pipeline().addLast(new Modem(), session.get());
                    }
                })
                .connect(headEnd);
        var _ = dialling.channel().closeFuture().addListener(_ -> later(plan.redial(), this::dial));
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
        @Override
        public void channelActive(ChannelHandlerContext context) {
            send(context, plan.announcement(name));
            var _ = context.executor()
                    .scheduleAtFixedRate(() -> send(context, ModemMessage.heartbeat(name).write()),
                            plan.heartbeat().toMillis(), plan.heartbeat().toMillis(), TimeUnit.MILLISECONDS);
            context.fireChannelActive();
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (!(message instanceof AddressedApdu apdu) || !ModemMessage.isAnswer(apdu.payload())) {
                context.fireChannelRead(message);
            }
        }

        private void send(ChannelHandlerContext context, byte[] payload) {
            if (context.channel().isActive()) {
                var _ = context.writeAndFlush(new AddressedApdu(MODEM_PORT, MODEM_PORT, payload));
            }
        }
    }
}
