package io.wattle.headend.cli.meter;

import io.wattle.protocols.dlms.InvocationCounters;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Counters for one reading by hand: nothing is remembered, so the meter is asked first. No nonce is used twice all the
 * same, because the reading goes under a system title of its own. A head-end that shares the meter and the client number
 * finds its own next number refused, and asks too.
 */
public final class AskedCounters implements InvocationCounters {
    private long next = -1;

    @Override
    public synchronized CompletionStage<OptionalLong> reserve(String holder, String nonces, int count) {
        if (next < 0) {
            return CompletableFuture.completedFuture(OptionalLong.empty());
        }
        long first = next;
        next += count;
        return CompletableFuture.completedFuture(OptionalLong.of(first));
    }

    @Override
    public synchronized CompletionStage<Void> raise(String holder, long atLeast) {
        next = Math.max(next, atLeast);
        return CompletableFuture.completedFuture(null);
    }
}
