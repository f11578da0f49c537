package io.wattle.protocols.mqtt.talk;

import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.MeterConnector;
import io.wattle.protocols.meter.MeterLink;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.Outcome.Cause;
import io.wattle.protocols.meter.Outcome.Refusal;
import io.wattle.protocols.mqtt.client.PublishEnd;
import io.wattle.protocols.mqtt.payload.Answer;
import io.wattle.protocols.mqtt.payload.AnswerMessage;
import io.wattle.protocols.mqtt.payload.CommandMessage;
import io.wattle.protocols.mqtt.payload.Order;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Conversations with meters at a broker. Each has a number above all before; once a meter has answered to its opening, the
 * meter refuses whatever belongs to an earlier one, and so an order that was lost on the way can no longer take effect.
 * Safe for use by many threads.
 */
public final class MeterTalk implements MeterConnector {
    private final String scheme;
    private final OrderWire wire;
    private final TalkSettings settings;
    private final MessageCounts counts;
    private final InstantSource clock;
    private final Map<Asked, Waiting> waiting = new ConcurrentHashMap<>();
    private final AtomicLong lastConversation = new AtomicLong();
    private final AtomicInteger open = new AtomicInteger();
    private volatile boolean closed;

    /**
     * No meter is asked anything yet.
     *
     * @param clock where conversations get their numbers from: milliseconds since 1970, or one above the last
     */
    public MeterTalk(String scheme, OrderWire wire, TalkSettings settings, MessageCounts counts, InstantSource clock) {
        this.scheme = scheme;
        this.wire = wire;
        this.settings = settings;
        this.counts = counts;
        this.clock = clock;
    }

    private record Asked(String name, long conversation, long number) {}

    /** @param onClose completes the question when nobody will answer it any more */
    private record Waiting(CompletableFuture<AnswerMessage> answer, Runnable onClose) {}

    /** What came of sending an order and waiting for its answer. */
    sealed interface Reply {

        record Answered(AnswerMessage message) implements Reply {}

        /** Nobody got it. */
        record NotDelivered(String detail) implements Reply {}

        /** It may have arrived. */
        record Lost(Cause cause, String detail) implements Reply {}
    }

    @Override
    public String scheme() {
        return scheme;
    }

    @Override
    public CompletionStage<Outcome<MeterLink>> open(MeterAddress address) {
        String name = String.valueOf(address.uri().getSchemeSpecificPart());
        if (!MeterName.isGood(name)) {
            return refused(Refusal.BAD_ADDRESS,
                    "must be " + scheme + ":SERIAL or, behind a gateway, " + scheme
                            + ":GATEWAY/SERIAL, each with 1 to 32 of A-Z a-z 0-9 . _ -, was: " + address.uri());
        }
        if (closed) {
            return refused(Refusal.UNREACHABLE, "connector is closed");
        }
        if (open.incrementAndGet() > settings.conversationsMax()) {
            open.decrementAndGet();
            return refused(Refusal.BUSY, settings.conversationsMax() + " conversations are open already");
        }
        long conversation = lastConversation.updateAndGet(last -> Math.max(last + 1, clock.millis()));
        return open(address, name, conversation, true).whenComplete((outcome, _) -> {
            if (!(outcome instanceof Outcome.Done<MeterLink>)) {
                open.decrementAndGet();
            }
        });
    }

    /** A meter's answer; its name is that of its topic. */
    public void answered(String name, AnswerMessage message) {
        Waiting asker = waiting.remove(new Asked(name, message.conversation(), message.number()));
        if (asker == null) {
            counts.rejected(Rejection.LATE_ANSWER, name, "to " + message.conversation() + "/" + message.number());
        } else {
            asker.answer().complete(message);
        }
    }

    @Override
    public void close() {
        closed = true;
        waiting.values().forEach(one -> one.onClose().run());
    }

