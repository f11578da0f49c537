package io.wattle.simulator.mqtt;

import io.wattle.protocols.mqtt.client.MqttArrival;
import io.wattle.protocols.mqtt.client.MqttEars;
import io.wattle.protocols.mqtt.client.MqttPublish;
import io.wattle.protocols.mqtt.client.MqttSession;
import io.wattle.protocols.mqtt.client.MqttSessionSettings;
import io.wattle.protocols.mqtt.client.MqttSubscription;
import io.wattle.protocols.mqtt.payload.CommandMessage;
import io.wattle.protocols.mqtt.payload.Decoded;
import io.wattle.protocols.mqtt.payload.PayloadForm;
import io.wattle.protocols.mqtt.payload.Receipt;
import io.wattle.protocols.sparkplug.SparkplugConnector;
import io.wattle.protocols.sparkplug.SparkplugTopics;
import io.wattle.protocols.sparkplug.SparkplugTopics.Verb;
import io.wattle.protocols.sparkplug.payload.FlatObjects;
import io.wattle.protocols.sparkplug.payload.Metric;
import io.wattle.protocols.sparkplug.payload.SparkplugCodec;
import io.wattle.protocols.sparkplug.payload.SparkplugPayload;
import io.wattle.simulator.meter.SimulatedMeter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A simulated meter that is an edge node of Sparkplug B: born with each connection and whenever it is asked, with a
 * number of its own, and sequences without a gap. Safe for use by many threads. Whoever starts it closes it.
 */
public final class SparkplugMeter implements MqttEars, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SparkplugMeter.class);
    private static final int NUMBERS = 256;
    private final SparkplugTopics topics;
    private final MqttMeter meter;
    private final InstantSource clock;
    private final MqttSession session;
    private long birthDeath = -1; // guarded by this
    private long sequence; // guarded by this

    private SparkplugMeter(MqttSessionSettings settings, SparkplugTopics topics, SimulatedMeter device,
            InstantSource clock) {
        this.topics = topics;
        this.meter = new MqttMeter(device, clock.millis());
        this.clock = clock;
        this.session = new MqttSession(settings.withoutSession()
                .withSubscriptions(List.of(MqttSubscription.of(topics.of(Verb.NCMD, device.serial())))), this);
    }

    /** Begins to connect; does not wait. */
    public static SparkplugMeter start(MqttSessionSettings settings, SparkplugTopics topics, SimulatedMeter device,
            InstantSource clock) {
        SparkplugMeter meter = new SparkplugMeter(settings, topics, device, clock);
        meter.session.start();
        return meter;
    }

    public boolean isConnected() {
        return session.isConnected();
    }

    /** Pushes a reading now. */
    public void push() {
        data("reading", meter.takeReading(PayloadForm.JSON, System.nanoTime()));
    }

    /** Sends again what has no receipt. */
    public void resend() {
        meter.overdue(Duration.ZERO, System.nanoTime()).forEach(payload -> data("reading", payload));
    }

    /** Readings without a receipt. */
    public int unconfirmed() {
        return meter.unconfirmed();
    }

    /** As if a message had got lost on the way. */
    public synchronized void skipASequence() {
        sequence = (sequence + 1) % NUMBERS;
    }

    /** Answers to orders, but for that to open, are lost from now on; or arrive again. */
    public void loseAnswers(boolean lose) {
        meter.losesAnswers(lose);
    }

    @Override
    public synchronized Optional<MqttPublish> lastWill() {
        birthDeath++;
        return Optional.of(death());
    }

    @Override
    public void connected() {
        birth();
        resend();
    }

    @Override
    public void disconnected() {
        // The broker tells of its death.
    }

    @Override
    public void arrived(MqttArrival message) {
        if (SparkplugCodec
                .decode(message.payload()) instanceof Decoded.Good<SparkplugPayload>(SparkplugPayload payload)) {
            if (payload.isSet(SparkplugConnector.REBIRTH)) {
                birth();
            } else if (payload.has("command/")) {
                command(FlatObjects.json("command", payload.metrics()));
            } else if (Receipt.decode(
                    FlatObjects.json("receipt", payload.metrics())) instanceof Decoded.Good<Receipt>(Receipt receipt)) {
                meter.received(receipt);
            }
        }
        message.done().run();
    }

    /** Says of its own death before it goes (Sparkplug 3.0.0, 6.4.13). */
    @Override
    public void close() {
        try {
            MqttPublish death;
            synchronized (this) {
                death = death();
            }
            session.publish(death).toCompletableFuture().get(1, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("{} went without a word", meter.serial());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        session.close();
    }

    private void command(byte[] json) {
        if (CommandMessage.decode(json) instanceof Decoded.Good<CommandMessage>(CommandMessage command)) {
            meter.obey(command).ifPresent(answer -> data("answer", answer.encode(PayloadForm.JSON)));
        }
    }

    private synchronized void birth() {
        List<Metric> metrics = new ArrayList<>(List.of(new Metric.Whole("bdSeq", birthDeath % NUMBERS),
                new Metric.Flag(SparkplugConnector.REBIRTH, false), new Metric.Text("meter", meter.serial())));
        sequence = 0;
        send(Verb.NBIRTH, metrics);
    }

    private synchronized void data(String kind, byte[] json) {
        sequence = (sequence + 1) % NUMBERS;
        send(Verb.NDATA, FlatObjects.metrics(kind, json));
    }

    private synchronized void send(Verb verb, List<Metric> metrics) {
        SparkplugPayload payload = new SparkplugPayload(clock.millis(), Optional.of(sequence), metrics);
        var _ = session.publish(
                MqttPublish.of(topics.of(verb, meter.serial()), SparkplugCodec.encode(payload), "").atMostOnce());
    }

    private MqttPublish death() {
        SparkplugPayload payload = new SparkplugPayload(clock.millis(), Optional.empty(),
                List.of(new Metric.Whole("bdSeq", Math.max(0, birthDeath) % NUMBERS)));
        return MqttPublish.of(topics.of(Verb.NDEATH, meter.serial()), SparkplugCodec.encode(payload), "");
    }
}
