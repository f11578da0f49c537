package io.wattle.protocols.mqtt.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What waits to be sent on one connection. Paho refuses whatever is above the broker's Receive Maximum (error 32202), where
 * it might wait: so no more is handed to it than the broker takes. Safe for use by many threads.
 */
final class Outbox {

    /** Hands a message to the wire; the end is told once, from any thread. */
    @FunctionalInterface
    interface Wire {
        CompletionStage<PublishEnd> send(MqttPublish message);
    }

    private record Waiting(MqttPublish message, CompletableFuture<PublishEnd> end) {}

    private final int waitingMax;
    private final Deque<Waiting> waiting = new ArrayDeque<>(); // guarded by this
    private final List<Waiting> sent = new ArrayList<>(); // guarded by this
    private Optional<Wire> wire = Optional.empty(); // guarded by this
    private int sentMax; // guarded by this

    Outbox(int waitingMax) {
        this.waitingMax = waitingMax;
    }

    CompletableFuture<PublishEnd> offer(MqttPublish message) {
        CompletableFuture<PublishEnd> end = new CompletableFuture<>();
        synchronized (this) {
            if (wire.isEmpty() || waiting.size() >= waitingMax) {
                end.complete(PublishEnd.NOT_SENT);
                return end;
            }
            waiting.addLast(new Waiting(message, end));
        }
        send();
        return end;
    }

    /** From now on messages leave over this wire, so many at once. */
    synchronized void open(Wire opened, int atOnce) {
        wire = Optional.of(opened);
        sentMax = atOnce;
    }

    /** The wire is gone, and with it everything that waited. */
    void shut() {
        List<Waiting> unsent;
        List<Waiting> lost;
        synchronized (this) {
            wire = Optional.empty();
            unsent = List.copyOf(waiting);
            lost = List.copyOf(sent);
            waiting.clear();
            sent.clear();
        }
        unsent.forEach(one -> one.end().complete(PublishEnd.NOT_SENT));
        lost.forEach(one -> one.end().complete(PublishEnd.UNKNOWN));
    }

    private void send() {
        while (true) {
            Waiting next;
            Wire over;
            synchronized (this) {
                if (wire.isEmpty() || waiting.isEmpty() || sent.size() >= sentMax) {
                    return;
                }
                over = wire.get();
                next = waiting.removeFirst();
                sent.add(next);
            }
            var _ = over.send(next.message()).whenComplete((end, bug) -> {
                synchronized (this) {
                    sent.remove(next);
                }
                next.end().complete(bug == null ? end : PublishEnd.UNKNOWN);
                send();
            });
        }
    }
}
