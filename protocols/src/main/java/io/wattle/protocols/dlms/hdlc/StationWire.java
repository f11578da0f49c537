package io.wattle.protocols.dlms.hdlc;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A station's hands: sends frames, hands up what came, and has one timer. Silent until the channel is there. */
final class StationWire {
    private @Nullable ChannelHandlerContext context;
    private @Nullable ScheduledFuture<?> timer;

    void attach(ChannelHandlerContext to) {
        context = to;
    }

    void send(HdlcFrame frame) {
        if (context != null) {
            var _ = context.write(frame);
        }
    }

    /** Sends what was written; closes if it piles up, as it does before who makes us poll and never reads the polls. */
    void flush() {
        if (context == null) {
            return;
        }
        context.flush();
        if (context.channel().isActive() && !context.channel().isWritable()) {
            var _ = context.close();
        }
    }

    void handUp(Object message) {
        if (context != null) {
            context.fireChannelRead(message);
        }
    }

    /** @param promise of who wants it closed; nothing happens if nobody does */
    void close(@Nullable ChannelPromise promise) {
        if (context != null && promise != null) {
            var _ = context.close(promise);
        }
    }

    /** In place of what the timer was to do. */
    void restart(Duration after, Runnable then) {
        stopTimer();
        if (context != null) {
            timer = context.executor().schedule(then, after.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    void stopTimer() {
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
