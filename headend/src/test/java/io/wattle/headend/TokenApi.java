package io.wattle.headend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** Asks a test's head-end over HTTP, as whoever sells tokens does. */
final class TokenApi {
    static final ObjectMapper JSON = new ObjectMapper();

    private TokenApi() {}

    static String payment(TestSystem system, int place, long amountMinor) {
        return "{\"meter\":\"" + system.meter(place).serial() + "\",\"amountMinor\":" + amountMinor
                + ",\"currency\":\"USD\",\"cashier\":\"Ama\"}";
    }

    static JsonNode get(TestSystem system, String path) throws Exception {
        return JSON.readTree(system.awaitApi(path, body -> !body.contains("NOT_FOUND")));
    }

    static JsonNode post(TestSystem system, String path, String key, String body) throws Exception {
        JsonNode said = ask(system, path, key, body);
        assertThat(said.has("title")).as(said.toString()).isFalse();
        return said;
    }

    static JsonNode ask(TestSystem system, String path, String key, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest
                .newBuilder(URI.create("http://127.0.0.1:" + system.headEnd().apiPort() + path))
                .header("Content-Type", "application/json")
                .POST(body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!key.isEmpty()) {
            request.header("Idempotency-Key", key);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return JSON.readTree(client.send(request.build(), BodyHandlers.ofString()).body());
        }
    }
}
