package io.wattle.protocols.dlms.server;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.wattle.protocols.dlms.frame.DataLink;
import io.wattle.protocols.dlms.frame.DatagramLink;
import io.wattle.protocols.dlms.frame.LineChannel;
import io.wattle.protocols.dlms.frame.WrapperLink;
import io.wattle.protocols.dlms.hdlc.HdlcCounts;
import io.wattle.protocols.dlms.hdlc.HdlcServerLink;
import io.wattle.protocols.dlms.hdlc.LineEnd;
import io.wattle.protocols.serial.SerialLine;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Meters on TCP ports and lines, over the wrapper or over HDLC. The destination names the meter, so that one port serves
 * many. A connection
 * costs a few hundred bytes until somebody associates; a bad client loses its own connection and disturbs nobody.
 *
 * <p>Safe for use by many threads. Whoever starts it closes it.
 */
public final class DlmsServer implements AutoCloseable {
    /** Number of the management logical device, which every meter has. */
    static final int MANAGEMENT = 1;

    private static final long STOP_TIMEOUT_SECONDS = 5;

    private final DlmsServerSettings settings;
    private final DeviceDirectory directory;
    private final WireFaults faults;
    private final MultiThreadIoEventLoopGroup loops;
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final HdlcCounts hdlcCounts = new HdlcCounts();
    private final List<Channel> listeners = new ArrayList<>();

    private DlmsServer(DlmsServerSettings settings, DeviceDirectory directory, WireFaults faults) {
        this.settings = settings;
        this.directory = directory;
        this.faults = faults;
        this.loops = new MultiThreadIoEventLoopGroup(settings.ioThreads(),
                new DefaultThreadFactory("dlms-server", true), NioIoHandler.newFactory());
    }

    /** Starts meters that behave on the wire. */
    public static DlmsServer start(DlmsServerSettings settings, DeviceDirectory directory) {
        return start(settings, directory, WireFaults.NONE);
    }

    /**
     * Starts meters that misbehave on the wire when {@code faults} says so. Returns when every port is bound.
     *
     * @throws IllegalStateException if a port cannot be bound; nothing is left open then
     */
    public static DlmsServer start(DlmsServerSettings settings, DeviceDirectory directory, WireFaults faults) {
        DlmsServer server = new DlmsServer(settings, directory, faults);
        try {
            settings.ports().forEach(server::bind);
            return server;
        } catch (RuntimeException broken) {
            server.close();
            throw broken;
        }
    }

    /** The first port that is bound, 1..65535. */
    public int port() {
        return ports().getFirst();
    }

    /** Every port that is bound, in the order of the settings. */
    public List<Integer> ports() {
        return listeners.stream().map(channel -> ((InetSocketAddress) channel.localAddress()).getPort()).toList();
    }

    /** Closes ports and connections; returns when they are closed. */
    @Override
    public void close() {
        listeners.forEach(listener -> listener.close().awaitUninterruptibly(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS));
        connections.close().awaitUninterruptibly(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        loops.shutdownGracefully(0, STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .awaitUninterruptibly(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    /**
     * The meters answer on a line too, until it or the server is closed. The line is the server's from now on.
     *
     * @throws IllegalStateException if the settings do not say HDLC
     */
    public void serve(SerialLine line) {
        serve(line, LineEnd.NEVER);
    }

    /**
     * The meters answer on a line for as long as a client keeps a link up, as after a mode E sign-on (IEC 62056-21,
     * 6.4.5). The line is the server's until it closes it.
     *
     * @throws IllegalStateException if the settings do not say HDLC
     */
    public void serveOneLink(SerialLine line) {
        serve(line, LineEnd.LINK_ENDED);
    }

    private void serve(SerialLine line, LineEnd lineEnd) {
        if (settings.hdlc().isEmpty()) {
            throw new IllegalStateException("a line carries HDLC, and the settings do not say so");
        }
        LineChannel channel = new LineChannel(line);
        connections.add(channel);
        link(lineEnd).addTo(channel.pipeline());
        channel.pipeline().addLast(new ServerSession(directory, faults, settings));
        loops.register(channel).syncUninterruptibly();
        Thread.ofPlatform().daemon().name("dlms-meter-line").start(channel::run);
    }

    /**
     * The meters answer datagrams too, the wrapper over UDP, until the server is closed.
     *
     * @param port 0..65535; 0 takes a free one
     * @return the port that is bound, 1..65535
     * @throws IllegalStateException if it cannot be bound
     */
    public int serveDatagrams(int port) {
        var bound = new Bootstrap().group(loops)
                .channel(NioDatagramChannel.class)
                .handler(new DatagramPort(settings.connectionsMax(), peer -> {
                    new DatagramLink(settings.apduBytesMax()).addTo(peer.pipeline());
                    peer.pipeline().addLast(new ServerSession(directory, faults, settings));
                }))
                .bind(settings.host(), port)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IllegalStateException("cannot take datagrams on " + settings.host() + ":" + port, bound.cause());
        }
        connections.add(bound.channel());
        return ((InetSocketAddress) bound.channel().localAddress()).getPort();
    }

    /**
     * A meter dials a head-end, says who it is, if the plan has it so, and dials again whenever the connection is gone, until
     * the server is closed. It answers there as its own logical device and as number 1, as every meter's first one.
     *
     * @param name what its modem calls it, 1..32 printable characters
     */
    public void dialOut(InetSocketAddress headEnd, CosemDevice device, String name, ModemPlan plan) {
        DeviceDirectory alone = address -> address == device.logicalAddress() || address == MANAGEMENT
                ? Optional.of(device)
                : Optional.empty();
        new DialledOut(loops, connections, headEnd, device, name, plan, settings.apduBytesMax(),
                () -> new ServerSession(alone, faults, settings)).dial();
    }

    private void bind(int port) {
        var bound = new ServerBootstrap().group(loops)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        accept(channel);
                    }
                })
                .bind(settings.host(), port)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IllegalStateException("cannot listen on " + settings.host() + ":" + port, bound.cause());
        }
        listeners.add(bound.channel());
    }

    private void accept(SocketChannel channel) {
        if (connections.size() >= settings.connectionsMax()) {
            var _ = channel.close();
            return;
        }
        connections.add(channel);
        link(LineEnd.CLOSED).addTo(channel.pipeline());
        channel.pipeline().addLast(new ServerSession(directory, faults, settings));
    }

    private DataLink link(LineEnd lineEnd) {
        return settings.hdlc()
                .<DataLink>map(hdlc -> new HdlcServerLink(hdlc, settings.apduBytesMax(),
                        number -> directory.find(number).isPresent(), lineEnd, hdlcCounts))
                .orElseGet(() -> new WrapperLink(settings.apduBytesMax()));
    }
}