    private CompletionStage<Outcome<MeterLink>> open(MeterAddress address, String name, long conversation,
            boolean mayTryAgain) {
        String meant = address.means(name) ? name : address.meterSerial();
        return ask(name, new CommandMessage(meant, conversation, 0, new Order.Open()))
                .thenCompose(reply -> switch (reply) {
                    case Reply.NotDelivered(String detail) -> refused(Refusal.UNREACHABLE, detail);
                    // Opening changes nothing that anybody could miss.
                    case Reply.Lost(Cause cause, String detail) -> refused(Refusal.UNREACHABLE, cause + ": " + detail);
                    case Reply.Answered(AnswerMessage message) ->
                        opened(address, name, conversation, message, mayTryAgain);
                });
    }

    private CompletionStage<Outcome<MeterLink>> opened(MeterAddress address, String name, long conversation,
            AnswerMessage message, boolean mayTryAgain) {
        if (!address.means(message.meter())) {
            return refused(Refusal.WRONG_METER,
                    "meant is " + address.meterSerial() + ", there is " + message.meter());
        }
        return switch (message.answer()) {
            case Answer.Opened _ -> CompletableFuture.completedFuture(Outcome.done(
                    new TalkLink(this, name, message.meter(), conversation, open::decrementAndGet)));
            // Another head-end's clock is ahead of ours.
            case Answer.Stale(long last) when mayTryAgain && last < Long.MAX_VALUE -> open(address, name,
                    lastConversation.updateAndGet(ours -> Math.max(ours, last) + 1), false);
            case Answer.Stale _ -> refused(Refusal.BUSY, "another head-end speaks to the meter");
            case Answer.Refused(Refusal reason, String detail) -> refused(reason, detail);
            case Answer.Failed(String detail) -> refused(Refusal.TEMPORARY_FAILURE, detail);
            case Answer.Read _,Answer.Relay _,Answer.Credited _,Answer.Token _,Answer.Limit _,Answer.Mode _,Answer.Tariff _,Answer.Clock _,Answer.Profile _ ->
                refused(Refusal.OTHER, "the meter answered to another question");
        };
    }

    CompletionStage<Reply> ask(String name, CommandMessage command) {
        Asked key = new Asked(name, command.conversation(), command.number());
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        CompletableFuture<AnswerMessage> answer = new CompletableFuture<>();
        waiting.put(key, new Waiting(answer,
                () -> reply.complete(new Reply.Lost(Cause.CONNECTION_LOST, "connector is closed"))));
        var _ = answer.thenAccept(message -> reply.complete(new Reply.Answered(message)));
        var _ = wire.send(name, command).thenAccept(end -> notDelivered(end).ifPresent(reply::complete));
        Supplier<Reply> late = () -> new Reply.Lost(Cause.TIMEOUT,
                "no answer within " + settings.answerTimeout().toMillis() + " ms");
        var _ = reply.completeOnTimeout(late.get(), settings.answerTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((_, _) -> waiting.remove(key));
        // Closing ends those that it finds; this one may have come too late to be found.
        if (closed) {
            reply.complete(new Reply.Lost(Cause.CONNECTION_LOST, "connector is closed"));
        }
        return reply;
    }

    Duration answerTimeout() {
        return settings.answerTimeout();
    }

    private static Optional<Reply> notDelivered(PublishEnd end) {
        return switch (end) {
            case TAKEN -> Optional.empty();
            case NOBODY_LISTENS -> Optional.of(new Reply.NotDelivered("the meter is not subscribed at the broker"));
            case NOT_SENT -> Optional.of(new Reply.NotDelivered("no connection to the broker, or too much waits"));
            case REFUSED -> Optional.of(new Reply.NotDelivered("the broker does not let us speak to the meter"));
            case UNKNOWN -> Optional.of(new Reply.Lost(Cause.CONNECTION_LOST, "the connection to the broker broke"));
        };
    }

    private static CompletionStage<Outcome<MeterLink>> refused(Refusal reason, String detail) {
        return CompletableFuture.completedFuture(Outcome.refused(reason, detail));
    }
}
