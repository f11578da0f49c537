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
import io.wattle.protocols.mqtt.talk.MeterName;
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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An edge node of Sparkplug B, which is a simulated meter itself, or a gateway with such meters as its devices: born with each
 * connection and whenever it is asked, its devices after it, with a number of its own, and sequences without a gap over all of
 * them. Safe for use by many threads. Whoever starts it closes it.
 */
public final class SparkplugNode implements MqttEars, MeterSpeaker {
    private static final Logger LOG = LoggerFactory.getLogger(SparkplugNode.class);
    private static final int NUMBERS = 256;
    private final SparkplugTopics topics;
    private final String node;
    /** By NODE, or NODE/SERIAL. */
    private final Map<String, MqttMeter> meters;
    private final Function<String, String> nameOf;
    private final InstantSource clock;
    private final MqttSession session;
    private long birthDeath = -1; // guarded by this
    private long sequence; // guarded by this
    private boolean born; // guarded by this: nothing is said before the birth

    /** @param nameOf NODE, or NODE/SERIAL */
    SparkplugNode(MqttSessionSettings settings, SparkplugTopics topics, String node,
            Function<String, String> nameOf, Collection<MqttMeter> meters, InstantSource clock) {
        this.topics = topics;
        this.node = node;
        this.meters = meters.stream()
                .collect(Collectors.toUnmodifiableMap(meter -> nameOf.apply(meter.serial()), Function.identity()));
        this.nameOf = nameOf;
        this.clock = clock;
        this.session = new MqttSession(settings.withoutSession()
                .withSubscriptions(List.of(MqttSubscription.of(topics.of(Verb.NCMD, node)),
                        MqttSubscription.of(topics.of(Verb.DCMD, node + "/+")))),
                this);
    }

    /** Begins to connect; does not wait. */
    public static SparkplugNode start(MqttSessionSettings settings, SparkplugTopics topics, SimulatedMeter meter,
            InstantSource clock) {
        SparkplugNode node = new SparkplugNode(settings, topics, meter.serial(), serial -> serial,
                List.of(new MqttMeter(meter, clock.millis())), clock);
        node.start();
        return node;
    }

    /** The same for a gateway. */
    public static SparkplugNode startGateway(MqttSessionSettings settings, SparkplugTopics topics, String gateway,
            Collection<SimulatedMeter> devices, InstantSource clock) {
        SparkplugNode node = new SparkplugNode(settings, topics, gateway, serial -> gateway + "/" + serial,
                devices.stream().map(device -> new MqttMeter(device, clock.millis())).toList(), clock);
        node.start();
        return node;
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
        return nameOf.apply(meter.serial());
    }

    /** Every meter pushes a reading now. */
    public void push() {
        meters.values().forEach(this::push);
    }

    @Override
    public void push(MqttMeter meter) {
        data(nameOf(meter), "reading", meter.takeReading(PayloadForm.JSON, System.nanoTime()));
    }

    /** Sends again what has no receipt. */
    public void resend() {
        meters.values().forEach(meter -> resend(meter, Duration.ZERO));
    }

    @Override
    public void resend(MqttMeter meter, Duration after) {
        meter.overdue(after, System.nanoTime())
                .forEach(payload -> data(nameOf(meter), "reading", payload));
    }

    /** Readings without a receipt. */
    public int unconfirmed() {
        return meters.values().stream().mapToInt(MqttMeter::unconfirmed).sum();
    }

    /** As if a message had got lost on the way. */
    public synchronized void skipASequence() {
        sequence = (sequence + 1) % NUMBERS;
    }

    /** The gateway says that it has lost a device; it is born again with the node. */
    public synchronized void loseDevice(String serial) {
        next();
        send(Verb.DDEATH, node + "/" + serial, List.of());
    }

    /** Answers to orders, but for that to open, are lost from now on; or arrive again. */
    public void loseAnswers(boolean lose) {
        meters.values().forEach(meter -> meter.losesAnswers(lose));
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

    /** The broker tells of its death; what is taken until the next birth is kept, and sent after that. */
    @Override
    public synchronized void disconnected() {
        born = false;
    }

    @Override
    public void arrived(MqttArrival message) {
        if (SparkplugCodec
                .decode(message.payload()) instanceof Decoded.Good<SparkplugPayload>(SparkplugPayload payload)) {
            hear(message.topic(), payload);
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
            LOG.debug("{} went without a word", node);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        session.close();
    }

    private void hear(String topic, SparkplugPayload payload) {
        String name = topics.spoken(topic).map(SparkplugTopics.Spoken::name).orElse("");
        Optional<MqttMeter> meter = Optional.ofNullable(meters.get(name));
        if (payload.isSet(SparkplugConnector.REBIRTH)) {
            birth();
        } else if (payload.has("command/")) {
            meter.ifPresent(one -> command(name, one, FlatObjects.json("command", payload.metrics())));
        } else if (Receipt.decode(
                FlatObjects.json("receipt", payload.metrics())) instanceof Decoded.Good<Receipt>(Receipt receipt)) {
            meter.ifPresent(one -> one.received(receipt));
        }
    }

    private void command(String name, MqttMeter meter, byte[] json) {
        if (CommandMessage.decode(json) instanceof Decoded.Good<CommandMessage>(CommandMessage command)) {
            meter.obey(command).ifPresent(answer -> data(name, "answer", answer.encode(PayloadForm.JSON)));
        }
    }

    private synchronized void birth() {
        born = true;
        sequence = 0;
        send(Verb.NBIRTH, node, List.of(new Metric.Whole("bdSeq", birthDeath % NUMBERS),
                new Metric.Flag(SparkplugConnector.REBIRTH, false)));
        meters.keySet().stream().filter(name -> !name.equals(node)).forEach(name -> {
            next();
            send(Verb.DBIRTH, name, List.of(new Metric.Text("meter", MeterName.serialOf(name))));
        });
    }

    private synchronized void data(String name, String kind, byte[] json) {
        if (!born) {
            return;
        }
        next();
        send(name.equals(node) ? Verb.NDATA : Verb.DDATA, name, FlatObjects.metrics(kind, json));
    }

    private synchronized void next() {
        sequence = (sequence + 1) % NUMBERS;
    }

    private synchronized void send(Verb verb, String name, List<Metric> metrics) {
        SparkplugPayload payload = new SparkplugPayload(clock.millis(), Optional.of(sequence), metrics);
        var _ = session.publish(
                MqttPublish.of(topics.of(verb, name), SparkplugCodec.encode(payload), "").atMostOnce());
    }

    private MqttPublish death() {
        SparkplugPayload payload = new SparkplugPayload(clock.millis(), Optional.empty(),
                List.of(new Metric.Whole("bdSeq", Math.max(0, birthDeath) % NUMBERS)));
        return MqttPublish.of(topics.of(Verb.NDEATH, node), SparkplugCodec.encode(payload), "");
    }
}
