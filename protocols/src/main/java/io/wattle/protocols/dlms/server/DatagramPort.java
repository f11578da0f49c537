package io.wattle.protocols.dlms.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Consumer;

/**
 * Hands each datagram of one UDP port to the channel of whoever sent it. Anybody can send from as many ports as he likes:
 * where there are too many, the one heard longest ago makes room, so that nobody is kept out and who is in the middle of a
 * conversation stays. Owned by the port's event loop.
 */
final class DatagramPort extends SimpleChannelInboundHandler<DatagramPacket> {
    private final int peersMax;
    private final Consumer<PeerChannel> setUp;
    private final SequencedMap<InetSocketAddress, PeerChannel> peers = new LinkedHashMap<>(16, 0.75f, true); // heard longest ago first

    /**
     * @param peersMax remembered at once, 1 or more
     * @param setUp fills the pipeline of a new peer's channel
     */
    DatagramPort(int peersMax, Consumer<PeerChannel> setUp) {
        super(DatagramPacket.class);
        this.peersMax = peersMax;
        this.setUp = setUp;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket datagram) {
        InetSocketAddress sender = datagram.sender();
        PeerChannel known = peers.get(sender);
        if (known == null && peers.size() >= peersMax) {
            var _ = peers.pollFirstEntry().getValue().close();
        }
        PeerChannel peer = known == null ? added(context, sender) : known;
        peer.heard(datagram.content().retain());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        Map.copyOf(peers).values().forEach(peer -> {
            var _ = peer.close();
        });
    }

    private PeerChannel added(ChannelHandlerContext context, InetSocketAddress sender) {
        PeerChannel peer = new PeerChannel(context.channel(), sender);
        setUp.accept(peer);
        peers.put(sender, peer);
        var _ = context.channel().eventLoop().register(peer);
        var _ = peer.closeFuture().addListener(_ -> peers.remove(sender, peer));
        return peer;
    }
}
