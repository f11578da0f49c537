package io.wattle.protocols.mqtt.talk;

import io.wattle.protocols.meter.MeterInbox;
import io.wattle.protocols.meter.MeterInbox.Heard;
import io.wattle.protocols.mqtt.payload.Decoded;
import io.wattle.protocols.mqtt.payload.Receipt;
import io.wattle.protocols.mqtt.payload.UpCodec;
import io.wattle.protocols.mqtt.payload.UpMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
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
    /** What inboxes allow: meter clocks drift, and may stand in another zone by mistake. */
    private static final Duration AHEAD_MAX = Duration.ofDays(1);
    private final MeterInbox inbox;
    private final Predicate<String> known;
    private final OrderWire wire;
    private final MessageCounts counts;
    private final TalkSettings settings;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final Map<String, MeterDoor> doors = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /**
     * Nobody is heard yet.
     *
     * @param known whether there is a meter of that serial number; memory is kept for those only
     * @param clock what meters' times are held against
     * @param nanos counts real nanoseconds
     */
    public PushDesk(MeterInbox inbox, Predicate<String> known, OrderWire wire, MessageCounts counts,
            TalkSettings settings, InstantSource clock, LongSupplier nanos) {
        this.inbox = inbox;
        this.known = known;
        this.wire = wire;
        this.counts = counts;
        this.settings = settings;
        this.clock = clock;
        this.nanos = nanos;
    }

    /** Whether there is such a meter. To be asked before a payload is looked at. */
    public boolean isKnown(String name) {
        return known.test(name);
    }

    /** Counts a message of nobody whom we know. */
    public void unknown(String name) {
        counts.rejected(Rejection.UNKNOWN_METER, name, "not in the registry");
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
            case Decoded.Bad<UpMessage>(var fault, String detail) ->
                bad(name, Rejection.of(fault), detail, payload, done);
            case Decoded.Good<UpMessage>(UpMessage message) -> {
                if (message.meter().equals(MeterName.serialOf(name))) {
                    good(name, payload, message, done);
                } else {
                    bad(name, Rejection.OTHER_METER, "payload names " + message.meter(), payload, done);
                }
            }
        }
    }

    /** Names, counts and answers what is not as agreed; but a flood of it is not answered. */
    public void bad(String name, Rejection reason, String detail, byte[] payload, Runnable done) {
        counts.rejected(reason, name, detail);
        if (door(name).mayPass(nanos.getAsLong())) {
            give(name, Receipt.refused(MeterName.serialOf(name), UpCodec.sequenceOf(payload),
                    reason.word() + ": " + detail));
        } else {
            counts.rejected(Rejection.FLOOD, name, "more than " + settings.perMinute() + " a minute");
        }
        done.run();
    }

    /** From now on nothing is tried again. */
    public void close() {
        closed = true;
    }

    private void good(String name, byte[] payload, UpMessage message, Runnable done) {
        switch (door(name).enter(payload, nanos.getAsLong())) {
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

    private MeterDoor door(String name) {
        return doors.computeIfAbsent(name,
                _ -> new MeterDoor(settings.burst(), settings.perMinute(), nanos.getAsLong()));
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
                counts.rejected(isAhead(message) ? Rejection.AHEAD_OF_TIME : Rejection.REFUSED, message.meter(),
                        reason + ": " + detail);
            case Heard.Later _ -> {
            }
        }
    }

    private boolean isAhead(UpMessage message) {
        return switch (message) {
            case UpMessage.Reading(var _, var reading) -> isAhead(reading.meterTime());
            case UpMessage.Profile(var _, var profile) ->
                profile.points().stream().anyMatch(point -> isAhead(point.at()));
            case UpMessage.Event event -> isAhead(event.at());
            case UpMessage.State _ -> false;
        };
    }

    private boolean isAhead(Instant time) {
        return time.isAfter(clock.instant().plus(AHEAD_MAX));
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

    private void give(String name, Receipt receipt) {
        counts.receipt(receipt.kind());
        wire.send(name, receipt);
    }

    private void receipt(String name, UpMessage message, Receipt.Kind kind, String detail) {
        message.sequence()
                .ifPresent(sequence -> give(name,
                        new Receipt(message.meter(), Optional.of(sequence), kind, detail)));
    }
}
