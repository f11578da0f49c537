package io.wattle.simulator.mqtt;

import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.mqtt.client.MqttSessionSettings;
import io.wattle.simulator.meter.SimulatedMeter;
import io.wattle.protocols.sparkplug.SparkplugConnector;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Simulated meters at a broker, thousands over few connections or one connection each. Safe for use by many threads.
 * Whoever starts it closes it; the meters themselves go on.
 */
public final class MqttFleet implements AutoCloseable {
    private static final long TICK_MS = 50;
    /** 500 a second: a broker that is knocked at by thousands at once lets some of them wait until they give up. */
    private static final int STARTED_A_TICK = 25;
    /** As many as a head-end takes behind one node (docs/mqtt.md). */
    private static final int DEVICES_MAX = 1_000;
    private final MqttFleetSettings settings;
    private final List<MeterSpeaker> connections;
    private final Map<String, MeterSpeaker> connectionOf;
    private final Map<String, MqttMeter> meters;
    private final ScheduledExecutorService pusher = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("mqtt-meters").daemon().factory());
    private final List<MqttMeter> line;
    private long pushed; // owned by the pusher: how many turns of the line it is on
    private long beganNanos; // owned by the pusher
    private int started; // owned by the pusher: connections

    private MqttFleet(MqttFleetSettings settings, List<SimulatedMeter> devices, InstantSource clock) {
        this.settings = settings;
        long nowMs = clock.millis();
        this.line = devices.stream().map(device -> new MqttMeter(device, nowMs)).toList();
        this.meters = line.stream().collect(Collectors.toUnmodifiableMap(MqttMeter::serial, Function.identity()));
        this.connections = connections(settings, line, clock);
        this.connectionOf = connections.stream()
                .flatMap(connection -> connection.meters().stream().map(meter -> Map.entry(meter.serial(), connection)))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /**
     * Begins to connect; does not wait.
     *
     * @param clock the meters' true time
     */
    public static MqttFleet start(MqttFleetSettings settings, List<SimulatedMeter> meters, InstantSource clock) {
        MqttFleet fleet = new MqttFleet(settings, meters, clock);
        fleet.startSome();
        fleet.beganNanos = System.nanoTime();
        var _ = fleet.pusher.scheduleWithFixedDelay(fleet::tick, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
        return fleet;
    }

    /** Such as {@code mqtt:97991050945}. */
    public static MeterAddress addressOf(String serial) {
        return new MeterAddress(serial, URI.create("mqtt:" + serial));
    }

    /** Where a head-end finds it, by whichever contract it speaks. */
    public URI uriOf(String serial) {
        return settings.sparkplug().isEmpty()
                ? addressOf(serial).uri()
                : URI.create(SparkplugConnector.SCHEME + ":" + connection(serial).nameOf(meter(serial)));
    }

    /** Whether every connection stands. */
    public boolean isConnected() {
        return connections.stream().allMatch(MeterSpeaker::isConnected);
    }

    /** The meter pushes a reading now. */
    public void push(String serial) {
        connection(serial).push(meter(serial));
    }

    /** What the meter was told. */
    public ObedientMeter obedient(String serial) {
        return meter(serial).obedient();
    }

    /** The meter's answers to orders, but for that to open, are lost from now on; or arrive again. */
    public void loseAnswers(String serial, boolean lose) {
        meter(serial).losesAnswers(lose);
    }

    /** Readings of all meters without a receipt. */
    public long unconfirmed() {
        return meters.values().stream().mapToLong(MqttMeter::unconfirmed).sum();
    }

    /** Readings that the head-end will never take. */
    public long refused() {
        return meters.values().stream().mapToLong(MqttMeter::refused).sum();
    }

    @Override
    public void close() {
        pusher.shutdownNow();
        // Each takes leave of the broker, which takes a moment: all at once, or thousands would take minutes.
        try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            connections.forEach(connection -> all.execute(connection::close));
        }
    }

    /** As many meters as are due by now push, and what has no receipt goes out again. */
    private void tick() {
        startSome();
        long now = System.nanoTime();
        long intervalNanos = settings.pushInterval().toNanos();
        if (intervalNanos > 0) {
            long due = (now - beganNanos) / Math.max(1, intervalNanos / line.size());
            // Who was held up does not catch up: a meter's next reading says it all.
            pushed = Math.max(pushed, due - line.size());
            while (pushed < due) {
                push(line.get((int) (pushed % line.size())).serial());
                pushed++;
            }
        }
        for (MeterSpeaker connection : connections) {
            if (connection.isConnected()) {
                connection.meters().forEach(meter -> connection.resend(meter, settings.resendAfter()));
            }
        }
    }

    private void startSome() {
        int end = Math.min(connections.size(), started + STARTED_A_TICK);
        connections.subList(started, end).forEach(MeterSpeaker::start);
        started = end;
    }

    private MqttMeter meter(String serial) {
        MqttMeter meter = meters.get(serial);
        if (meter == null) {
            throw new IllegalArgumentException("no meter " + serial + " at the broker");
        }
        return meter;
    }

    private MeterSpeaker connection(String serial) {
        MeterSpeaker connection = connectionOf.get(serial);
        if (connection == null) {
            throw new IllegalArgumentException("no meter " + serial + " at the broker");
        }
        return connection;
    }

    private static List<MeterSpeaker> connections(MqttFleetSettings settings, List<MqttMeter> meters,
            InstantSource clock) {
        boolean oneEach = settings.connections() == 0;
        int count = oneEach ? meters.size() : Math.min(settings.connections(), meters.size());
        List<List<MqttMeter>> shares = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            shares.add(new ArrayList<>());
        }
        for (int i = 0; i < meters.size(); i++) {
            shares.get(i % count).add(meters.get(i));
        }
        if (settings.sparkplug().isPresent() && shares.stream().anyMatch(share -> share.size() > DEVICES_MAX)) {
            throw new IllegalArgumentException("a node of Sparkplug has at most " + DEVICES_MAX
                    + " devices: give " + meters.size() + " meters more connections");
        }
        List<MeterSpeaker> connections = new ArrayList<>();
        for (List<MqttMeter> share : shares) {
            String name = oneEach
                    ? share.getFirst().serial()
                    : settings.session().clientId() + "-" + connections.size();
            MqttSessionSettings session = settings.identity().apply(named(settings.session(), name));
            connections.add(settings.sparkplug()
                    .<MeterSpeaker>map(topics -> new SparkplugNode(session, topics, name,
                            serial -> nameAt(settings, name, serial), share, clock))
                    .orElseGet(() -> new MeterConnection(settings, session, share)));
        }
        return connections;
    }

    /** A node that is a meter itself has its name; devices have a node before theirs. */
    private static String nameAt(MqttFleetSettings settings, String node, String serial) {
        return settings.connections() == 0 ? serial : node + "/" + serial;
    }

    private static MqttSessionSettings named(MqttSessionSettings session, String clientId) {
        return new MqttSessionSettings(session.broker(), clientId, session.user(), session.password(), session.tls(),
                session.inFlightMax(), session.outboxMax(), Duration.ZERO, session.retryMin(), session.retryMax(),
                session.will(), session.subscriptions());
    }
}
