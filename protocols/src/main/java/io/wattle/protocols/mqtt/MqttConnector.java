package io.wattle.protocols.mqtt;

import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.MeterConnector;
import io.wattle.protocols.meter.MeterInbox;
import io.wattle.protocols.meter.MeterLink;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.mqtt.client.MqttArrival;
import io.wattle.protocols.mqtt.client.MqttEars;
import io.wattle.protocols.mqtt.client.MqttPublish;
import io.wattle.protocols.mqtt.client.MqttSession;
import io.wattle.protocols.mqtt.client.MqttSubscription;
import io.wattle.protocols.mqtt.client.PublishEnd;
import io.wattle.protocols.mqtt.payload.AnswerMessage;
import io.wattle.protocols.mqtt.payload.CommandMessage;
import io.wattle.protocols.mqtt.payload.Decoded;
import io.wattle.protocols.mqtt.payload.Receipt;
import io.wattle.protocols.mqtt.payload.UpCodec;
import io.wattle.protocols.mqtt.payload.UpCodec.Kind;
import io.wattle.protocols.mqtt.payload.UpMessage;
import io.wattle.protocols.mqtt.talk.MessageCounts;
import io.wattle.protocols.mqtt.talk.MeterTalk;
import io.wattle.protocols.mqtt.talk.OrderWire;
import io.wattle.protocols.mqtt.talk.PushDesk;
import io.wattle.protocols.mqtt.talk.Rejection;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * A head-end's side of the contract: meters at {@code mqtt:SERIAL}, and what they push. Safe for use by many threads.
 * Whoever starts it closes it.
 */
public final class MqttConnector implements MeterConnector, MqttEars, OrderWire {
    public static final String SCHEME = "mqtt";
    private final MqttSettings settings;
    private final InstantSource clock;
    private final MessageCounts counts = new MessageCounts();
    private final MeterTalk talk;
    private final PushDesk pushes;
    private final MqttSession session;
    /** Meters whose last will was read; of the registry only. */
    private final Set<String> gone = ConcurrentHashMap.newKeySet();

    private MqttConnector(MqttSettings settings, MeterInbox inbox, Predicate<String> known, InstantSource clock,
            LongSupplier nanos) {
        this.settings = settings;
        this.clock = clock;
        this.talk = new MeterTalk(SCHEME, this, settings.talk(), counts, clock);
        this.pushes = new PushDesk(inbox, known, this, counts, settings.talk(), nanos);
        this.session = new MqttSession(settings.session().withSubscriptions(subscriptions(settings)), this);
    }

    /**
     * A connector that is yet to begin; meters are unreachable until then.
     *
     * @param known whether there is a meter of that serial number
     * @param clock stamps readings and numbers conversations
     */
    public static MqttConnector of(MqttSettings settings, MeterInbox inbox, Predicate<String> known,
            InstantSource clock) {
        return new MqttConnector(settings, inbox, known, clock, System::nanoTime);
    }

    /** Begins to connect, and goes on until it is closed; does not wait. To be called once. */
    public void begin() {
        session.start();
    }

    /** What was taken and what was not, since the start. */
    public MessageCounts counts() {
        return counts;
    }

    /** Whether there is a connection to the broker now. */
    public boolean isConnected() {
        return session.isConnected();
    }

    @Override
    public String scheme() {
        return SCHEME;
    }

    @Override
    public CompletionStage<Outcome<MeterLink>> open(MeterAddress address) {
        // No use in waiting for a meter whose last will was read; whoever comes back says so first.
        return gone.contains(address.uri().getSchemeSpecificPart())
                ? CompletableFuture.completedFuture(Outcome.refused(Outcome.Refusal.UNREACHABLE,
                        "the meter's connection to the broker is broken"))
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
        String topic = settings.topics().command(name);
        // Nobody waits longer for an answer; and a meter that was away does not find a heap of old orders.
        long expirySeconds = settings.talk().answerTimeout().toSeconds() + 1;
        byte[] correlation = (command.conversation() + "-" + command.number()).getBytes(StandardCharsets.US_ASCII);
        return session.publish(new MqttPublish(topic, command.encode(settings.form()), false, 1,
                settings.form().contentType(), expirySeconds,
                Optional.of(settings.topics().answer(name, settings.session().clientId())), correlation));
    }

    @Override
    public void send(String name, Receipt receipt) {
        var _ = session.publish(MqttPublish.of(settings.topics().receipt(name), receipt.encode(settings.form()),
                settings.form().contentType()));
    }

    @Override
    public void arrived(MqttArrival message) {
        Optional<MqttTopics.Spoken> spoken = settings.topics().spoken(message.topic());
        if (spoken.isEmpty()) {
            counts.rejected(Rejection.WRONG_TOPIC, "?", message.topic());
            message.done().run();
        } else if (!pushes.knows(spoken.get().meter())) {
            message.done().run();
        } else {
            hear(spoken.get(), message);
        }
    }

    @Override
    public void connected() {
        // Meters say by themselves what there is to say.
    }

    @Override
    public void disconnected() {
        // Orders under way end by their own deadlines; their answers may come over the next connection.
    }

    private void hear(MqttTopics.Spoken spoken, MqttArrival message) {
        String meter = spoken.meter();
        Optional<Kind> kind = spoken.kind();
        if (kind.isEmpty()) {
            answer(meter, message);
        } else if (kind.get() == Kind.STATE) {
            state(meter, message);
        } else if (message.retained()) {
            counts.rejected(Rejection.RETAINED, meter, message.topic());
            message.done().run();
        } else {
            pushes.heard(meter, message.payload(),
                    UpCodec.decode(kind.get(), message.payload(), clock.instant()), message.done());
        }
    }

    private void state(String meter, MqttArrival message) {
        switch (UpCodec.decode(Kind.STATE, message.payload(), clock.instant())) {
            case Decoded.Good<UpMessage>(UpMessage.State(String said, var _, boolean online)) when said
                    .equals(meter) -> {
                if (online) {
                    gone.remove(meter);
                } else {
                    gone.add(meter);
                }
            }
            case Decoded.Good<UpMessage>(UpMessage other) ->
                counts.rejected(Rejection.OTHER_METER, meter, "payload names " + other.meter());
            case Decoded.Bad<UpMessage>(var fault, String detail) -> counts.rejected(fault, meter, detail);
        }
        message.done().run();
    }

    private void answer(String meter, MqttArrival message) {
        switch (AnswerMessage.decode(message.payload(), clock.instant())) {
            case Decoded.Good<AnswerMessage>(AnswerMessage answer) -> talk.answered(meter, answer);
            case Decoded.Bad<AnswerMessage>(var fault, String detail) -> counts.rejected(fault, meter, detail);
        }
        message.done().run();
    }

    private static List<MqttSubscription> subscriptions(MqttSettings settings) {
        MqttTopics topics = settings.topics();
        String share = "$share/" + settings.group() + "/";
        return List.of(new MqttSubscription(share + topics.allUp(Kind.READING), false),
                new MqttSubscription(share + topics.allUp(Kind.PROFILE), false),
                new MqttSubscription(share + topics.allUp(Kind.EVENT), false),
                new MqttSubscription(topics.allUp(Kind.STATE), true),
                new MqttSubscription(topics.allAnswers(settings.session().clientId()), false));
    }
}
