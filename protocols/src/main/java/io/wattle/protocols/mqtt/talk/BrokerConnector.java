package io.wattle.protocols.mqtt.talk;

import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.MeterConnector;
import io.wattle.protocols.meter.MeterInbox;
import io.wattle.protocols.meter.MeterLink;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.mqtt.client.MqttEars;
import io.wattle.protocols.mqtt.client.MqttSession;
import io.wattle.protocols.mqtt.client.MqttSessionSettings;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * What every way of speaking to meters at a broker has: a session, conversations, what is pushed, and what is counted of it.
 * Safe for use by many threads. Whoever makes it closes it.
 */
public abstract class BrokerConnector implements MeterConnector, MqttEars, OrderWire {
    private final String scheme;
    private final MessageCounts counts = new MessageCounts();
    private final MeterTalk talk;
    private final PushDesk pushes;
    private final MqttSession session;
    private final LinkWatch link;
    private final String broker;
    private volatile Consumer<BrokerState> watch = _ -> {
    };
    private volatile boolean closed;

    /**
     * One that is yet to begin; meters are unreachable until then.
     *
     * @param session with everything that is to be heard
     * @param known whether there is a meter of that name at the broker
     * @param clock stamps readings and numbers conversations
     * @param nanos counts real nanoseconds
     */
    @SuppressWarnings("this-escape") // nobody calls before it begins
    protected BrokerConnector(String scheme, MqttSessionSettings session, TalkSettings patience, MeterInbox inbox,
            Predicate<String> known, InstantSource clock, LongSupplier nanos) {
        this.scheme = scheme;
        this.talk = new MeterTalk(scheme, this, patience, counts, clock);
        this.pushes = new PushDesk(inbox, known, this, counts, patience, clock, nanos);
        this.link = new LinkWatch(clock);
        this.broker = session.broker().toString();
        this.session = new MqttSession(session, this);
    }

    /** Begins to connect, and goes on until it is closed; does not wait. To be called once. */
    public final void begin() {
        session.start();
    }

    /**
     * The same, and tells when the broker cannot be reached at first, when it is lost, and when it is back.
     *
     * @param changes must not block
     */
    public final void begin(Consumer<BrokerState> changes) {
        watch = changes;
        begin();
    }

    /** How the connection to the broker stands now. */
    public final BrokerState state() {
        LinkWatch.Seen seen = link.seen();
        return new BrokerState(scheme, broker, seen.up(), seen.since(), seen.up() ? "" : session.trouble(),
                seen.reconnects(), session.unacknowledged(), counts.receipts());
    }

    /** What was taken and what was not, since the start. */
    public final MessageCounts counts() {
        return counts;
    }

    /** Whether there is a connection to the broker now. */
    public final boolean isConnected() {
        return session.isConnected();
    }

    @Override
    public final String scheme() {
        return scheme;
    }

    /** No use in waiting for a meter whose last will was read; whoever comes back says so first. */
    @Override
    public final CompletionStage<Outcome<MeterLink>> open(MeterAddress address) {
        return isGone(address.uri().getSchemeSpecificPart())
                ? CompletableFuture.completedFuture(Outcome.refused(Outcome.Refusal.UNREACHABLE,
                        "the meter's connection to the broker is broken"))
                : talk.open(address);
    }

    @Override
    public final void close() {
        closed = true;
        pushes.close();
        talk.close();
        session.close();
    }

    @Override
    public final void connected() {
        link.up();
        greet();
        watch.accept(state());
    }

    /** Orders under way end by their own deadlines; their answers may come over the next connection. */
    @Override
    public final void disconnected() {
        link.down();
        watch.accept(state());
    }

    @Override
    public final void unreachable() {
        if (link.failed()) {
            watch.accept(state());
        }
    }

    /** What is to be said on each new connection; meters say by themselves what there is to say. */
    protected void greet() {
        // Nothing, where the mapping asks for nothing.
    }

    /** Whether the broker has told that the meter is not there. */
    protected abstract boolean isGone(String name);

    protected final boolean isClosed() {
        return closed;
    }

    protected final MeterTalk talk() {
        return talk;
    }

    protected final PushDesk pushes() {
        return pushes;
    }

    protected final MqttSession session() {
        return session;
    }
}
