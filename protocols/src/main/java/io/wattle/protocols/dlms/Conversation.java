package io.wattle.protocols.dlms;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import io.wattle.protocols.dlms.security.KeyRing;
import io.wattle.protocols.meter.MeterLink;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.Outcome.Cause;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One conversation from its first step to its last: the overall deadline, the slot, and the keys that are wiped when the
 * association stands or never will. State belongs to the event loop; {@link #end} may be called from anywhere.
 */
final class Conversation {
    private final EventLoop loop;
    private final KeyRing keys;
    private final CompletableFuture<Outcome<MeterLink>> opened = new CompletableFuture<>();
    private final CompletableFuture<Boolean> over = new CompletableFuture<>();
    private volatile @Nullable ScheduledFuture<?> deadline;
    private @Nullable Dialogue dialogue;

    private Conversation(EventLoop loop, KeyRing keys) {
        this.loop = loop;
        this.keys = keys;
    }

    /** One that has its deadline; on a loop that is stopped, one that is over. */
    static Conversation on(EventLoop loop, Duration timeout, KeyRing keys) {
        Conversation conversation = new Conversation(loop, keys);
        try {
            conversation.deadline = loop.schedule(() -> conversation.endOnLoop(Cause.TIMEOUT,
                    "conversation took longer than " + timeout.toMillis() + " ms" + (conversation.opened.isDone()
                            ? ""
                            : ", and the meter had not associated by then")),
                    timeout.toMillis(),
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopped) {
            conversation.finish(Outcome.refused(Outcome.Refusal.UNREACHABLE, "connector is closed"));
        }
        return conversation;
    }

    /** The link, or why there is none; completes in any case. */
    CompletableFuture<Outcome<MeterLink>> opened() {
        return opened;
    }

    /** Completes when nothing of the conversation is left. */
    CompletableFuture<Boolean> over() {
        return over;
    }

    void begin(Opening opening, Function<ClientAssociation, MeterLink> link) {
        try {
            loop.execute(() -> {
                var _ = opening.run(() -> !opened.isDone()).whenComplete((outcome, bug) -> opened(outcome, bug, link));
            });
        } catch (RejectedExecutionException stopped) {
            finish(Outcome.refused(Outcome.Refusal.UNREACHABLE, "connector is closed"));
        }
    }

    private void opened(@Nullable Outcome<ClientAssociation> outcome, @Nullable Throwable bug,
            Function<ClientAssociation, MeterLink> link) {
        if (outcome == null || bug != null) {
            endOnLoop(Cause.MALFORMED_REPLY, "reply broke us");
        } else if (outcome instanceof Outcome.Done<ClientAssociation>(ClientAssociation association)) {
            keys.wipe(); // the codec has its own
            stand(association, link);
        } else {
            finish(outcome.map(link));
        }
    }

    /** Called for each connection of the opening; the last one is the link's. */
    void onDialogue(Dialogue next) {
        dialogue = next;
        if (opened.isDone()) {
            next.end(Cause.CONNECTION_LOST, "conversation is over");
        }
    }

    void end(Cause cause, String detail) {
        try {
            loop.execute(() -> endOnLoop(cause, detail));
        } catch (RejectedExecutionException stopped) {
            finish(Outcome.unknown(cause, detail));
        }
    }

    private void stand(ClientAssociation association, Function<ClientAssociation, MeterLink> link) {
        var _ = association.dialogue()
                .ended()
                .thenAccept(_ -> finish(Outcome.unknown(Cause.CONNECTION_LOST, "link is over")));
        if (!opened.complete(Outcome.done(link.apply(association)))) {
            association.dialogue().end(Cause.CONNECTION_LOST, "conversation is over");
        }
    }

    private void endOnLoop(Cause cause, String detail) {
        Dialogue open = dialogue;
        opened.complete(Outcome.unknown(cause, detail));
        if (open != null) {
            open.end(cause, detail);
        }
        finish(Outcome.unknown(cause, detail));
    }

    private void finish(Outcome<MeterLink> outcome) {
        ScheduledFuture<?> timer = deadline;
        if (timer != null) {
            timer.cancel(false);
        }
        keys.wipe();
        opened.complete(outcome);
        over.complete(true);
    }
}
