package io.wattle.simulator.scenario;

import io.wattle.protocols.dlms.InvocationCounters;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/** The client's counters for as long as a test lasts: it knows none at first, and asks the meter. */
final class HeapCounters implements InvocationCounters {
    private final ConcurrentMap<String, AtomicLong> next = new ConcurrentHashMap<>();

    @Override
    public CompletionStage<OptionalLong> reserve(String holder, String nonces, int count) {
        AtomicLong counter = next.get(holder);
        return CompletableFuture.completedFuture(
                counter == null ? OptionalLong.empty() : OptionalLong.of(counter.getAndAdd(count)));
    }

    @Override
    public CompletionStage<Void> raise(String holder, long to) {
        next.computeIfAbsent(holder, _ -> new AtomicLong()).accumulateAndGet(to, Math::max);
        return CompletableFuture.completedFuture(null);
    }
}
