package io.wattle.simulator.mqtt;

import io.wattle.protocols.mqtt.MqttTopics;
import io.wattle.protocols.mqtt.client.MqttArrival;
import io.wattle.protocols.mqtt.client.MqttEars;
import io.wattle.protocols.mqtt.client.MqttPublish;
import io.wattle.protocols.mqtt.client.MqttSession;
import io.wattle.protocols.mqtt.client.MqttSessionSettings;
import io.wattle.protocols.mqtt.client.MqttSubscription;
import io.wattle.protocols.mqtt.payload.CommandMessage;
import io.wattle.protocols.mqtt.payload.Decoded;
import io.wattle.protocols.mqtt.payload.Receipt;
import io.wattle.protocols.mqtt.payload.UpCodec;
import io.wattle.protocols.mqtt.payload.UpMessage;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Some meters on one connection. A meter that has it to itself leaves a last will. Safe for use by many threads. */
final class MeterConnection implements MqttEars, MeterSpeaker {
    private static final Logger LOG = LoggerFactory.getLogger(MeterConnection.class);
    private final MqttFleetSettings settings;
    private final Map<String, MqttMeter> meters;
    private final MqttSession session;

    MeterConnection(MqttFleetSettings settings, MqttSessionSettings session, List<MqttMeter> meters) {
        this.settings = settings;
        this.meters = meters.stream().collect(Collectors.toUnmodifiableMap(MqttMeter::serial, Function.identity()));
        MqttSessionSettings subscribed = session.withSubscriptions(meters.stream()
                .flatMap(meter -> Stream.of(topics().command(meter.serial()), topics().receipt(meter.serial())))
                .map(MqttSubscription::of)
                .toList());
        this.session = new MqttSession(meters.size() == 1
                ? subscribed.withWill(state(meters.getFirst(), false))
                : subscribed, this);
    }

    @Override
    public void start() {
        session.start();
    }

    @Override
    public boolean isConnected() {
        return session.isConnected();
    }

    @Override
    public Collection<MqttMeter> meters() {
        return meters.values();
    }

    @Override
    public String nameOf(MqttMeter meter) {
        return meter.serial();
    }

    @Override
    public void push(MqttMeter meter) {
        publish(meter, meter.takeReading(settings.form(), System.nanoTime()));
    }

    @Override
    public void resend(MqttMeter meter, Duration after) {
        meter.overdue(after, System.nanoTime()).forEach(payload -> publish(meter, payload));
    }

    @Override
    public void arrived(MqttArrival message) {
        // PREFIX/down/SERIAL/command or receipt: we hear only what we subscribed to.
        String[] levels = message.topic().split("/");
        MqttMeter meter = meters.get(levels[levels.length - 2]);
        if (meter != null && levels[levels.length - 1].equals("receipt")) {
            if (Receipt.decode(message.payload()) instanceof Decoded.Good<Receipt>(Receipt receipt)) {
                meter.received(receipt);
            }
        } else if (meter != null) {
            command(meter, message);
        }
        message.done().run();
    }

    @Override
    public void connected() {
        for (MqttMeter meter : meters.values()) {
            var _ = session.publish(state(meter, true));
            resend(meter, Duration.ZERO);
        }
    }

    @Override
    public void disconnected() {
        // What was not taken is sent again.
    }

    /** Without a last will, as a meter does that is switched off in good order. */
    @Override
    public void close() {
        session.close();
    }

    private void command(MqttMeter meter, MqttArrival message) {
        switch (CommandMessage.decode(message.payload())) {
            case Decoded.Good<CommandMessage>(CommandMessage command) ->
                meter.obey(command).ifPresent(answer -> message.responseTopic().ifPresent(topic -> {
                    var _ = session.publish(new MqttPublish(topic, answer.encode(settings.form()), false, 1,
                            settings.form().contentType(), 0, Optional.empty(), message.correlation()));
                }));
            case Decoded.Bad<CommandMessage>(var fault, String detail) ->
                LOG.warn("meter {}: command not understood: {} {}", meter.serial(), fault, detail);
        }
    }

    private void publish(MqttMeter meter, byte[] payload) {
        var _ = session.publish(MqttPublish.of(topics().up(meter.serial(), UpCodec.Kind.READING), payload,
                settings.form().contentType()));
    }

    private MqttPublish state(MqttMeter meter, boolean online) {
        byte[] payload = UpCodec.encode(new UpMessage.State(meter.serial(), Optional.empty(), online),
                settings.form());
        return MqttPublish.of(topics().up(meter.serial(), UpCodec.Kind.STATE), payload, settings.form().contentType())
                .retain();
    }

    private MqttTopics topics() {
        return settings.topics();
    }
}
