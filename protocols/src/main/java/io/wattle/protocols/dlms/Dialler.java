package io.wattle.protocols.dlms;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.NetUtil;
import io.wattle.protocols.dlms.frame.DataLink;
import io.wattle.protocols.dlms.frame.DatagramLink;
import io.wattle.protocols.dlms.frame.LineChannel;
import io.wattle.protocols.dlms.frame.WrapperLink;
import io.wattle.protocols.dlms.hdlc.HdlcAddress;
import io.wattle.protocols.dlms.hdlc.HdlcClientLink;
import io.wattle.protocols.dlms.hdlc.HdlcCounts;
import io.wattle.protocols.dlms.hdlc.HdlcPeer;
import io.wattle.protocols.dlms.hdlc.HdlcSettings;
import io.wattle.protocols.dlms.inbound.InboundSession;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.serial.LineSettings;
import io.wattle.protocols.serial.SerialLine;
import io.wattle.protocols.serial.SerialPorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/** Opens connections to meters and raises the data link on them. Safe for use by many threads. */
final class Dialler {
    private final DlmsSettings settings;
    private final ChannelGroup connections;
    private final HdlcCounts counts;
    private final LineTurns turns = new LineTurns();

    /** @param connections every connection is put in here, for the one who closes them all */
    Dialler(DlmsSettings settings, ChannelGroup connections, HdlcCounts counts) {
        this.settings = settings;
        this.connections = connections;
        this.counts = counts;
    }

    /** One way to a meter, for one conversation. */
    @FunctionalInterface
    interface Dial {
        /** A dialogue as that client, on {@code loop}; the link is up, nothing of an association is sent yet. */
        CompletableFuture<Outcome<Dialogue>> dial(DlmsAddress address, int client, EventLoop loop);
    }

    /** The way that the address names. */
    CompletableFuture<Outcome<Dialogue>> dial(DlmsAddress address, int client, EventLoop loop) {
        return switch (address.route()) {
            case DlmsRoute.Wrapper(String host, int port) ->
                dialogue(tcp(host, port, new WrapperLink(settings.frameBytesMax()), loop), client, address.server());
            case DlmsRoute.Datagrams(String host, int port) ->
                dialogue(udp(host, port, loop), client, address.server());
            case DlmsRoute.HdlcOverTcp(String host, int port, HdlcAddress meter, HdlcSettings hdlc) ->
                dialogue(onLine(host + ":" + port, loop, () -> tcp(host, port, link(client, meter, hdlc), loop)),
                        client, address.server());
            case DlmsRoute.HdlcOverSerial serial -> overLine(() -> opened(serial)).dial(address, client, loop);
            case DlmsRoute.Inbound _ -> CompletableFuture.completedFuture(
                    Outcome.refused(Outcome.Refusal.UNREACHABLE, "nobody dials this meter: it dials in"));
        };
    }

    /** The way over a connection that the meter made, on that connection's loop. */
    Dial over(InboundSession session) {
        return (address, client, _) -> {
            Dialogue dialogue = new Dialogue(session.channel(), client, address.server(), settings.answerTimeout());
            Optional<HdlcPeer> hdlc = address.route() instanceof DlmsRoute.Inbound inbound
                    ? inbound.hdlc()
                    : Optional.empty();
            return session.begin(dialogue, client, hdlc)
                    .thenApply(refusal -> refusal.<Outcome<Dialogue>>map(
                            why -> Outcome.refused(Outcome.Refusal.UNREACHABLE, why))
                            .orElseGet(() -> Outcome.done(dialogue)));
        };
    }

    /** The way over a line that somebody else opens; the address must be of a serial route. */
    Dial overLine(LineOpener opener) {
        return (address, client, loop) -> switch (address.route()) {
            case DlmsRoute.HdlcOverSerial(String port, int _, HdlcAddress meter, HdlcSettings hdlc) ->
                dialogue(onLine(port, loop, () -> line(opener, link(client, meter, hdlc), loop)), client,
                        address.server());
            case DlmsRoute.Wrapper _,DlmsRoute.Datagrams _,DlmsRoute.HdlcOverTcp _,DlmsRoute.Inbound _ ->
                CompletableFuture.completedFuture(
                        Outcome.refused(Outcome.Refusal.BAD_ADDRESS,
                                "a line is spoken to as " + DlmsRoutes.SERIAL + ":"));
        };
    }

    /**
     * What came of connecting.
     *
     * @param channel with its link up, or why not
     * @param freed completes when nothing of it is left, as it does for what was never reached
     */
    private record Reached(CompletableFuture<Outcome<Channel>> channel, CompletableFuture<Boolean> freed) {
        Reached() {
            this(new CompletableFuture<>(), new CompletableFuture<>());
        }
    }

    private CompletableFuture<Outcome<Dialogue>> dialogue(Reached reached, int client, int server) {
        return reached.channel().thenApply(outcome -> outcome.map(open -> {
            Dialogue dialogue = new Dialogue(open, client, server, settings.answerTimeout());
            open.pipeline().addLast(dialogue);
            return dialogue;
        }));
    }

