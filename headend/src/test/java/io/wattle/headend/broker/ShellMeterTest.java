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
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** docs/mqtt.md is enough to be a meter: here is one that consists of mosquitto_sub and mosquitto_pub. */
@Timeout(60)
class ShellMeterTest {
    private static final String METER = "97991050945";
    private static final Instant NOW = Instant.parse("2026-01-05T17:30:00Z");
    private static final String VALUES = "\"time\":\"2026-01-05T17:30:00Z\",\"register\":{\"value\":20000000,"
            + "\"unit\":\"Wh\"},\"balance\":{\"value\":5000,\"unit\":\"Wh\"}";
    private final HeardMeters heard = new HeardMeters();

    @TempDir
    private Path folder;

    @Test
    void shouldBeAMeterWithTheClientsOfMosquittoAlone() throws Exception {
        try (Mosquitto broker = Mosquitto.start(folder); MqttConnector headEnd = headEnd(broker)) {
            headEnd.begin();
            await().until(headEnd::isConnected);
            Process ears = Mosquitto.client(
                    List.of("mosquitto_sub", "-h", "127.0.0.1", "-p", String.valueOf(broker.port()), "-V",
                            "5", "-q", "1", "-t", "wattle/v1/down/" + METER + "/command", "-F", "%R %D %p"),
                    ProcessBuilder.Redirect.PIPE);
            Thread.ofVirtual().start(() -> answerAll(ears, broker));
            try {
                publish(broker, "wattle/v1/up/" + METER + "/reading", "{\"schema\":1,\"meter\":\"" + METER + "\","
                        + VALUES + "}");
                await().until(() -> heard.readings().size() == 1);
                assertThat(heard.readings().getFirst().register()).isEqualTo(new Energy(20_000_000));

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
                ears.destroy();
            }
        }
    }

    /** The subscription of mosquitto_sub takes a moment: until then nobody is there. */
    private static MeterLink open(MqttConnector headEnd) {
        MeterAddress address = new MeterAddress(METER, URI.create("mqtt:" + METER));
        Outcome<MeterLink> opened = await().atMost(Duration.ofSeconds(20))
                .until(() -> headEnd.open(address).toCompletableFuture().get(20, TimeUnit.SECONDS),
                        Outcome.Done.class::isInstance);
        return ((Outcome.Done<MeterLink>) opened).value();
    }

    private MqttConnector headEnd(Mosquitto broker) {
        return MqttConnector.of(MqttSettings.of(MqttSessionSettings.of(broker.uri(), "head-end"),
                new TalkSettings(Duration.ofSeconds(5), 10, 100, 100)), heard, METER::equals, () -> NOW);
    }

    /** What a shell script would do with sed. */
    private static void answerAll(Process ears, Mosquitto broker) {
        try (BufferedReader lines = ears.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] parts = line.split(" ", 3);
                String same = parts[2].replaceAll(".*(\"conversation\":[0-9]+,\"number\":[0-9]+).*", "$1");
                String outcome = parts[2].contains("\"open\"")
                        ? "\"outcome\":\"done\""
                        : parts[2].contains("\"read\"")
                                ? "\"outcome\":\"done\"," + VALUES
                                : "\"outcome\":\"refused\",\"reason\":\"not-supported\","
                                        + "\"detail\":\"a shell holds no credit\"";
                publish(broker, parts[0], "{\"schema\":1,\"meter\":\"" + METER + "\"," + same + "," + outcome + "}",
                        "-D", "publish", "correlation-data", parts[1]);
            }
        } catch (IOException | InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private static void publish(Mosquitto broker, String topic, String message, String... more)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("mosquitto_pub", "-h", "127.0.0.1", "-p",
                String.valueOf(broker.port()), "-V", "5", "-q", "1", "-t", topic, "-m", message));
        command.addAll(List.of(more));
        Process process = Mosquitto.client(command, ProcessBuilder.Redirect.DISCARD);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }
}
