package io.wattle.protocols.dlms;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One conversation at a time on each line: meters that share one would hear, and garble, each other. Who waits is served in
 * order. Safe for use by many threads.
 */
final class LineTurns {
    private static final int WAITING_MAX = 1_024; // for one line

    private final Map<String, Deque<CompletableFuture<Boolean>>> waiting = new HashMap<>();

    /**
     * Asks for a line. Completes with true when it is the caller's, who then {@link #release}s it; with false when it was
     * not free in time.
     */
    CompletableFuture<Boolean> take(String line, Duration patience, EventLoop loop) {
        CompletableFuture<Boolean> turn = new CompletableFuture<>();
        synchronized (this) {
            Deque<CompletableFuture<Boolean>> others = waiting.get(line);
            if (others == null) {
                waiting.put(line, new ArrayDeque<>());
                turn.complete(true);
                return turn;
            }
            others.removeIf(CompletableFuture::isDone);
            if (others.size() >= WAITING_MAX) {
                turn.complete(false);
                return turn;
            }
            others.add(turn);
        }
        try {
            ScheduledFuture<?> end = loop.schedule(() -> turn.complete(false), patience.toMillis(),
                    TimeUnit.MILLISECONDS);
            var _ = turn.whenComplete((_, _) -> end.cancel(false));
        } catch (RejectedExecutionException stopped) {
            turn.complete(false);
        }
        return turn;
    }

    /** Gives the line to who waits longest. */
    void release(String line) {
        for (CompletableFuture<Boolean> next = next(line); next != null; next = next(line)) {
            if (next.complete(true)) {
                return;
            }
        }
    }

    private synchronized @Nullable CompletableFuture<Boolean> next(String line) {
        Deque<CompletableFuture<Boolean>> others = waiting.get(line);
        CompletableFuture<Boolean> next = others == null ? null : others.poll();
        if (next == null) {
            waiting.remove(line);
        }
        return next;
    }
}
