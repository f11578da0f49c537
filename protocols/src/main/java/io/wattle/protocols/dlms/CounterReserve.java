package io.wattle.protocols.dlms;

import io.wattle.protocols.meter.Outcome;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * One holder's invocation counters, reserved in ranges before they are sent. Stages complete on the conversation's event
 * loop, whatever thread the store answers on.
 */
final class CounterReserve {
    /** At one conversation a quarter of an hour, 2^32 counters last for four centuries in ranges of this size. */
    static final int RANGE = 256;
    /** A question that finds fewer left gets a new range first; a whole reading in short blocks needs fewer. */
    static final int LOW = 64;
    /**
     * How far above the meter's last counter we go on. Messages under numbers above it may still be in flight: those of
     * the conversation that sent the last one, at most the rest of its range and one range more. The next number alone
     * would leave them a way in behind our back; this far up, whatever is in flight is below what the meter takes.
     */
    static final int MARGIN = 2 * RANGE;

    private final InvocationCounters counters;
    private final String holder;
    private final String nonces;
    private final Executor loop;

    /** @param nonces as {@link InvocationCounters#reserve} takes it */
    CounterReserve(InvocationCounters counters, String holder, String nonces, Executor loop) {
        this.counters = counters;
        this.holder = holder;
        this.nonces = nonces;
        this.loop = loop;
    }

    /** The first counter of a new range; empty when nothing is known of this holder yet. */
    CompletableFuture<Outcome<OptionalLong>> reserve() {
        return guarded(() -> counters.reserve(holder, nonces, RANGE));
    }

    /** A new range for a holder of whom something is known. */
    CompletableFuture<Outcome<Long>> reserveKnown() {
        return Steps.then(reserve(), first -> Steps.ended(first.isPresent()
                ? Outcome.done(first.getAsLong())
                : Outcome.refused(Outcome.Refusal.INVOCATION_COUNTER, "no counter is known for " + holder)));
    }

    /** Never hands out the meter's last counter, one below, or one that may be in flight above, any more. */
    CompletableFuture<Outcome<Boolean>> raiseAbove(long last) {
        return guarded(() -> counters.raise(holder, last + MARGIN).thenApply(_ -> true));
    }

    private <T> CompletableFuture<Outcome<T>> guarded(Supplier<CompletionStage<T>> call) {
        try {
            return call.get()
                    .handleAsync((value, failure) -> failure == null
                            ? Outcome.done(value)
                            : this.<T>failed(), loop)
                    .toCompletableFuture();
        } catch (RuntimeException failure) {
            return Steps.ended(failed());
        }
    }

    private <T> Outcome<T> failed() {
        return Outcome.refused(Outcome.Refusal.INVOCATION_COUNTER, "no counters could be reserved for " + holder);
    }
}
