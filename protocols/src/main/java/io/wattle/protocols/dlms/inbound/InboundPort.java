package io.wattle.protocols.dlms.inbound;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.EventExecutor;
import io.wattle.protocols.dlms.frame.WrapperFrameEncoder;
import io.wattle.protocols.dlms.hdlc.HdlcCounts;
import io.wattle.protocols.dlms.push.PushHearing;
import java.net.InetSocketAddress;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.net.ssl.SSLPeerUnverifiedException;

/** The port on which meters dial in. Safe for use by many threads. Whoever opens it closes it. */
public final class InboundPort implements AutoCloseable {
    private static final long STOP_TIMEOUT_SECONDS = 5;

    private final InboundSettings settings;
    private final InboundDesk desk;
    private final Supplier<InboundFramer> framers;
    private final AtomicInteger open = new AtomicInteger();
    private final Optional<Protection> tls;
    private final Channel listener;

    private record Protection(SslContext context, InboundTrust trust) {}

    private InboundPort(InboundDesk desk, EventLoopGroup loops, ChannelGroup connections,
            Supplier<InboundFramer> framers, InstantSource clock) {
        this.settings = desk.settings();
        this.desk = desk;
        this.framers = framers;
        this.tls = settings.tls().map(files -> {
            InboundTrust trust = new InboundTrust(files.authorities(), clock);
            return new Protection(files.context(trust), trust);
        });
        var bound = new ServerBootstrap().group(loops)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        accept(channel, connections);
                    }
                })
                .bind(settings.host(), settings.port())
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IllegalStateException("cannot listen for meters on " + settings.host() + ":" + settings.port(),
                    bound.cause());
        }
        this.listener = bound.channel();
    }

    /**
     * Begins to listen.
     *
     * @param loops on which conversations will be held
     * @param connections every connection is put in here, for the one who closes them all
     * @param apduBytesMax longest APDU that is accepted, 1..65535 bytes
     * @param counts told of what is lost where meters speak HDLC
     * @param answerTimeout how long a meter may take to agree when a conversation takes leave
     * @param pushes told of what meters push
     * @param asking asks those who they are that do not say it
     * @param clock says whether certificates are valid
     * @throws IllegalStateException if the port cannot be bound
     * @throws IllegalArgumentException if TLS cannot be set up
     */
    public static InboundPort open(InboundSettings settings, EventLoopGroup loops, ChannelGroup connections,
            int apduBytesMax, HdlcCounts counts, Duration answerTimeout, PushHearing pushes, InboundAsking asking,
            InstantSource clock) {
        return new InboundPort(new InboundDesk(settings, answerTimeout, pushes, asking), loops, connections,
                () -> new InboundFramer(apduBytesMax, counts), clock);
    }

    /** The port that is bound, 1..65535. */
    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /** Connections that stand, identified or not. */
    public int connections() {
        return open.get();
    }

    /**
     * A connection of a meter, for one conversation; as soon as it dials in, or is free.
     *
     * @param name what it calls itself: serial number, modem's number or logical device name; {@code *} for whoever comes
     * @param title or its system title, 16 hexadecimal digits
     * @return empty if there was none in time
     */
    public CompletableFuture<Optional<InboundSession>> take(String name, Optional<String> title, Duration patience,
            EventExecutor timer) {
        CompletableFuture<Optional<InboundSession>> found = desk.claims().take(names(name, title));
        try {
            var end = timer.schedule(() -> found.complete(Optional.empty()), patience.toMillis(),
                    TimeUnit.MILLISECONDS);
            var _ = found.whenComplete((_, _) -> end.cancel(false));
        } catch (RejectedExecutionException stopped) {
            found.complete(Optional.empty());
        }
        return found;
    }

    /**
     * The meter on this connection proved to be the one that it was taken for: others that say so are closed.
     *
     * @param name as it was taken
     * @param title as it was taken
     */
    public static void proved(InboundSession session, String name, Optional<String> title) {
        session.proved(names(name, title));
    }

    private static Set<String> names(String name, Optional<String> title) {
        Set<String> names = new LinkedHashSet<>();
        names.add(name);
        title.ifPresent(hex -> names.add(PushedNames.title(hex.toUpperCase(Locale.ROOT))));
        return names;
    }

    /** Accepts nobody any more; connections are closed by whose group they are in. */
    @Override
    public void close() {
        listener.close().awaitUninterruptibly(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        desk.claims().close();
    }

    private void accept(SocketChannel channel, ChannelGroup connections) {
        if (open.incrementAndGet() > settings.connectionsMax()) {
            open.decrementAndGet();
            var _ = channel.close();
            return;
        }
        connections.add(channel);
        var _ = channel.closeFuture().addListener(_ -> open.decrementAndGet());
        InboundSession session = new InboundSession(desk);
        tls.ifPresent(protection -> {
            SslHandler handler = protection.context().newHandler(channel.alloc());
            handler.setHandshakeTimeoutMillis(settings.identifyTimeout().toMillis());
            channel.pipeline().addLast(handler);
            InetSocketAddress peer = channel.remoteAddress(); // not to be had any more once the channel is closed
            var _ = handler.handshakeFuture().addListener(done -> {
                if (done.isSuccess()) {
                    shown(session, handler, protection.trust());
                } else {
                    protection.trust().failed(peer, done.cause());
                }
            });
        });
        channel.pipeline().addLast(framers.get(), new WrapperFrameEncoder(), session);
    }

    /**
     * What the certificate calls its owner is as good a name as any. It is checked once more, as that of a session that is
     * resumed was checked when the session began.
     */
    private static void shown(InboundSession session, SslHandler handler, InboundTrust trust) {
        try {
            Certificate[] shown = handler.engine().getSession().getPeerCertificates();
            if (trust.refuses(shown).isPresent()) {
                session.endNow();
            } else {
                InboundTls.name(shown[0]).ifPresent(name -> session.identified(Set.of(name)));
            }
        } catch (SSLPeerUnverifiedException none) {
            session.endNow();
        }
    }
}
