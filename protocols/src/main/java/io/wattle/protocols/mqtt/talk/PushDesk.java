package io.wattle.protocols.mqtt.talk;

import io.wattle.protocols.meter.MeterInbox;
import io.wattle.protocols.meter.MeterInbox.Heard;
import io.wattle.protocols.mqtt.payload.Decoded;
import io.wattle.protocols.mqtt.payload.Receipt;
import io.wattle.protocols.mqtt.payload.UpMessage;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Takes what meters push: each message once, none from a meter that floods, and none is acknowledged before the inbox has
 * it on disk. While the inbox says LATER the message stays unacknowledged, so that the broker holds back when its in-flight
 * limit is reached. Safe for use by many threads.
 */
public final class PushDesk {
    private static final long RETRY_MS = 100;
    private final MeterInbox inbox;
    private final Predicate<String> known;
    private final OrderWire wire;
    private final MessageCounts counts;
    private final TalkSettings settings;
    private final LongSupplier nanos;
    private final Map<String, MeterDoor> doors = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /**
     * Nobody is heard yet.
     *
     * @param known whether there is a meter of that serial number; memory is kept for those only
     * @param nanos counts real nanoseconds
     */
    public PushDesk(MeterInbox inbox, Predicate<String> known, OrderWire wire, MessageCounts counts,
            TalkSettings settings, LongSupplier nanos) {
        this.inbox = inbox;
        this.known = known;
        this.wire = wire;
        this.counts = counts;
        this.settings = settings;
        this.nanos = nanos;
    }

    /** Whether there is such a meter; counted if not. To be asked before a payload is looked at. */
    public boolean knows(String name) {
        if (known.test(name)) {
            return true;
        }
        counts.rejected(Rejection.UNKNOWN_METER, name, "not in the registry");
        return false;
    }

    /**
     * Deals with a message.
     *
     * @param name of the meter at the broker; known
     * @param payload by which a double is recognized
     * @param done acknowledges the message to the broker
     */
    public void heard(String name, byte[] payload, Decoded<UpMessage> decoded, Runnable done) {
        switch (decoded) {
            case Decoded.Bad<UpMessage>(var fault, String detail) -> {
                counts.rejected(fault, name, detail);
                done.run();
            }
            case Decoded.Good<UpMessage>(UpMessage message) -> {
                if (message.meter().equals(name)) {
                    good(name, payload, message, done);
                } else {
                    counts.rejected(Rejection.OTHER_METER, name, "payload names " + message.meter());
                    done.run();
                }
            }
        }
    }

    /** From now on nothing is tried again. */
    public void close() {
        closed = true;
    }

    private void good(String name, byte[] payload, UpMessage message, Runnable done) {
        MeterDoor door = doors.computeIfAbsent(name,
                _ -> new MeterDoor(settings.burst(), settings.perMinute(), nanos.getAsLong()));
        switch (door.enter(payload, nanos.getAsLong())) {
            case MeterDoor.Entry.Fresh(CompletableFuture<Heard> end) -> {
                hand(message, end);
                answer(name, message, end, done);
            }
            case MeterDoor.Entry.Again(CompletableFuture<Heard> end) -> {
                counts.rejected(Rejection.DUPLICATE, name, "");
                answer(name, message, end, done);
            }
            case MeterDoor.Entry.TooMany _ -> {
                counts.rejected(Rejection.FLOOD, name, "more than " + settings.perMinute() + " a minute");
                receipt(name, message, Receipt.Kind.LATER, "more than " + settings.perMinute() + " messages a minute");
                done.run();
            }
        }
    }

    private void hand(UpMessage message, CompletableFuture<Heard> end) {
        var _ = stage(message).whenComplete((heard, bug) -> {
            if (bug == null && !(heard instanceof Heard.Later)) {
                count(message, heard);
                end.complete(heard);
            } else if (!closed) {
                CompletableFuture.delayedExecutor(RETRY_MS, TimeUnit.MILLISECONDS).execute(() -> hand(message, end));
            }
        });
    }

    private void count(UpMessage message, Heard heard) {
        switch (heard) {
            case Heard.Kept _ -> counts.taken();
            case Heard.Refused(String reason, String detail) ->
                counts.rejected(Rejection.REFUSED, message.meter(), reason + ": " + detail);
            case Heard.Later _ -> {
            }
        }
    }

    private CompletionStage<Heard> stage(UpMessage message) {
        return switch (message) {
            case UpMessage.Reading(var _, var reading) -> inbox.reading(reading);
            case UpMessage.Profile(var _, var profile) -> inbox.profile(profile);
            case UpMessage.Event(String meter, var _, var at, String kind, String detail) ->
                inbox.event(meter, at, kind, detail);
            case UpMessage.State _ -> CompletableFuture.completedFuture(new Heard.Kept());
        };
    }

    private void answer(String name, UpMessage message, CompletableFuture<Heard> end, Runnable done) {
        var _ = end.thenAccept(heard -> {
            done.run();
            switch (heard) {
                case Heard.Kept _ -> receipt(name, message, Receipt.Kind.KEPT, "");
                case Heard.Refused(String reason, String detail) ->
                    receipt(name, message, Receipt.Kind.REFUSED, reason + ": " + detail);
                case Heard.Later _ -> {
                }
            }
        });
    }

    private void receipt(String name, UpMessage message, Receipt.Kind kind, String detail) {
        message.sequence().ifPresent(sequence -> wire.send(name, new Receipt(name, sequence, kind, detail)));
    }
}
