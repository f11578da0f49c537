package io.wattle.headend.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattle.headend.link.HeardMeters;
import io.wattle.protocols.meter.LoadProfile;
import io.wattle.protocols.meter.MeterInbox;
import io.wattle.protocols.meter.MeterQuantity.Energy;
import io.wattle.protocols.meter.MeterReading;
import io.wattle.protocols.mqtt.MqttConnector;
import io.wattle.protocols.mqtt.MqttSettings;
import io.wattle.protocols.mqtt.client.MqttSessionSettings;
import io.wattle.protocols.mqtt.payload.PayloadForm;
import io.wattle.protocols.mqtt.payload.UpCodec;
import io.wattle.protocols.mqtt.payload.UpMessage;
import io.wattle.protocols.mqtt.talk.Rejection;
import io.wattle.protocols.mqtt.talk.TalkSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Head-ends of one group divide what meters push, through a real broker. */
@Timeout(60)
class HeadEndGroupTest {
    private static final Instant NOW = Instant.parse("2026-01-05T17:30:00Z");
    private static final int READINGS = 200;
    private final HeardMeters east = new HeardMeters();
    private final HeardMeters west = new HeardMeters();
    private Mosquitto broker;

    @TempDir
    private Path folder;

    @BeforeEach
    void startBroker() {
        broker = Mosquitto.start(folder);
    }

    @AfterEach
    void stopBroker() {
        broker.close();
    }

    @Test
    void shouldDivideWhatMetersPush() {
        try (MqttConnector one = connector("one", east, _ -> true);
                MqttConnector other = connector("other", west, _ -> true);
                BrokerClient meters = begin(one, other)) {
            pushAll(meters);

            await().until(() -> east.readings().size() + west.readings().size() >= READINGS);

            assertThat(Stream.concat(east.readings().stream(), west.readings().stream()).map(MeterReading::register))
                    .hasSize(READINGS)
                    .doesNotHaveDuplicates();
            assertThat(east.readings()).hasSizeBetween(READINGS / 4, READINGS * 3 / 4);
        }
    }

    @Test
    void shouldHandOverWhatBelongsToAnother() {
        try (MqttConnector one = connector("one", east, meter -> meter.startsWith("E"));
                MqttConnector other = connector("other", west, meter -> meter.startsWith("W"));
                BrokerClient meters = begin(one, other)) {
            pushAll(meters);

            await().until(() -> east.readings().size() + west.readings().size() >= READINGS);

            assertThat(east.readings()).hasSize(READINGS / 2)
                    .doesNotHaveDuplicates()
                    .allMatch(reading -> reading.meterSerial().startsWith("E"));
            assertThat(west.readings()).hasSize(READINGS / 2)
                    .doesNotHaveDuplicates()
                    .allMatch(reading -> reading.meterSerial().startsWith("W"));
            await().until(() -> one.counts().handedOverSum() + other.counts().handedOverSum() > 0);

            // Of nobody: whoever hears it offers it to the other, and that is the end of it.
            meters.send("wattle/v1/up/N1/reading", reading("N1", 1));
            await().atMost(Duration.ofSeconds(30)).until(() -> unknown(one, other) == 2);
            assertThat(one.counts().handedOverSum() + other.counts().handedOverSum())
                    .as("what is handed over is of a meter that somebody has")
                    .isLessThanOrEqualTo(READINGS);
        }
    }

    @Test
    void shouldLeaveNothingBehindWhenOneOfThemGoesWithMessagesUnacknowledged() {
        try (MqttConnector other = connector("other", west, _ -> true)) {
            try (MqttConnector one = connector("one", new Undecided(), _ -> true);
                    BrokerClient meters = begin(one, other)) {
                pushAll(meters);
                await().until(() -> west.readings().size() >= READINGS / 4);
            }
            try (MqttConnector one = connector("one", east, _ -> true)) {
                one.begin();

                await().until(() -> east.readings().size() + west.readings().size() >= READINGS);

                assertThat(Stream.concat(east.readings().stream(), west.readings().stream())
                        .map(MeterReading::register)).hasSize(READINGS).doesNotHaveDuplicates();
            }
        }
    }

    private static long unknown(MqttConnector one, MqttConnector other) {
        return one.counts().rejectedSum(Rejection.UNKNOWN_METER) + other.counts().rejectedSum(Rejection.UNKNOWN_METER);
    }

    private BrokerClient begin(MqttConnector... connectors) {
        for (MqttConnector one : connectors) {
            one.begin();
        }
        await().until(() -> Stream.of(connectors).allMatch(MqttConnector::isConnected));
        return BrokerClient.of(broker.uri(), "meters");
    }

    private MqttConnector connector(String name, MeterInbox inbox, Predicate<String> known) {
        return MqttConnector.of(MqttSettings.of(MqttSessionSettings.of(broker.uri(), name),
                new TalkSettings(Duration.ofSeconds(5), 10, 10_000, 10_000)), inbox, known, () -> NOW);
    }

    private static void pushAll(BrokerClient meters) {
        for (int i = 0; i < READINGS; i++) {
            String meter = i % 4 < 2 ? "E1" : "W1"; // not in step with a broker that gives to each in turn
            meters.send("wattle/v1/up/" + meter + "/reading", reading(meter, i));
        }
    }

    private static byte[] reading(String meter, int number) {
        MeterReading reading = new MeterReading(meter, NOW.plusSeconds(number), NOW, new Energy(number),
                Optional.empty(), Optional.empty());
        return UpCodec.encode(new UpMessage.Reading(Optional.empty(), reading), PayloadForm.JSON);
    }

    /** Never says that it has anything. */
    private static final class Undecided implements MeterInbox {
        @Override
        public CompletionStage<Heard> reading(MeterReading reading) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<Heard> profile(LoadProfile profile) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<Heard> event(String meterSerial, Instant at, String kind, String detail) {
            return new CompletableFuture<>();
        }
    }
}
