package io.wattle.protocols.dlms;

import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Counters in memory: good enough as long as nothing is restarted. */
final class TestCounters implements InvocationCounters {
    final Map<String, Long> next = new ConcurrentHashMap<>();
    final Map<String, Long> used = new ConcurrentHashMap<>(); // within one domain of nonces

    @Override
    public CompletionStage<OptionalLong> reserve(String holder, String nonces, int count) {
        Long after = next.computeIfPresent(holder,
                (_, first) -> Math.max(first, used.getOrDefault(nonces, 0L)) + count);
        if (after != null) {
            used.put(nonces, after);
        }
        return CompletableFuture
                .completedFuture(after == null ? OptionalLong.empty() : OptionalLong.of(after - count));
    }

    @Override
    public CompletionStage<Void> raise(String holder, long least) {
        next.merge(holder, least, Math::max);
        return CompletableFuture.completedFuture(null);
    }
}
