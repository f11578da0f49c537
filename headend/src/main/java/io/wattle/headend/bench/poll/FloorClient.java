package io.wattle.headend.bench.poll;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What the exchange costs at least: written by hand on Netty, with as many event loops as ours. */
final class FloorClient implements PollClient {
    private static final int LOOPS = 2;

    private final InetSocketAddress meters;
    private final MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(LOOPS,
            new DefaultThreadFactory("floor", true), NioIoHandler.newFactory());

    FloorClient(InetSocketAddress meters) {
        this.meters = meters;
    }

    @Override
    public CompletableFuture<?> session(int meter) {
        return connect(new FloorSession(meter, false));
    }

    @Override
    public CompletableFuture<FloorSession> open(int meter) {
        return connect(new FloorSession(meter, true));
    }

    @Override
    public void close() {
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }

    private CompletableFuture<FloorSession> connect(FloorSession session) {
        var _ = new Bootstrap().group(loops)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(session)
                .connect(meters)
                .addListener(connected -> {
                    if (!connected.isSuccess()) {
                        session.done.completeExceptionally(connected.cause());
                    }
                });
        return session.done;
    }
}
