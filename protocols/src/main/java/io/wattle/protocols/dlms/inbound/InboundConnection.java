package io.wattle.protocols.dlms.inbound;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What is beneath a session: its connection, the loop of that, and its one timer. Owned by the loop. */
abstract class InboundConnection extends ChannelDuplexHandler {
    private @Nullable ChannelHandlerContext context;
    private @Nullable ScheduledFuture<?> deadline;

    /** The time is up. */
    abstract void tooLate();

    /** Nothing is left of the connection, or of the loop. */
    abstract void over();

    /** The loop that the conversation must be held on. */
    public final EventLoop loop() {
        return channel().eventLoop();
    }

    /** The connection, for who holds a conversation on it. */
    public final Channel channel() {
        ChannelHandlerContext known = context;
        if (known == null) {
            throw new IllegalStateException("the session is in no pipeline yet");
        }
        return known.channel();
    }

    /** Closes for good, from any thread. */
    final void end() {
        onLoop(this::endNow);
    }

    /** The same at once; called on the loop. */
    final void endNow() {
        over();
        var _ = channel().pipeline().close();
    }

    /** Whether it is protected by TLS, and it has not shown yet whether it gets in. */
    final boolean isShakingHands() {
        SslHandler tls = channel().pipeline().get(SslHandler.class);
        return tls != null && !tls.handshakeFuture().isSuccess();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public final void channelInactive(ChannelHandlerContext in) {
        over();
        in.fireChannelInactive();
    }

    /** In place of what the timer was to run out for. */
    final void restart(Duration patience) {
        stopTimer();
        deadline = loop().schedule(this::tooLate, patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    final void stopTimer() {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }

    final void onLoop(Runnable work) {
        try {
            loop().execute(work);
        } catch (RejectedExecutionException stopped) {
            over();
        }
    }
}
