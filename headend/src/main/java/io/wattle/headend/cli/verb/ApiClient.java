package io.wattle.headend.cli.verb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** Speaks with a running head-end over its API. For one thread. */
public final class ApiClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI url;
    private final Optional<String> token;

    /** The head-end answers, and not what was asked for. */
    public static final class RefusedException extends IllegalStateException {
        private static final long serialVersionUID = 1;
        private final int status;
        private final String reason;
        private final String field;
        private final String detail;

        public RefusedException(int status, JsonNode body) {
            super("the head-end refuses: " + status + " " + body.path("title").asText() + ", "
                    + body.path("field").asText() + ": " + body.path("detail").asText());
            this.status = status;
            this.reason = body.path("title").asText();
            this.field = body.path("field").asText();
            this.detail = body.path("detail").asText();
        }

        /** Whether the request itself is wrong, whatever the head-end holds. */
        public boolean isMalformed() {
            return status == 400;
        }

        /** Its name. */
        public String reason() {
            return reason;
        }

        /** What of the request it is about; empty for none. */
        public String field() {
            return field;
        }

        /** What is wrong, in words. */
        public String detail() {
            return detail;
        }
    }

    public ApiClient(URI url, Optional<String> token) {
        this.url = url;
        this.token = token;
    }

    public JsonNode get(String path) {
        return send(HttpRequest.newBuilder(url.resolve(path)).GET());
    }

    public JsonNode post(String path, JsonNode body) {
        return send(HttpRequest.newBuilder(url.resolve(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString())));
    }

    private JsonNode send(HttpRequest.Builder request) {
        token.ifPresent(shown -> request.header("Authorization", "Bearer " + shown));
        try {
            HttpResponse<String> answer = client.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
            JsonNode body = JSON.readTree(answer.body());
            if (answer.statusCode() >= 300) {
                throw new RefusedException(answer.statusCode(), body);
            }
            return body;
        } catch (IOException e) {
            throw new IllegalStateException("the head-end at " + url + " does not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
