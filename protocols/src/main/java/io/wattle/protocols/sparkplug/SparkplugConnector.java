package io.wattle.protocols.sparkplug;

import io.wattle.protocols.meter.MeterInbox;
import io.wattle.protocols.mqtt.client.MqttArrival;
import io.wattle.protocols.mqtt.client.MqttPublish;
import io.wattle.protocols.mqtt.client.MqttSessionSettings;
import io.wattle.protocols.mqtt.client.MqttSubscription;
import io.wattle.protocols.mqtt.client.PublishEnd;
import io.wattle.protocols.mqtt.payload.AnswerMessage;
import io.wattle.protocols.mqtt.payload.CommandMessage;
import io.wattle.protocols.mqtt.payload.Decoded;
import io.wattle.protocols.mqtt.payload.PayloadForm;
import io.wattle.protocols.mqtt.payload.Receipt;
import io.wattle.protocols.mqtt.payload.UpCodec;
import io.wattle.protocols.mqtt.talk.BrokerConnector;
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
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * A host application for meters that are edge nodes, at {@code sparkplug:SERIAL}, or devices behind one, at
 * {@code sparkplug:NODE/SERIAL}. A node whose messages have a gap is asked to be born again, with all its devices; what it said
 * counts all the same, as every message of ours is whole. Safe for use by many threads. Whoever makes it closes it.
 */
public final class SparkplugConnector extends BrokerConnector {
    public static final String SCHEME = "sparkplug";
    public static final String REBIRTH = "Node Control/Rebirth";
    private final SparkplugTopics topics;
    private final SparkplugRoster roster;
    private final String host;
    private final InstantSource clock;
    private final NodeStates nodes = new NodeStates();
    private final Rebirths rebirths;

    /**
     * A connector that is yet to begin.
     *
     * @param settings of the session; the client identifier is our host ID
     */
    public SparkplugConnector(MqttSessionSettings settings, SparkplugTopics topics, TalkSettings patience,
            MeterInbox inbox, SparkplugRoster roster, InstantSource clock) {
        super(SCHEME, settings.withSubscriptions(subscriptions(topics)), patience, inbox, roster.meters(), clock,
                System::nanoTime);
        this.topics = topics;
        this.roster = roster;
        this.host = settings.clientId();
        this.clock = clock;
        this.rebirths = new Rebirths(clock);
    }

    @Override
    protected boolean isGone(String name) {
        String node = SparkplugTopics.nodeOf(name);
        return nodes.isDead(node, node.equals(name) ? Optional.empty() : Optional.of(name));
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
        Optional<SparkplugTopics.Spoken> found = topics.spoken(message.topic());
        if (found.isEmpty()) {
            counts().rejected(Rejection.WRONG_TOPIC, "?", message.topic());
            message.done().run();
            return;
        }
        SparkplugTopics.Spoken spoken = found.get();
        if (!roster.nodes().test(spoken.node())) {
            pushes().unknown(spoken.name());
            message.done().run();
        } else if (message.retained()) {
            counts().rejected(Rejection.RETAINED, spoken.name(), message.topic());
            message.done().run();
        } else {
            switch (SparkplugCodec.decode(message.payload())) {
                case Decoded.Good<SparkplugPayload>(SparkplugPayload payload) ->
                    hear(spoken, payload, message.done());
                case Decoded.Bad<SparkplugPayload>(var fault, String detail) -> pushes().bad(spoken.name(),
                        Rejection.of(fault), detail, new byte[0], message.done());
            }
        }
    }

    @Override
    public Optional<MqttPublish> lastWill() {
        return Optional.of(state(false));
    }

    @Override
    protected void greet() {
        var _ = session().publish(state(true));
    }

    private void hear(SparkplugTopics.Spoken spoken, SparkplugPayload payload, Runnable done) {
        boolean isInTurn = isInTurn(spoken, payload);
        if (isInTurn && spoken.verb() == Verb.NBIRTH) {
            rebirths.born(spoken.node());
        }
        if (!isInTurn) {
            counts().rejected(Rejection.OUT_OF_SEQUENCE, spoken.name(), spoken.verb() + " "
                    + payload.sequence().map(String::valueOf).orElse("without seq"));
            if (rebirths.ask(spoken.node())) {
                var _ = command(spoken.node(), List.of(new Metric.Flag(REBIRTH, true)));
            }
        }
        boolean isData = spoken.verb() == Verb.NDATA || spoken.verb() == Verb.DDATA;
        if (isData && !pushes().isKnown(spoken.name())) {
            pushes().unknown(spoken.name());
            done.run();
        } else if (isData && payload.has("answer/")) {
            answer(spoken.name(), payload);
            done.run();
        } else if (isData) {
            data(spoken.name(), payload, done);
        } else {
            done.run();
        }
    }

    private boolean isInTurn(SparkplugTopics.Spoken spoken, SparkplugPayload payload) {
        String node = spoken.node();
        return switch (spoken.verb()) {
            case NBIRTH -> nodes.born(node, payload);
            case NDATA -> nodes.follows(node, payload);
            case NDEATH -> {
                nodes.died(node, payload);
                yield true;
            }
            case DBIRTH -> nodes.deviceBorn(node, spoken.name(), payload);
            case DDATA -> nodes.deviceFollows(node, spoken.name(), payload);
            case DDEATH -> nodes.deviceDied(node, spoken.name(), payload);
            case NCMD, DCMD -> true;
        };
    }

    private void data(String name, SparkplugPayload payload, Runnable done) {
        for (UpCodec.Kind kind : List.of(UpCodec.Kind.READING, UpCodec.Kind.PROFILE, UpCodec.Kind.EVENT)) {
            String word = kind.name().toLowerCase(Locale.ROOT);
            if (payload.has(word + "/")) {
                byte[] json = FlatObjects.json(word, payload.metrics());
                pushes().heard(name, json, UpCodec.decode(kind, json, clock.instant()), done);
                return;
            }
        }
        pushes().bad(name, Rejection.BAD_FIELD, "neither answer, reading, profile nor event", new byte[0], done);
    }

    private void answer(String name, SparkplugPayload payload) {
        switch (AnswerMessage.decode(FlatObjects.json("answer", payload.metrics()), clock.instant())) {
            case Decoded.Good<AnswerMessage>(AnswerMessage answer) -> talk().answered(name, answer);
            case Decoded.Bad<AnswerMessage>(var fault, String detail) -> counts().rejected(fault, name, detail);
        }
    }

    /** At QoS 0, as Sparkplug has it (6.4.20): an order that got lost ends by its deadline. */
    private CompletionStage<PublishEnd> command(String name, List<Metric> metrics) {
        SparkplugPayload payload = new SparkplugPayload(clock.millis(), Optional.empty(), metrics);
        return session().publish(
                MqttPublish.of(topics.command(name), SparkplugCodec.encode(payload), "").atMostOnce());
    }

    private MqttPublish state(boolean online) {
        byte[] json = ("{\"online\":" + online + ",\"timestamp\":" + clock.millis() + "}")
                .getBytes(StandardCharsets.UTF_8);
        return MqttPublish.of(SparkplugTopics.state(host), json, "").retain();
    }

    private static List<MqttSubscription> subscriptions(SparkplugTopics topics) {
        return Stream.of(topics.of(Verb.NBIRTH, "+"), topics.of(Verb.NDEATH, "+"), topics.of(Verb.NDATA, "+"),
                topics.of(Verb.DBIRTH, "+/+"), topics.of(Verb.DDEATH, "+/+"), topics.of(Verb.DDATA, "+/+"))
                .map(MqttSubscription::of)
                .toList();
    }
}
