package io.wattle.headend.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattle.headend.link.HeardMeters;
import io.wattle.protocols.meter.CreditLoad;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.MeterLink;
import io.wattle.protocols.meter.MeterQuantity.Energy;
import io.wattle.protocols.meter.MeterReading;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.mqtt.MqttConnector;
import io.wattle.protocols.mqtt.MqttSettings;
import io.wattle.protocols.mqtt.client.MqttSessionSettings;
import io.wattle.protocols.mqtt.talk.TalkSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** docs/mqtt.md is enough to be a meter: here is one that consists of mosquitto_sub and mosquitto_pub. */
@Timeout(60)
class ShellMeterTest {
    private static final Path ROOT = Path.of(System.getProperty("wattle.root", ".."));
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String METER = "97991050945";
    private static final MeterAddress ADDRESS = new MeterAddress(METER, URI.create("mqtt:" + METER));
    private static final Instant NOW = Instant.parse("2026-01-05T17:30:00Z");
    private final HeardMeters heard = new HeardMeters();

    @TempDir
    private Path folder;

    @Test
    void shouldBeAMeterWithTheClientsOfMosquittoAlone() throws Exception {
        Files.writeString(folder.resolve("meter.sh"), DocumentBlock.of(ROOT.resolve("docs/mqtt.md"), "sh", "METER="));
        try (Mosquitto broker = Mosquitto.start(folder); MqttConnector headEnd = headEnd(broker)) {
            headEnd.begin();
            await().until(headEnd::isConnected);
            Process shell = shell(broker);
            try {
                await().atMost(PATIENCE)
                        .until(() -> heard.readings().size() == 1 && heard.events().size() == 1
                                && heard.profiles().size() == 1);
                assertThat(heard.readings().getFirst().register()).isEqualTo(new Energy(20_000_000));
                await().atMost(PATIENCE)
                        .until(() -> Files.readAllLines(folder.resolve("meter.out"))
                                .stream()
                                .filter(line -> line.contains("\"receipt\":\"kept\""))
                                .count() == 3);

                try (MeterLink link = open(headEnd)) {
                    Outcome<MeterReading> reading = link.read().toCompletableFuture().get(20, TimeUnit.SECONDS);
                    assertThat(reading).isInstanceOfSatisfying(Outcome.Done.class,
                            done -> assertThat(((MeterReading) done.value()).balance()).contains(new Energy(5_000)));
                    assertThat(link.loadCredit(new CreditLoad("C-1", new Energy(1_000)))
                            .toCompletableFuture()
                            .get(20, TimeUnit.SECONDS)).isEqualTo(
                                    Outcome.refused(Outcome.Refusal.NOT_SUPPORTED, "a shell holds no credit"));
                }
            } finally {
                shell.descendants().forEach(ProcessHandle::destroyForcibly);
                shell.destroyForcibly();
            }
            // The broker says its last will, and the head-end knows that nobody is there.
            await().atMost(PATIENCE)
                    .until(() -> headEnd.open(ADDRESS).toCompletableFuture().get(20, TimeUnit.SECONDS),
                            Outcome.refused(Outcome.Refusal.UNREACHABLE,
                                    "the meter's connection to the broker is broken")::equals);
        }
    }

    /** The clients read the port from a file, as on a machine where the broker is elsewhere. */
    private Process shell(Mosquitto broker) throws IOException {
        for (String client : List.of("mosquitto_pub", "mosquitto_sub")) {
            assertThat(Stream.of(System.getenv("PATH").split(":")).map(Path::of))
                    .as(client + ": install the Debian package mosquitto-clients")
                    .anyMatch(place -> Files.isExecutable(place.resolve(client)));
            Files.writeString(folder.resolve(client), "-h 127.0.0.1\n-p " + broker.port() + "\n");
        }
        ProcessBuilder shell = new ProcessBuilder("sh", "-e", "meter.sh").directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("meter.out").toFile());
        shell.environment().put("XDG_CONFIG_HOME", folder.toString());
        return shell.start();
    }

    /** The subscription of mosquitto_sub takes a moment: until then nobody is there. */
    private static MeterLink open(MqttConnector headEnd) {
        Outcome<MeterLink> opened = await().atMost(Duration.ofSeconds(20))
                .until(() -> headEnd.open(ADDRESS).toCompletableFuture().get(20, TimeUnit.SECONDS),
                        Outcome.Done.class::isInstance);
        return ((Outcome.Done<MeterLink>) opened).value();
    }

    private MqttConnector headEnd(Mosquitto broker) {
        return MqttConnector.of(MqttSettings.of(MqttSessionSettings.of(broker.uri(), "head-end"),
                new TalkSettings(Duration.ofSeconds(5), 10, 100, 100)), heard, METER::equals, () -> NOW);
    }
}
