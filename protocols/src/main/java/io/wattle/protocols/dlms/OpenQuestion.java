package io.wattle.protocols.dlms;

import io.netty.channel.EventLoop;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.Outcome.Cause;
import io.wattle.protocols.meter.Outcome.Refusal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One question at a time on one association, each with counters enough and with an end. Safe for use by many threads. */
final class OpenQuestion {
    private final ClientAssociation association;
    private final CounterReserve counters;
    private final EventLoop loop;
    private final AtomicBoolean busy = new AtomicBoolean();
    /** Ends the question that is open when the dialogue ends; nothing while none is. */
    private final AtomicReference<Consumer<Outcome.Unknown<byte[]>>> whenOver = new AtomicReference<>(
            OpenQuestion::nobodyWaits);

    OpenQuestion(ClientAssociation association, CounterReserve counters, EventLoop loop) {
        this.association = association;
        this.counters = counters;
        this.loop = loop;
        association.whenCountersAreLow(this::reserveCounters);
        var _ = association.dialogue().ended().thenAccept(why -> whenOver.get().accept(why));
    }

    private static void nobodyWaits(Outcome.Unknown<byte[]> why) {}

    /** Takes leave if nothing is asked, and closes. */
    void close() {
        onLoop(() -> {
            if (busy.get()) {
                association.dialogue().end(Cause.CONNECTION_LOST, "connection was closed by us");
            } else {
                association.release();
            }
        });
    }

    <T> CompletableFuture<Outcome<T>> ask(Supplier<CompletableFuture<Outcome<T>>> question) {
        if (!busy.compareAndSet(false, true)) {
            return Steps.ended(Outcome.refused(Refusal.BUSY, "another question is open on this link"));
        }
        CompletableFuture<Outcome<T>> answer = new CompletableFuture<>();
        // Whatever hangs, the counters' store included: the end of the dialogue ends the question.
        whenOver.set(why -> {
            Outcome<T> unknown = Outcome.unknown(why.cause(), why.detail());
            if (!onLoop(() -> answer.complete(unknown))) {
                answer.complete(unknown);
            }
        });
        boolean started = onLoop(() -> answer(question, answer));
        if (!started) {
            busy.set(false);
            answer.complete(Outcome.refused(Refusal.UNREACHABLE, "connector is closed"));
        }
        return answer;
    }

    private <T> void answer(Supplier<CompletableFuture<Outcome<T>>> question, CompletableFuture<Outcome<T>> answer) {
        var _ = Steps.then(enoughCounters(), _ -> question.get()).whenComplete((outcome, bug) -> {
            whenOver.set(OpenQuestion::nobodyWaits);
            busy.set(false);
            answer.complete(bug == null
                    ? outcome
                    : Outcome.unknown(Cause.MALFORMED_REPLY, "reply broke us: " + bug.getClass().getSimpleName()));
        });
    }

    private CompletableFuture<Outcome<Boolean>> enoughCounters() {
        if (association.dialogue().ended().isDone() || association.codec().countersLeft() >= CounterReserve.LOW) {
            return Steps.ended(Outcome.done(true));
        }
        return reserveCounters();
    }

    private CompletableFuture<Outcome<Boolean>> reserveCounters() {
        return Steps.then(counters.reserveKnown(), first -> {
            association.codec().useCounters(first, CounterReserve.RANGE);
            return Steps.ended(Outcome.done(true));
        });
    }

    private boolean onLoop(Runnable work) {
        try {
            loop.execute(work);
            return true;
        } catch (RejectedExecutionException closed) {
            return false;
        }
    }
}