    private DataLink link(int client, HdlcAddress meter, HdlcSettings hdlc) {
        return new HdlcClientLink(client, meter, hdlc, settings.frameBytesMax(), counts);
    }

    /** When it is our turn on the line; the turn ends with the connection. */
    private Reached onLine(String line, EventLoop loop, Supplier<Reached> connect) {
        Reached later = new Reached();
        var _ = turns.take(line, settings.conversationTimeout(), loop).thenAccept(ours -> {
            if (!ours) {
                complete(later, Outcome.refused(Outcome.Refusal.BUSY, "other conversations on " + line
                        + " did not end"), loop);
                return;
            }
            Reached now = connect.get();
            var _ = now.freed().thenAccept(_ -> turns.release(line));
            var _ = now.channel().thenAccept(later.channel()::complete);
        });
        return later;
    }

    private Reached tcp(String host, int port, DataLink link, EventLoop loop) {
        Bootstrap dialling = new Bootstrap().channel(NioSocketChannel.class).option(ChannelOption.TCP_NODELAY, true);
        return resolved(host, port, dialling, link, loop);
    }

    /** Nobody is dialled: it only says who is meant, and whose datagrams are taken. */
    private Reached udp(String host, int port, EventLoop loop) {
        return resolved(host, port, new Bootstrap().channel(NioDatagramChannel.class),
                new DatagramLink(settings.frameBytesMax()), loop);
    }

    private Reached resolved(String host, int port, Bootstrap dialling, DataLink link, EventLoop loop) {
        Reached reached = new Reached();
        InetAddress literal = NetUtil.createInetAddressFromIpAddressString(host);
        if (literal != null && loop.inEventLoop()) {
            connect(dialling, new InetSocketAddress(literal, port), link, loop, reached);
            return reached;
        }
        // Looking up a name blocks, so not on the event loop.
        Thread.ofVirtual().name("dlms-resolve").start(() -> {
            try {
                InetSocketAddress target = new InetSocketAddress(InetAddress.getByName(host), port);
                loop.execute(() -> connect(dialling, target, link, loop, reached));
            } catch (UnknownHostException unknown) {
                complete(reached, unreachable("host is unknown: " + host), loop);
            } catch (RejectedExecutionException stopped) {
                complete(reached, unreachable("connector is closed"), loop);
            }
        });
        return reached;
    }

    private void connect(Bootstrap dialling, InetSocketAddress target, DataLink link, EventLoop loop,
            Reached reached) {
        ChannelFuture connecting = dialling.group(loop)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) settings.connectTimeout().toMillis())
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        link.addTo(channel.pipeline());
                    }
                })
                .connect(target);
        connections.add(connecting.channel());
        var _ = connecting.channel().closeFuture().addListener(_ -> reached.freed().complete(true));
        var _ = connecting.addListener(done -> {
            if (done.isSuccess()) {
                raise(connecting.channel(), link, reached);
            } else {
                complete(reached, unreachable("no connection: " + String.valueOf(done.cause().getMessage())), loop);
            }
        });
    }

    /** One platform thread a line: it opens it, and then carries its bytes. */
    private Reached line(LineOpener opener, DataLink link, EventLoop loop) {
        Reached reached = new Reached();
        Thread.ofPlatform().daemon().name("dlms-line").start(() -> {
            LineChannel channel;
            try {
                channel = new LineChannel(opener.open());
            } catch (IOException cannot) {
                complete(reached, unreachable("no line: " + String.valueOf(cannot.getMessage())), loop);
                return;
            }
            connections.add(channel);
            link.addTo(channel.pipeline());
            try {
                loop.register(channel).syncUninterruptibly();
                loop.execute(() -> raise(channel, link, reached));
            } catch (RejectedExecutionException | IllegalStateException stopped) {
                complete(reached, unreachable("connector is closed"), loop);
                channel.unsafe().closeForcibly();
            }
            channel.run();
            reached.freed().complete(true);
        });
        return reached;
    }

    private static SerialLine opened(DlmsRoute.HdlcOverSerial serial) throws IOException {
        SerialLine line = SerialPorts.open(serial.port(), serial.settings().responseTimeout());
        try {
            line.configure(LineSettings.eightNoneOne(serial.baud()));
            line.discardInput(); // what came before we spoke is no answer to us
            return line;
        } catch (IOException broken) {
            line.close();
            throw broken;
        }
    }

    private static void raise(Channel channel, DataLink link, Reached reached) {
        var _ = link.raise().thenAccept((Optional<String> refusal) -> {
            if (refusal.isEmpty()) {
                reached.channel().complete(Outcome.done(channel));
            } else {
                var _ = channel.close().addListener(_ -> reached.channel().complete(unreachable(refusal.get())));
            }
        });
    }

    /** For what was never reached. */
    private static void complete(Reached reached, Outcome<Channel> outcome, EventLoop loop) {
        reached.freed().complete(true);
        try {
            loop.execute(() -> reached.channel().complete(outcome));
        } catch (RejectedExecutionException stopped) {
            reached.channel().complete(outcome);
        }
    }

    private static Outcome<Channel> unreachable(String detail) {
        return Outcome.refused(Outcome.Refusal.UNREACHABLE, detail);
    }
}
