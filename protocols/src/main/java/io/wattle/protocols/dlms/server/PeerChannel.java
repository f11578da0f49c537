package io.wattle.protocols.dlms.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.AbstractChannel;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/**
 * Whoever sends datagrams from one address, as a channel of its own, so that a session does not know that there is no
 * connection. On the event loop of the port that it speaks through.
 */
final class PeerChannel extends AbstractChannel {
    private static final ChannelMetadata METADATA = new ChannelMetadata(false);

    private final Channel port;
    private final InetSocketAddress peer;
    private final ChannelConfig config = new DefaultChannelConfig(this);
    private volatile boolean open = true;

    PeerChannel(Channel port, InetSocketAddress peer) {
        super(null);
        this.port = port;
        this.peer = peer;
    }

    /** A datagram came; the bytes are this channel's to release. */
    void heard(ByteBuf bytes) {
        pipeline().fireChannelRead(bytes);
        pipeline().fireChannelReadComplete();
    }

    @Override
    protected void doWrite(ChannelOutboundBuffer in) {
        for (Object next = in.current(); next != null; next = in.current()) {
            var _ = port.write(new DatagramPacket(((ByteBuf) next).retain(), peer));
            in.remove();
        }
        port.flush();
    }

    @Override
    protected AbstractUnsafe newUnsafe() {
        return new AbstractUnsafe() {
            @Override
            public void connect(SocketAddress remote, SocketAddress local, ChannelPromise promise) {
                promise.setFailure(new UnsupportedOperationException("the peer is known from the start"));
            }
        };
    }

    @Override
    protected boolean isCompatible(EventLoop loop) {
        return loop == port.eventLoop();
    }

    @Override
    protected SocketAddress localAddress0() {
        return port.localAddress();
    }

    @Override
    protected SocketAddress remoteAddress0() {
        return peer;
    }

    @Override
    protected void doBind(SocketAddress local) {
        throw new UnsupportedOperationException("the port is bound already");
    }

    @Override
    protected void doDisconnect() {
        doClose();
    }

    @Override
    protected void doClose() {
        open = false;
    }

    /** The port reads all the time. */
    @Override
    protected void doBeginRead() {}

    @Override
    protected Object filterOutboundMessage(Object message) {
        if (message instanceof ByteBuf) {
            return message;
        }
        ReferenceCountUtil.release(message);
        throw new UnsupportedOperationException(
                "a datagram carries bytes, not a " + message.getClass().getSimpleName());
    }

    @Override
    public ChannelConfig config() {
        return config;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public boolean isActive() {
        return open;
    }

    @Override
    public ChannelMetadata metadata() {
        return METADATA;
    }
}
