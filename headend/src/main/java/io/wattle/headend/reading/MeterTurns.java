package io.wattle.headend.reading;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Work that blocks before it hands something to the ledger: off the caller's thread, and for each meter in the order in which
 * it came. As much of it waits as protocols have messages in flight. Safe for use by many threads.
 */
final class MeterTurns {
    private static final Executor THREADS = work -> Thread.ofVirtual().name("pushed").start(work);
    private final Map<String, CompletableFuture<Void>> last = new ConcurrentHashMap<>();

    /** Whether nothing of the meter waits. */
    boolean isFree(String meter) {
        return !last.containsKey(meter);
    }

    /**
     * Does the work when what came before is handed over.
     *
     * @param work blocks while it looks, and not for the end of what it begins
     * @return that end, or what the work threw
     */
    <T> CompletableFuture<T> take(String meter, Supplier<CompletionStage<T>> work) {
        CompletableFuture<T> end = new CompletableFuture<>();
        CompletableFuture<Void> mine = new CompletableFuture<>();
        CompletableFuture<Void> before = last.put(meter, mine);
        Runnable turn = () -> {
            try {
                var _ = work.get().whenComplete((value, bug) -> {
                    if (bug == null) {
                        end.complete(value);
                    } else {
                        end.completeExceptionally(bug);
                    }
                });
            } catch (RuntimeException e) {
                end.completeExceptionally(e);
            } finally {
                last.remove(meter, mine);
                mine.complete(null);
            }
        };
        var _ = (before == null ? CompletableFuture.<Void>completedFuture(null) : before).thenRunAsync(turn, THREADS);
        return end;
    }
}
