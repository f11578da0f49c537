package io.wattle.protocols.mqtt;

import io.wattle.protocols.meter.MeterInbox;
import io.wattle.protocols.mqtt.client.MqttArrival;
import io.wattle.protocols.mqtt.client.MqttPublish;
import io.wattle.protocols.mqtt.client.MqttSubscription;
import io.wattle.protocols.mqtt.client.PublishEnd;
import io.wattle.protocols.mqtt.payload.AnswerMessage;
import io.wattle.protocols.mqtt.payload.CommandMessage;
import io.wattle.protocols.mqtt.payload.Decoded;
import io.wattle.protocols.mqtt.payload.Receipt;
import io.wattle.protocols.mqtt.payload.UpCodec;
import io.wattle.protocols.mqtt.payload.UpCodec.Kind;
import io.wattle.protocols.mqtt.payload.UpMessage;
import io.wattle.protocols.mqtt.talk.BrokerConnector;
import io.wattle.protocols.mqtt.talk.Rejection;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * A head-end's side of the contract: meters at {@code mqtt:SERIAL}, and what they push. What a meter of another head-end of
 * the group pushed is handed over to that one. Safe for use by many threads. Whoever makes it closes it.
 */
public final class MqttConnector extends BrokerConnector {
    public static final String SCHEME = "mqtt";
    private static final long RETRY_MS = 200;
    private final MqttSettings settings;
    private final InstantSource clock;
    private final Elsewhere elsewhere;
    /** Meters whose last will was read; of the registry only. */
    private final Set<String> gone = ConcurrentHashMap.newKeySet();

    private MqttConnector(MqttSettings settings, MeterInbox inbox, Predicate<String> known, InstantSource clock,
            LongSupplier nanos) {
        super(SCHEME, settings.session().withSubscriptions(subscriptions(settings)), settings.talk(), inbox, known,
                clock, nanos);
        this.settings = settings;
        this.clock = clock;
        this.elsewhere = new Elsewhere(settings.talk().answerTimeout());
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

    @Override
    protected boolean isGone(String name) {
        return gone.contains(name);
    }

    @Override
    public CompletionStage<PublishEnd> send(String name, CommandMessage command) {
        String topic = settings.topics().command(name);
        // Nobody waits longer for an answer; and a meter that was away does not find a heap of old orders.
        long expirySeconds = settings.talk().answerTimeout().toSeconds() + 1;
        byte[] correlation = (command.conversation() + "-" + command.number()).getBytes(StandardCharsets.US_ASCII);
        return session().publish(new MqttPublish(topic, command.encode(settings.form()), false, 1,
                settings.form().contentType(), expirySeconds,
                Optional.of(settings.topics().answer(name, settings.session().clientId())), correlation));
    }

    @Override
    public void send(String name, Receipt receipt) {
        var _ = session().publish(MqttPublish.of(settings.topics().receipt(name), receipt.encode(settings.form()),
                settings.form().contentType()));
    }

    @Override
    public void arrived(MqttArrival message) {
        Optional<MqttTopics.Spoken> found = settings.topics().spoken(message.topic());
        Optional<String> taken = settings.topics().takenMeter(message.topic());
        if (taken.isPresent()) {
            elsewhere.has(taken.get());
            message.done().run();
            return;
        }
        if (found.isEmpty()) {
            wrongTopic(message);
            return;
        }
        MqttTopics.Spoken spoken = found.get();
        if (pushes().isKnown(spoken.meter())) {
            if (spoken.handedOver()) {
                var _ = session().publish(
                        MqttPublish.of(settings.topics().taken(spoken.meter()), new byte[0], "").atMostOnce());
            }
            hear(spoken, message);
        } else if (spoken.kind().isPresent() && spoken.kind().get() != Kind.STATE && !spoken.handedOver()) {
            handOver(spoken.meter(), spoken.kind().get(), message);
        } else {
            pushes().unknown(spoken.meter());
            message.done().run();
        }
    }

    /** Said under its own name, but nothing of the contract: the meter is told. */
    private void wrongTopic(MqttArrival message) {
        String meter = settings.topics().speaker(message.topic()).filter(pushes()::isKnown).orElse("?");
        counts().rejected(Rejection.WRONG_TOPIC, meter, message.topic());
        if (!meter.equals("?")) {
            send(meter, Receipt.refused(meter, Optional.empty(), "wrong-topic: " + message.topic()));
        }
        message.done().run();
    }

    private void hear(MqttTopics.Spoken spoken, MqttArrival message) {
        String meter = spoken.meter();
        Optional<Kind> kind = spoken.kind();
        if (kind.isEmpty()) {
            answer(meter, message);
        } else if (kind.get() == Kind.STATE) {
            state(meter, message);
        } else if (message.retained()) {
            counts().rejected(Rejection.RETAINED, meter, message.topic());
            message.done().run();
        } else {
            pushes().heard(meter, message.payload(),
                    UpCodec.decode(kind.get(), message.payload(), clock.instant()), message.done());
        }
    }

    /** The shared subscription brings a second copy, which is not marked as retained and means nothing. */
    private void state(String meter, MqttArrival message) {
        if (message.retained()) {
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
                    counts().rejected(Rejection.OTHER_METER, meter, "payload names " + other.meter());
                case Decoded.Bad<UpMessage>(var fault, String detail) -> counts().rejected(fault, meter, detail);
            }
        }
        message.done().run();
    }

    private void answer(String meter, MqttArrival message) {
        switch (AnswerMessage.decode(message.payload(), clock.instant())) {
            case Decoded.Good<AnswerMessage>(AnswerMessage answer) -> talk().answered(meter, answer);
            case Decoded.Bad<AnswerMessage>(var fault, String detail) -> counts().rejected(fault, meter, detail);
        }
        message.done().run();
    }

    /** Acknowledged when the broker has it for the others; tried again while nobody can say whether it has. */
    private void handOver(String meter, Kind kind, MqttArrival message) {
        var _ = session()
                .publish(MqttPublish.of(settings.topics().over(meter, kind), message.payload(), message.contentType()))
                .thenAccept(end -> {
                    switch (end) {
                        case TAKEN -> {
                            elsewhere.judge(meter, counts()::handedOver, () -> pushes().unknown(meter));
                            message.done().run();
                        }
                        case NOBODY_LISTENS, REFUSED -> {
                            pushes().unknown(meter);
                            message.done().run();
                        }
                        // A message that is never dealt with would hold up the acknowledgements of all after it.
                        case NOT_SENT, UNKNOWN -> {
                            if (!isClosed()) {
                                CompletableFuture.delayedExecutor(RETRY_MS, TimeUnit.MILLISECONDS)
                                        .execute(() -> handOver(meter, kind, message));
                            }
                        }
                    }
                });
    }

    private static List<MqttSubscription> subscriptions(MqttSettings settings) {
        MqttTopics topics = settings.topics();
        return List.of(MqttSubscription.of("$share/" + settings.group() + "/" + topics.allUp()),
                MqttSubscription.ofRetained(topics.allUp(Kind.STATE)),
                MqttSubscription.of(topics.allAnswers(settings.session().clientId())),
                MqttSubscription.ofOthers(topics.allOver()));
    }
}
