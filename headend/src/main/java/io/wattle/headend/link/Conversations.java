package io.wattle.headend.link;

import io.wattle.headend.registry.MeterRegistry;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.MeterConnector;
import io.wattle.protocols.meter.MeterLink;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.Outcome.Cause;
import io.wattle.protocols.meter.Outcome.Refusal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Opens conversations: one at a time a meter, so many in all. Calls block: make them from virtual threads. Safe for use
 * by many threads.
 */
public final class Conversations {
    private final MeterRegistry registry;
    private final Map<String, MeterConnector> connectors;
    private final Duration patience;
    private final Semaphore places;
    /** One lock a meter, made at its first conversation; as many as there are meters in the registry, never more. */
    private final Map<String, ReentrantLock> turns = new ConcurrentHashMap<>();

    /**
     * @param connectors by URI scheme
     * @param conversationsMax in all, at once
     * @param patience how long a caller waits for its turn, and again for each answer; longer than any connector's own
     *        deadline, so that it only ends what a connector forgot
     */
    public Conversations(MeterRegistry registry, Map<String, MeterConnector> connectors, int conversationsMax,
            Duration patience) {
        this.registry = registry;
        this.connectors = Map.copyOf(connectors);
        this.places = new Semaphore(conversationsMax, true);
        this.patience = patience;
    }

    /** What to say to a meter once the link is open. */
    @FunctionalInterface
    public interface Talk<T> {
        Outcome<T> with(MeterLink link) throws InterruptedException;
    }

    /** Whether there is an address to talk to: keypad meters have none. */
    public boolean isOnLine(String meterSerial) {
        return registry.addressOf(meterSerial).isPresent();
    }

    /** Holds one conversation. A meter that is busy for too long, or unknown, is a refusal; nothing was sent then. */
    public <T> Outcome<T> hold(String meterSerial, Talk<T> talk) throws InterruptedException {
        Optional<MeterAddress> address = registry.addressOf(meterSerial);
        if (address.isEmpty()) {
            return Outcome.refused(Refusal.BAD_ADDRESS,
                    "meter " + meterSerial + " is not in the registry, or has no address there");
        }
        ReentrantLock turn = turns.computeIfAbsent(meterSerial, _ -> new ReentrantLock(true));
        if (!turn.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            return Outcome.refused(Refusal.BUSY, "another conversation with the meter did not end");
        }
        try {
            return inPlace(address.get(), talk);
        } finally {
            turn.unlock();
        }
    }

    private <T> Outcome<T> inPlace(MeterAddress address, Talk<T> talk) throws InterruptedException {
        if (!places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            return Outcome.refused(Refusal.BUSY, "as many conversations as allowed are open");
        }
        try {
            return opened(address, talk);
        } finally {
            places.release();
        }
    }

    private <T> Outcome<T> opened(MeterAddress address, Talk<T> talk) throws InterruptedException {
        String scheme = address.uri().getScheme();
        MeterConnector connector = connectors.get(scheme);
        if (connector == null) {
            return Outcome.refused(Refusal.BAD_ADDRESS,
                    "no protocol for " + scheme + ":, there is " + connectors.keySet());
        }
        return switch (answerOf(connector.open(address))) {
            case Outcome.Done<MeterLink>(MeterLink link) -> {
                try (link) {
                    yield talk.with(link);
                }
            }
            case Outcome.Refused<MeterLink>(Refusal reason, String detail) -> Outcome.refused(reason, detail);
            case Outcome.Unknown<MeterLink>(Cause cause, String detail) -> Outcome.unknown(cause, detail);
        };
    }

    /** Waits for a link's answer, no longer than our patience. */
    public <T> Outcome<T> answerOf(CompletionStage<Outcome<T>> stage) throws InterruptedException {
        try {
            return stage.toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return Outcome.unknown(Cause.TIMEOUT, "the connector gave no answer within " + patience);
        } catch (ExecutionException e) {
            return Outcome.unknown(Cause.MALFORMED_REPLY, "the connector failed: " + e.getCause());
        }
    }
}
