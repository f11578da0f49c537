package io.wattle.protocols.dlms;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.wattle.protocols.dlms.frame.WrapperFrameEncoder;
import io.wattle.protocols.dlms.frame.WrapperFramer;
import io.wattle.protocols.meter.Outcome;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

/** Opens TCP connections to meters. Safe for use by many threads. */
final class Dialler {
    private final DlmsSettings settings;
    private final ChannelGroup connections;

    /** @param connections every connection is put in here, for the one who closes them all */
    Dialler(DlmsSettings settings, ChannelGroup connections) {
        this.settings = settings;
        this.connections = connections;
    }

    /** A dialogue with {@code address} as wrapper client {@code client}, on {@code loop}. Nothing is sent yet. */
    CompletableFuture<Outcome<Dialogue>> dial(DlmsAddress address, int client, EventLoop loop) {
        CompletableFuture<Outcome<Dialogue>> dialled = new CompletableFuture<>();
        // Looking up a name blocks, so not on the event loop.
        Thread.ofVirtual().name("dlms-resolve").start(() -> {
            try {
                InetSocketAddress target = new InetSocketAddress(InetAddress.getByName(address.host()), address.port());
                loop.execute(() -> connect(target, address.server(), client, loop, dialled));
            } catch (UnknownHostException unknown) {
                refuse(dialled, "host is unknown: " + address.host(), loop);
            } catch (RejectedExecutionException stopped) {
                dialled.complete(unreachable("connector is closed"));
            }
        });
        return dialled;
    }

    private void connect(InetSocketAddress target, int server, int client, EventLoop loop,
            CompletableFuture<Outcome<Dialogue>> dialled) {
        ChannelFuture connecting = new Bootstrap().group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) settings.connectTimeout().toMillis())
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new WrapperFramer(settings.frameBytesMax()),
                                        new WrapperFrameEncoder());
                    }
                })
                .connect(target);
        connections.add(connecting.channel());
        var _ = connecting.addListener(done -> dialled.complete(done.isSuccess()
                ? Outcome.done(dialogue(connecting.channel(), client, server))
                : unreachable("no connection: " + String.valueOf(done.cause().getMessage()))));
    }

    private Dialogue dialogue(Channel channel, int client, int server) {
        Dialogue dialogue = new Dialogue(channel, client, server, settings.answerTimeout());
        channel.pipeline().addLast(dialogue);
        return dialogue;
    }

    private static void refuse(CompletableFuture<Outcome<Dialogue>> dialled, String detail, EventLoop loop) {
        try {
            loop.execute(() -> dialled.complete(unreachable(detail)));
        } catch (RejectedExecutionException stopped) {
            dialled.complete(unreachable(detail));
        }
    }

    private static Outcome<Dialogue> unreachable(String detail) {
        return Outcome.refused(Outcome.Refusal.UNREACHABLE, detail);
    }
}
