package io.wattle.headend;

import io.wattle.headend.registry.MeterRegistry;
import io.wattle.protocols.meter.MeterConnector;
import io.wattle.protocols.meter.MeterInbox;
import io.wattle.protocols.mqtt.MqttConnector;
import io.wattle.protocols.mqtt.MqttSettings;
import io.wattle.protocols.mqtt.talk.BrokerConnector;
import io.wattle.protocols.mqtt.talk.BrokerState;
import io.wattle.protocols.sparkplug.SparkplugConnector;
import io.wattle.protocols.sparkplug.SparkplugRoster;
import io.wattle.protocols.sparkplug.SparkplugTopics;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a head-end has at a broker: meters of our own contract, and nodes of Sparkplug B; or nothing. */
final class Brokers {
    private final Optional<MqttConnector> mqtt;
    private final Optional<SparkplugConnector> sparkplug;

    private Brokers(Optional<MqttConnector> mqtt, Optional<SparkplugConnector> sparkplug) {
        this.mqtt = mqtt;
        this.sparkplug = sparkplug;
    }

    /**
     * Does not connect yet; the parts close what is opened here.
     *
     * @param inboxes by channel
     */
    static Brokers of(Optional<MqttSettings> settings, Function<String, MeterInbox> inboxes, MeterRegistry registry,
            InstantSource clock, Parts parts) {
        Optional<MqttConnector> mqtt = settings.map(broker -> parts.own(MqttConnector.of(broker,
                inboxes.apply(MqttConnector.SCHEME),
                name -> registry.isAt(name, MqttConnector.SCHEME), clock)));
        Optional<SparkplugConnector> sparkplug = settings.flatMap(broker -> broker.sparkplugGroup()
                .map(group -> parts.own(new SparkplugConnector(
                        broker.session().named(broker.session().clientId() + "-sparkplug"), new SparkplugTopics(group),
                        broker.talk(), inboxes.apply(SparkplugConnector.SCHEME),
                        roster(registry), clock))));
        return new Brokers(mqtt, sparkplug);
    }

    private static SparkplugRoster roster(MeterRegistry registry) {
        Set<String> nodes = registry.all()
                .stream()
                .flatMap(meter -> meter.address().stream())
                .filter(address -> SparkplugConnector.SCHEME.equals(address.uri().getScheme()))
                .map(address -> SparkplugTopics.nodeOf(address.uri().getSchemeSpecificPart()))
                .collect(Collectors.toUnmodifiableSet());
        return new SparkplugRoster(name -> registry.isAt(name, SparkplugConnector.SCHEME), nodes::contains);
    }

    /** These and the others, by URI scheme. */
    Map<String, MeterConnector> and(Map<String, MeterConnector> others) {
        Map<String, MeterConnector> all = new HashMap<>(others);
        mqtt.ifPresent(one -> all.put(one.scheme(), one));
        sparkplug.ifPresent(one -> all.put(one.scheme(), one));
        return all;
    }

    /**
     * Connects, and goes on until it is closed.
     *
     * @param changes told when a broker is lost, and when it is back
     */
    void begin(Consumer<BrokerState> changes) {
        connectors().forEach(one -> one.begin(changes));
    }

    /** How each connection to the broker stands; empty without a broker. */
    List<BrokerState> states() {
        return connectors().map(BrokerConnector::state).toList();
    }

    /** What was pushed and taken, or not, by reason; empty without a broker. */
    SortedMap<String, Long> messages() {
        SortedMap<String, Long> all = new TreeMap<>();
        connectors().forEach(
                one -> one.counts().all().forEach((reason, count) -> all.merge(reason, count, Long::sum)));
        return all;
    }

    private Stream<BrokerConnector> connectors() {
        return Stream.concat(mqtt.stream(), sparkplug.stream());
    }
}
