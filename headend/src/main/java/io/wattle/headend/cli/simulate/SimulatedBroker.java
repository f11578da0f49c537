package io.wattle.headend.cli.simulate;

import io.wattle.headend.cli.verb.Durations;
import io.wattle.headend.registry.BadFileException;
import io.wattle.protocols.mqtt.client.MqttSessionSettings;
import io.wattle.protocols.mqtt.payload.PayloadForm;
import io.wattle.protocols.sparkplug.SparkplugTopics;
import io.wattle.simulator.mqtt.MqttFleet;
import io.wattle.simulator.mqtt.MqttFleetSettings;
import io.wattle.simulator.scenario.Fleet;
import io.wattle.simulator.scenario.FleetMeter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options by which meters of a fleet speak MQTT instead, by docs/mqtt.md. */
final class SimulatedBroker {
    @Option(names = "--mqtt", paramLabel = "BROKER", description = "Meters speak MQTT through this broker, such as mqtt://127.0.0.1:1883, by docs/mqtt.md; meters.csv then says so.")
    private Optional<URI> broker = Optional.empty();

    @Option(names = "--mqtt-every", paramLabel = "N", defaultValue = "1", description = "Every so many-th meter, the others stay with DLMS (default ${DEFAULT-VALUE}, all).")
    private int every = 1;

    @Option(names = "--mqtt-connections", paramLabel = "N", defaultValue = "4", description = "Connections that they share; 0 for one each, with a last will, under its serial number (default ${DEFAULT-VALUE}).")
    private int connections;

    @Option(names = "--mqtt-push", paramLabel = "TIME", converter = Durations.class, defaultValue = "15s", description = "Each pushes a reading this often, by the clock on the wall (default ${DEFAULT-VALUE}).")
    private Duration push = Duration.ofSeconds(15);

    @Option(names = "--mqtt-form", paramLabel = "FORM", defaultValue = "json", description = "What they write, json or cbor (default ${DEFAULT-VALUE}).")
    private String form = "json";

    @Option(names = "--mqtt-name", paramLabel = "NAME", defaultValue = "wattle-simulator", description = "What their shared connections are called at the broker, followed by a number: another for each simulator (default ${DEFAULT-VALUE}).")
    private String name = "wattle-simulator";

    @Option(names = "--mqtt-sparkplug", paramLabel = "GROUP", description = "They speak Eclipse Sparkplug B in this group instead: meters that share a connection are devices of one node, and with --mqtt-connections 0 each is a node itself.")
    private Optional<String> sparkplug = Optional.empty();

    @Option(names = "--mqtt-certificates", paramLabel = "DIR", description = "For a broker mqtts://host:port: a folder with ca.crt, and NAME.crt and NAME.key in PEM for each connection, or NAME.password, NAME being what it is called at the broker (with --mqtt-connections 0 the serial number), as docs/mqtt.md makes them.")
    private Optional<Path> certificates = Optional.empty();

    /** Those that do, if any. */
    record Speaking(Optional<MqttFleet> meters, Predicate<FleetMeter> among) implements AutoCloseable {

        /** Where the head-end finds a meter. */
        URI uriOf(FleetMeter meter) {
            return meters.filter(_ -> among.test(meter)).map(all -> all.uriOf(meter.serial())).orElseGet(meter::uri);
        }

        @Override
        public void close() {
            meters.ifPresent(MqttFleet::close);
        }
    }

    /**
     * Lets them begin to speak, if any is to; who asks closes it. It goes on trying where there is no broker.
     *
     * @param clock numbers what they send, higher after a restart
     * @throws ParameterException if an option makes no sense
     * @throws BadFileException naming the file that cannot be used
     */
    Speaking open(CommandSpec spec, Fleet fleet, InstantSource clock) {
        try {
            if (every < 1) {
                throw new IllegalArgumentException("--mqtt-every must be 1 or more, was: " + every);
            }
            List<FleetMeter> meters = fleet.meters().stream().filter(this::isAtBroker).toList();
            if (meters.isEmpty()) {
                return new Speaking(Optional.empty(), this::isAtBroker);
            }
            MqttSessionSettings session = broker.map(uri -> MqttSessionSettings.of(uri, name)).orElseThrow();
            if (session.broker().getScheme().equals("mqtts") != certificates.isPresent()) {
                throw new IllegalArgumentException("--mqtt mqtts://host:port needs --mqtt-certificates DIR, and"
                        + " mqtt://host:port has no use for them");
            }
            MqttFleetSettings plain = MqttFleetSettings.of(session, connections)
                    .in(payloadForm())
                    .pushing(push)
                    .proving(certificates.<UnaryOperator<MqttSessionSettings>>map(BrokerCredentials::new)
                            .orElse(UnaryOperator.identity()));
            MqttFleetSettings settings = sparkplug.map(SparkplugTopics::new).map(plain::asNodesOf).orElse(plain);
            return new Speaking(Optional.of(MqttFleet.start(settings,
                    meters.stream().map(FleetMeter::device).toList(), clock)), this::isAtBroker);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /** For people; empty if none speaks MQTT. */
    Optional<String> words(Fleet fleet) {
        long count = fleet.meters().stream().filter(this::isAtBroker).count();
        return broker.filter(_ -> count > 0)
                .map(uri -> count + " of them speak " + (sparkplug.isPresent() ? "Sparkplug B" : "MQTT") + " through "
                        + uri + ", over "
                        + (connections == 0 ? "a connection each" : Math.min(connections, count) + " connections")
                        + ", and push every " + push.toMillis() / 1_000 + " s");
    }

    private PayloadForm payloadForm() {
        return switch (form) {
            case "json" -> PayloadForm.JSON;
            case "cbor" -> PayloadForm.CBOR;
            default -> throw new IllegalArgumentException("--mqtt-form must be json or cbor, was: " + form);
        };
    }

    private boolean isAtBroker(FleetMeter meter) {
        // Logical addresses begin with 1: the first meter speaks DLMS unless all speak MQTT.
        return broker.isPresent() && meter.device().logicalAddress() % Math.max(1, every) == 0;
    }
}
