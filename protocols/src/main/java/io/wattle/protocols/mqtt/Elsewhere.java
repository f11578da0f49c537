package io.wattle.protocols.mqtt;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Which meters other head-ends of the group have: they say so when they take what we hand over. A broker cannot tell whether
 * anybody but ourselves listened. For counting only, so that little is kept. Safe for use by many threads.
 */
final class Elsewhere {
    /** About ten megabytes; a group that has more begins to learn anew. */
    private static final int METERS_MAX = 100_000;
    /** More wait for word only if somebody floods us in the name of meters that nobody has. */
    private static final int WAITING_MAX = 1_000;
    private final Set<String> meters = ConcurrentHashMap.newKeySet();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Duration patience;

    /** @param patience until a meter that nobody spoke for counts as unknown */
    Elsewhere(Duration patience) {
        this.patience = patience;
    }

    /** Another head-end has it. */
    void has(String meter) {
        if (meters.size() >= METERS_MAX) {
            meters.clear();
        }
        meters.add(meter);
    }

    /** What we handed over: one of the two is run, at once or when the patience is over. */
    void judge(String meter, Runnable handedOver, Runnable unknown) {
        if (meters.contains(meter)) {
            handedOver.run();
        } else if (waiting.incrementAndGet() > WAITING_MAX) {
            waiting.decrementAndGet();
            unknown.run();
        } else {
            CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS).execute(() -> {
                waiting.decrementAndGet();
                if (meters.contains(meter)) {
                    handedOver.run();
                } else {
                    unknown.run();
                }
            });
        }
    }
}
