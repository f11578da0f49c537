package io.wattle.protocols.mqtt.client;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session with a broker: connects, subscribes, and when the connection breaks comes back after a pause that grows. Each
 * connection has a client of its own, so that nothing of a broken one lives on but what the broker kept. Safe for use by
 * many threads. Whoever starts it closes it.
 */
public final class MqttSession implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MqttSession.class);

    private final MqttSessionSettings settings;
    private final MqttEars ears;
    private final Outbox outbox;
    private final ScheduledExecutorService thread;
    private volatile boolean closed;
    private volatile boolean connected;
    private volatile String trouble = "";
    private volatile Optional<PahoConnection> connection = Optional.empty(); // set by the thread
    private Duration pause; // owned by the thread

    /** A session that is yet to be started. */
    public MqttSession(MqttSessionSettings settings, MqttEars ears) {
        this.settings = settings;
        this.ears = ears;
        this.outbox = new Outbox(settings.outboxMax());
        this.pause = settings.retryMin();
        this.thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("mqtt-" + settings.clientId()).factory());
    }

    /** Begins to connect, and goes on until it is closed; does not wait. To be called once. */
    public void start() {
        later(this::connect, Duration.ZERO);
    }

    /** Sends at QoS 1, as soon as the broker takes more. */
    public CompletionStage<PublishEnd> publish(MqttPublish message) {
        return outbox.offer(message);
    }

    public boolean isConnected() {
        return connected;
    }

    /** Messages that the broker sent and that are not acknowledged yet. */
    public int unacknowledged() {
        return connection.map(PahoConnection::unacknowledged).orElse(0);
    }

    /** Why there is no connection, or was none the last time, in words without secrets; empty if there was no trouble yet. */
    public String trouble() {
        return trouble;
    }

    /** Takes leave of the broker, which then says no last will. Waits a few seconds at most. May be called twice. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        connected = false;
        outbox.shut();
        try {
            thread.execute(() -> connection.ifPresent(PahoConnection::close));
            thread.shutdown();
            if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (RejectedExecutionException alreadyClosed) {
            LOG.debug("closed twice");
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private void connect() {
        if (closed) {
            return;
        }
        PahoConnection fresh = new PahoConnection(settings, ears);
        connection = Optional.of(fresh);
        try {
            fresh.open(why -> later(() -> lost(fresh, why), Duration.ZERO));
            outbox.open(fresh::send, fresh.sendMax());
            fresh.subscribe();
            connected = true;
            pause = settings.retryMin();
            LOG.info("{}: connected to {}", settings.clientId(), settings.broker());
            ears.connected();
        } catch (BrokerException e) {
            trouble = String.valueOf(e.getMessage());
            outbox.shut();
            fresh.close();
            connection = Optional.empty();
            ears.unreachable();
            LOG.warn("{}: {}; tries again in {} ms", settings.clientId(), e.getMessage(), pause.toMillis());
            later(this::connect, withChance(pause));
            pause = pause.multipliedBy(2).compareTo(settings.retryMax()) > 0
                    ? settings.retryMax()
                    : pause.multipliedBy(2);
        }
    }

    private void lost(PahoConnection broken, String why) {
        if (connection.filter(broken::equals).isEmpty()) {
            return;
        }
        connection = Optional.empty();
        connected = false;
        trouble = "the connection to " + settings.broker() + " is lost: " + why;
        outbox.shut();
        broken.close();
        if (!closed) {
            LOG.warn("{}: {}", settings.clientId(), trouble);
            ears.disconnected();
            later(this::connect, withChance(pause));
        }
    }

    private void later(Runnable work, Duration after) {
        try {
            var _ = thread.schedule(work, after.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException over) {
            LOG.debug("{}: closed meanwhile", settings.clientId());
        }
    }

    /** Half to once and a half of it, so that many who lost the same broker do not come back in one moment. */
    private static Duration withChance(Duration pause) {
        long ms = pause.toMillis();
        return Duration.ofMillis(ms / 2 + ThreadLocalRandom.current().nextLong(ms + 1));
    }
}
