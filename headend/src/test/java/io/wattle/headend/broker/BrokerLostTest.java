package io.wattle.headend.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wattle.protocols.mqtt.client.MqttSessionSettings;
import io.wattle.protocols.mqtt.talk.TalkSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An operator learns from /health and /alarms that a broker is gone, why, and that it is back. */
@Timeout(120)
class BrokerLostTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void shouldSayThatTheBrokerIsLostAndThatItIsBack() throws Exception {
        try (BrokerSystem system = BrokerSystem.start(folder, 2,
                new TalkSettings(Duration.ofSeconds(1), 100, 1_000, 1_000));
                HttpClient http = HttpClient.newHttpClient()) {
            await().atMost(PATIENCE).until(() -> broker(http, system).path("up").asBoolean());
            system.wire().push(system.serial(0));
            system.awaitReceipts();
            JsonNode well = broker(http, system);
            assertThat(well.path("reason").asText()).isEmpty();
            assertThat(well.path("broker").asText()).isEqualTo(system.broker().uri().toString());
            assertThat(well.path("unacknowledged").asInt()).isZero();
            assertThat(well.path("reconnects").asLong()).isZero();
            assertThat(well.path("receipts").path("kept").asLong()).isEqualTo(1);
            assertThat(get(http, system, "/alarms").toString()).doesNotContain("BROKER_LOST");

            system.broker().kill();
            await().atMost(PATIENCE).until(() -> !broker(http, system).path("up").asBoolean());
            assertThat(broker(http, system).path("reason").asText()).contains(system.broker().uri().toString());
            assertThat(get(http, system, "/alarms").toString()).contains("BROKER_LOST", "the broker of mqtt meters");
            assertThat(get(http, system, "/health").path("healthy").asBoolean())
                    .as("to start the head-end again would help nobody")
                    .isTrue();

            system.broker().restart();
            await().atMost(PATIENCE).until(() -> broker(http, system).path("up").asBoolean());
            assertThat(broker(http, system).path("reconnects").asLong()).isPositive();
            assertThat(get(http, system, "/alarms").toString()).doesNotContain("BROKER_LOST");
        }
    }

    @Test
    void shouldTakeNoPasswordInTheAddressOfABrokerAndNotRepeatIt() {
        assertThatThrownBy(() -> MqttSessionSettings.of(URI.create("mqtt://ann:planted-secret@127.0.0.1:1883"), "a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must not name a user or a password")
                .hasMessageNotContaining("planted-secret");
    }

    private static JsonNode broker(HttpClient http, BrokerSystem system) throws Exception {
        return get(http, system, "/health").path("brokers").path(0);
    }

    private static JsonNode get(HttpClient http, BrokerSystem system, String path) throws Exception {
        return JSON.readTree(http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + system.headEnd().apiPort() + path)).build(),
                HttpResponse.BodyHandlers.ofString()).body());
    }
}
