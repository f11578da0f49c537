package io.wattle.headend.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattle.headend.broker.Mosquitto;
import io.wattle.headend.cli.WattleCommand;
import io.wattle.headend.link.HeardMeters;
import io.wattle.headend.registry.MeterRegistry;
import io.wattle.protocols.meter.MeterReading;
import io.wattle.protocols.mqtt.MqttConnector;
import io.wattle.protocols.mqtt.MqttSettings;
import io.wattle.protocols.mqtt.client.MqttSessionSettings;
import io.wattle.protocols.mqtt.talk.TalkSettings;
import io.wattle.protocols.sparkplug.SparkplugConnector;
import io.wattle.protocols.sparkplug.SparkplugRoster;
import io.wattle.protocols.sparkplug.SparkplugTopics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code wattle simulate --mqtt}: a fleet at a broker, over few connections or one each. */
@Timeout(120)
class SimulateMqttTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {3, 0})
    void shouldPushReadingsOfEveryMeterAndListThemForAHeadEnd(int connections) throws InterruptedException {
        HeardMeters heard = new HeardMeters();
        Path fleet = folder.resolve("fleet");
        try (Mosquitto broker = Mosquitto.start(folder);
                MqttConnector headEnd = MqttConnector.of(
                        MqttSettings.of(MqttSessionSettings.of(broker.uri(), "head-end"), TalkSettings.defaults()),
                        heard, _ -> true, InstantSource.system())) {
            headEnd.begin();
            Thread simulator = Thread.ofPlatform()
                    .start(() -> run("simulate", "--meters", "40", "--port", "0", "--out", fleet.toString(), "--mqtt",
                            broker.uri().toString(), "--mqtt-every", "2", "--mqtt-push", "1s", "--mqtt-form", "cbor",
                            "--mqtt-connections", String.valueOf(connections)));
            try {
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> heard.readings().stream().map(MeterReading::meterSerial).distinct().count() == 20);
            } finally {
                simulator.interrupt();
                simulator.join();
            }
        }

        assertThat(out.toString()).contains("20 of them speak MQTT through mqtt://127.0.0.1:",
                connections == 0 ? "over a connection each" : "over 3 connections", "push every 1 s");
        assertThat(MeterRegistry.read(fleet.resolve("meters.csv")).all())
                .filteredOn(meter -> meter.address().orElseThrow().uri().toString().equals("mqtt:" + meter.serial()))
                .hasSize(20);
    }

    @Test
    void shouldBeDevicesBehindNodesOfSparkplugThatAHeadEndFindsByItsList() throws InterruptedException {
        HeardMeters heard = new HeardMeters();
        Path fleet = folder.resolve("fleet");
        try (Mosquitto broker = Mosquitto.start(folder);
                SparkplugConnector headEnd = new SparkplugConnector(
                        MqttSessionSettings.of(broker.uri(), "host"), new SparkplugTopics("town"),
                        TalkSettings.defaults(), heard, SparkplugRoster.everybody(), InstantSource.system())) {
            headEnd.begin();
            Thread simulator = Thread.ofPlatform()
                    .start(() -> run("simulate", "--meters", "6", "--port", "0", "--out", fleet.toString(), "--mqtt",
                            broker.uri().toString(), "--mqtt-push", "1s", "--mqtt-sparkplug", "town",
                            "--mqtt-connections", "2"));
            try {
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> heard.readings().stream().map(MeterReading::meterSerial).distinct().count() == 6);
            } finally {
                simulator.interrupt();
                simulator.join();
            }
        }

        assertThat(out.toString()).contains("6 of them speak Sparkplug B through mqtt://127.0.0.1:",
                "over 2 connections");
        assertThat(MeterRegistry.read(fleet.resolve("meters.csv")).all())
                .extracting(meter -> meter.address().orElseThrow().uri().toString().replaceFirst("/.*", ""))
                .containsOnly("sparkplug:wattle-simulator-0", "sparkplug:wattle-simulator-1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --mqtt mqtt://nowhere                       | broker must be mqtt://host:port
            --mqtt mqtts://h:1                          | needs --mqtt-certificates DIR
            --mqtt mqtt://h:1 --mqtt-sparkplug a --meters 1001 --mqtt-connections 1 | at most 1000 devices
            --mqtt mqtt://h:1 --mqtt-sparkplug a/b      | group must be 1 to 64
            --mqtt mqtt://h:1 --mqtt-form xml           | --mqtt-form must be json or cbor
            --mqtt mqtt://h:1 --mqtt-every 0            | --mqtt-every must be 1 or more
            --mqtt mqtt://h:1 --mqtt-connections 1001   | connections must be 0..1000
            --mqtt mqtt://h:1 --mqtt-push never         | must be a whole number above zero and s, m or h
            """)
    void shouldSayWhichOptionMakesNoSense(String line, String said) {
        assertThat(run(("simulate --port 0 --out " + folder.resolve("fleet") + " " + line).split(" "))).isEqualTo(2);
        assertThat(err.toString()).contains(said);
    }

    private int run(String... arguments) {
        return WattleCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
