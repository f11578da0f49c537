package io.wattle.headend.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wattle.protocols.mqtt.talk.TalkSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What meters push besides readings is shown over HTTP, page by page. */
@Timeout(120)
class ToldApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    @Test
    void shouldShowEventsAndProfilesOfMeters() throws Exception {
        try (BrokerSystem system = BrokerSystem.start(folder, 2,
                new TalkSettings(Duration.ofSeconds(1), 100, 1_000, 1_000));
                BrokerClient client = BrokerClient.of(system.broker().uri(), "raw").awaitHeadEnd()) {
            String one = system.serial(0);
            event(client, one, 1, "cover-opened", "left");
            event(client, one, 2, "power-up", "");
            // Meters do not wait for each other.
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> get(system, "/events").path("events").size() == 2);
            event(client, system.serial(1), 3, "power-down", "");
            client.send("wattle/v1/up/" + one + "/profile", "{\"schema\":1,\"meter\":\"" + one + "\",\"points\":["
                    + point(14, 100) + "," + point(15, 250) + "," + point(16, 300) + "]}");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> get(system, "/events").path("events").size() == 3
                            && get(system, "/meters/" + one + "/profile").path("points").size() == 3);

            JsonNode newest = get(system, "/events?limit=2").path("events");
            assertThat(newest).hasSize(2);
            assertThat(newest.path(0).path("kind").asText()).isEqualTo("power-down");
            assertThat(newest.path(0).path("channel").asText()).isEqualTo("mqtt");
            JsonNode oldest = get(system, "/events?before=" + newest.path(1).path("sequence").asLong()).path("events");
            assertThat(oldest).hasSize(1);
            assertThat(oldest.path(0).path("kind").asText()).isEqualTo("cover-opened");
            assertThat(oldest.path(0).path("tampering").asBoolean()).isTrue();
            assertThat(get(system, "/meters/" + one + "/events").path("events")).hasSize(2)
                    .allMatch(event -> event.path("meter").asText().equals(one));

            JsonNode some = get(system,
                    "/meters/" + one + "/profile?from=2026-01-05T15:00:00Z&to=2026-01-05T16:00:00Z");
            assertThat(some.path("points")).hasSize(1);
            assertThat(some.path("points").path(0).path("registerValue").asLong()).isEqualTo(250);
            assertThat(some.path("points").path(0).path("unit").asText()).isEqualTo("Wh");
            assertThat(get(system, "/meters/" + one + "/profile?limit=1").path("points")).hasSize(1);
            assertThat(get(system, "/meters/" + system.serial(1) + "/profile").path("points")).isEmpty();

            assertThat(status(system, "/meters/none/events")).isEqualTo(404);
            assertThat(status(system, "/meters/none/profile")).isEqualTo(404);
            assertThat(status(system, "/meters/" + one + "/profile?from=yesterday")).isEqualTo(400);
            assertThat(status(system, "/events?limit=0")).isEqualTo(400);
            assertThat(status(system, "/events?before=x")).isEqualTo(400);
        }
    }

    private static void event(BrokerClient client, String meter, int sequence, String kind, String detail) {
        client.send("wattle/v1/up/" + meter + "/event",
                "{\"schema\":1,\"meter\":\"" + meter + "\",\"sequence\":" + sequence
                        + ",\"time\":\"2026-01-05T17:3" + sequence + ":00Z\",\"kind\":\"" + kind + "\",\"detail\":\""
                        + detail + "\"}");
    }

    private static String point(int hour, int register) {
        return "{\"time\":\"2026-01-05T" + hour + ":00:00Z\",\"register\":{\"value\":" + register
                + ",\"unit\":\"Wh\"}}";
    }

    private JsonNode get(BrokerSystem system, String path) throws IOException, InterruptedException {
        return JSON.readTree(answer(system, path).body());
    }

    private int status(BrokerSystem system, String path) throws IOException, InterruptedException {
        return answer(system, path).statusCode();
    }

    private HttpResponse<String> answer(BrokerSystem system, String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + system.headEnd().apiPort() + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
