package io.wattle.protocols.sparkplug;

import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.MeterConnector;
import io.wattle.protocols.meter.MeterInbox;
import io.wattle.protocols.meter.MeterLink;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.mqtt.client.MqttArrival;
import io.wattle.protocols.mqtt.client.MqttEars;
import io.wattle.protocols.mqtt.client.MqttPublish;
import io.wattle.protocols.mqtt.client.MqttSession;
import io.wattle.protocols.mqtt.client.MqttSessionSettings;
import io.wattle.protocols.mqtt.client.MqttSubscription;
import io.wattle.protocols.mqtt.client.PublishEnd;
import io.wattle.protocols.mqtt.payload.AnswerMessage;
import io.wattle.protocols.mqtt.payload.CommandMessage;
import io.wattle.protocols.mqtt.payload.Decoded;
import io.wattle.protocols.mqtt.payload.PayloadForm;
import io.wattle.protocols.mqtt.payload.Receipt;
import io.wattle.protocols.mqtt.payload.UpCodec;
import io.wattle.protocols.mqtt.talk.MessageCounts;
import io.wattle.protocols.mqtt.talk.MeterTalk;
import io.wattle.protocols.mqtt.talk.OrderWire;
import io.wattle.protocols.mqtt.talk.PushDesk;
import io.wattle.protocols.mqtt.talk.Rejection;
import io.wattle.protocols.mqtt.talk.TalkSettings;
import io.wattle.protocols.sparkplug.SparkplugTopics.Verb;
import io.wattle.protocols.sparkplug.payload.FlatObjects;
import io.wattle.protocols.sparkplug.payload.Metric;
import io.wattle.protocols.sparkplug.payload.SparkplugCodec;
import io.wattle.protocols.sparkplug.payload.SparkplugPayload;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/**
 * A host application for meters that are edge nodes, at {@code sparkplug:SERIAL}. A node whose messages have a gap is asked
 * to be born again; what it said counts all the same, as every message of ours is whole. Safe for use by many threads.
 * Whoever makes it closes it.
 */
public final class SparkplugConnector implements MeterConnector, MqttEars, OrderWire {
    public static final String SCHEME = "sparkplug";
    public static final String REBIRTH = "Node Control/Rebirth";
    private final SparkplugTopics topics;
    private final String host;
    private final InstantSource clock;
    private final MessageCounts counts = new MessageCounts();
    private final NodeStates nodes = new NodeStates();
    private final MeterTalk talk;
    private final PushDesk pushes;
    private final MqttSession session;

    /**
     * A connector that is yet to begin.
     *
     * @param settings of the session; the client identifier is our host ID
     * @param known whether there is a meter of that serial number
     */
    public SparkplugConnector(MqttSessionSettings settings, SparkplugTopics topics, TalkSettings patience,
            MeterInbox inbox, Predicate<String> known, InstantSource clock) {
        this.topics = topics;
        this.host = settings.clientId();
        this.clock = clock;
        this.talk = new MeterTalk(SCHEME, this, patience, counts, clock);
        this.pushes = new PushDesk(inbox, known, this, counts, patience, System::nanoTime);
        this.session = new MqttSession(settings.withSubscriptions(List.of(
                new MqttSubscription(topics.of(Verb.NBIRTH, "+"), false),
                new MqttSubscription(topics.of(Verb.NDEATH, "+"), false),
                new MqttSubscription(topics.of(Verb.NDATA, "+"), false))), this);
    }

    /** Begins to connect, and goes on until it is closed; does not wait. To be called once. */
    public void begin() {
        session.start();
    }

    /** What was taken and what was not, since the start. */
    public MessageCounts counts() {
        return counts;
    }

    public boolean isConnected() {
        return session.isConnected();
    }

    @Override
    public String scheme() {
        return SCHEME;
    }

    @Override
    public CompletionStage<Outcome<MeterLink>> open(MeterAddress address) {
        return nodes.isDead(address.uri().getSchemeSpecificPart())
                ? CompletableFuture.completedFuture(
                        Outcome.refused(Outcome.Refusal.UNREACHABLE, "the node's death was read"))
                : talk.open(address);
    }

    @Override
    public void close() {
        pushes.close();
        talk.close();
        session.close();
    }

    @Override
    public CompletionStage<PublishEnd> send(String name, CommandMessage command) {
        return command(name, FlatObjects.metrics("command", command.encode(PayloadForm.JSON)));
    }

    @Override
    public void send(String name, Receipt receipt) {
        var _ = command(name, FlatObjects.metrics("receipt", receipt.encode(PayloadForm.JSON)));
    }

    @Override
    public void arrived(MqttArrival message) {
        Optional<SparkplugTopics.Spoken> spoken = topics.spoken(message.topic());
        if (spoken.isEmpty()) {
            counts.rejected(Rejection.WRONG_TOPIC, "?", message.topic());
            message.done().run();
        } else if (!pushes.knows(spoken.get().node())) {
            message.done().run();
        } else {
            switch (SparkplugCodec.decode(message.payload())) {
                case Decoded.Good<SparkplugPayload>(SparkplugPayload payload) ->
                    hear(spoken.get(), payload, message.done());
                case Decoded.Bad<SparkplugPayload>(var fault, String detail) -> {
                    counts.rejected(fault, spoken.get().node(), detail);
                    message.done().run();
                }
            }
        }
    }

    @Override
    public Optional<MqttPublish> lastWill() {
        return Optional.of(state(false));
    }

    @Override
    public void connected() {
        var _ = session.publish(state(true));
    }

    @Override
    public void disconnected() {
        // Orders under way end by their own deadlines.
    }

    private void hear(SparkplugTopics.Spoken spoken, SparkplugPayload payload, Runnable done) {
        String node = spoken.node();
        boolean inTurn = switch (spoken.verb()) {
            case NBIRTH -> nodes.born(node, payload);
            case NDATA -> nodes.follows(node, payload);
            case NDEATH -> {
                nodes.died(node, payload);
                yield true;
            }
            case NCMD -> true;
        };
        if (!inTurn) {
            counts.rejected(Rejection.OUT_OF_SEQUENCE, node, spoken.verb() + " " + payload.sequence());
            var _ = command(node, List.of(new Metric.Flag(REBIRTH, true)));
        }
        if (spoken.verb() == Verb.NDATA && payload.has("answer/")) {
            answer(node, payload);
            done.run();
        } else if (spoken.verb() == Verb.NDATA) {
            data(node, payload, done);
        } else {
            done.run();
        }
    }

    private void data(String node, SparkplugPayload payload, Runnable done) {
        for (UpCodec.Kind kind : List.of(UpCodec.Kind.READING, UpCodec.Kind.PROFILE, UpCodec.Kind.EVENT)) {
            String name = kind.name().toLowerCase(Locale.ROOT);
            if (payload.has(name + "/")) {
                byte[] json = FlatObjects.json(name, payload.metrics());
                pushes.heard(node, json, UpCodec.decode(kind, json, clock.instant()), done);
                return;
            }
        }
        counts.rejected(Rejection.BAD_FIELD, node, "neither answer, reading, profile nor event");
        done.run();
    }

    private void answer(String node, SparkplugPayload payload) {
        switch (AnswerMessage.decode(FlatObjects.json("answer", payload.metrics()), clock.instant())) {
            case Decoded.Good<AnswerMessage>(AnswerMessage answer) -> talk.answered(node, answer);
            case Decoded.Bad<AnswerMessage>(var fault, String detail) -> counts.rejected(fault, node, detail);
        }
    }

    /** At QoS 0, as Sparkplug has it (6.4.20): an order that got lost ends by its deadline. */
    private CompletionStage<PublishEnd> command(String node, List<Metric> metrics) {
        SparkplugPayload payload = new SparkplugPayload(clock.millis(), Optional.empty(), metrics);
        return session.publish(
                MqttPublish.of(topics.of(Verb.NCMD, node), SparkplugCodec.encode(payload), "").atMostOnce());
    }

    private MqttPublish state(boolean online) {
        byte[] json = ("{\"online\":" + online + ",\"timestamp\":" + clock.millis() + "}")
                .getBytes(StandardCharsets.UTF_8);
        return MqttPublish.of(SparkplugTopics.state(host), json, "").retain();
    }
}
