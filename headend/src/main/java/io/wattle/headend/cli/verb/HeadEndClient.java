package io.wattle.headend.cli.verb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wattle.headend.api.ApiConfig;
import io.wattle.headend.text.JsonLine;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options by which a command finds a running head-end, and how it asks it. */
public final class HeadEndClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final int ANSWER_BYTES_MAX = 4 << 20;

    @Option(names = "--url", paramLabel = "URL", defaultValue = "http://127.0.0.1:8480", description = "The head-end (default ${DEFAULT-VALUE}).")
    private URI url = URI.create("http://127.0.0.1:8480");

    @Option(names = "--token-file", paramLabel = "FILE", description = "Holds the head-end's token, if it has one.")
    private Optional<Path> tokenFile = Optional.empty();

    @Option(names = "--key", paramLabel = "KEY", description = "Idempotency key, to repeat a command whose answer was lost (default: a new one).")
    private Optional<String> key = Optional.empty();

    @Option(names = "--json", description = "The head-end's answer as it is instead of words.")
    private boolean json;

    /**
     * Posts, prints the answer, and says the exit code: 0 for done, 1 for refused.
     *
     * @param path parts of it, not yet encoded
     * @throws IllegalStateException if the head-end cannot be reached or makes no sense
     */
    public int post(CommandSpec spec, JsonLine body, Function<JsonNode, String> words, String... path) {
        String used = key.orElseGet(() -> UUID.randomUUID().toString());
        return answered(spec, send(used, request(spec, used, "", path)
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))), words);
    }

    /** The same for what is put in its place whole: twice is as good as once, and no key is needed. */
    public int put(CommandSpec spec, JsonLine body, Function<JsonNode, String> words, String... path) {
        return answered(spec, send("", request(spec, "", "", path)
                .PUT(HttpRequest.BodyPublishers.ofString(body.toString()))), words);
    }

    /**
     * The same for a question.
     *
     * @param query such as {@code a=b}, encoded; empty for none
     */
    public int get(CommandSpec spec, String query, Function<JsonNode, String> words, String... path) {
        return answered(spec, send("", request(spec, "", query, path).GET()), words);
    }

    private int answered(CommandSpec spec, HttpResponse<byte[]> response, Function<JsonNode, String> words) {
        JsonNode answer = parse(response);
        boolean done = response.statusCode() / 100 == 2;
        PrintWriter to = done || json ? spec.commandLine().getOut() : spec.commandLine().getErr();
        to.println(json ? answer : done ? words.apply(answer) : "wattle: " + problem(answer));
        to.flush();
        return done ? 0 : 1;
    }

    /**
     * The same for a question whose answer may be bad news: 0 only if it is good.
     *
     * @throws IllegalStateException if the head-end cannot be reached or makes no sense
     */
    public int get(CommandSpec spec, Function<JsonNode, String> words, Predicate<JsonNode> good, String... path) {
        HttpResponse<byte[]> response = send("", request(spec, "", "", path).GET());
        int code = answered(spec, response, words);
        return code == 0 && good.test(parse(response)) ? 0 : 1;
    }

    /** Asks, and prints the answer as it is: 0, or 1 if it is refused. */
    public int print(CommandSpec spec, String query, String... path) {
        HttpResponse<byte[]> response = send("", request(spec, "", query, path).GET());
        if (response.statusCode() / 100 != 2) {
            spec.commandLine().getErr().println("wattle: " + problem(parse(response)));
            return 1;
        }
        spec.commandLine().getOut().print(new String(response.body(), StandardCharsets.UTF_8));
        spec.commandLine().getOut().flush();
        return 0;
    }

    private HttpRequest.Builder request(CommandSpec spec, String used, String query, String... path) {
        StringBuilder at = new StringBuilder(url.toString().replaceAll("/$", ""));
        for (String part : path) {
            if (part.isBlank()) {
                throw new ParameterException(spec.commandLine(), "a name must not be empty");
            }
            at.append('/').append(encoded(part));
        }
        at.append(query.isEmpty() ? "" : "?").append(query);
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(at.toString()))
                    .timeout(ANSWER)
                    .header("Content-Type", "application/json");
            if (!used.isEmpty()) {
                request.header("Idempotency-Key", used);
            }
            tokenFile.ifPresent(file -> request.header("Authorization", "Bearer " + ApiConfig.tokenFrom(file)));
            return request;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--url must be such as http://127.0.0.1:8480, was: " + url,
                    e);
        }
    }

    public static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpResponse<byte[]> send(String used, HttpRequest.Builder request) {
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.limiting(
                    HttpResponse.BodyHandlers.ofByteArray(), ANSWER_BYTES_MAX));
        } catch (ConnectException | HttpConnectTimeoutException e) {
            // Its own message is often none.
            throw new UncheckedIOException("the head-end at " + url + " does not answer, and nothing was done",
                    new IOException("no connection", e));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the head-end at " + url + " does not answer" + (used.isEmpty()
                            ? ""
                            : "; whether it was done is not known: repeat it with --key " + used),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + url, e);
        }
    }

    private JsonNode parse(HttpResponse<byte[]> response) {
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what answers at " + url + " is no head-end: status "
                    + response.statusCode(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Many details go on where the name of the field ends. */
    private static String problem(JsonNode answer) {
        String detail = answer.path("detail").asText();
        return answer.path("title").asText("refused") + ": "
                + (detail.startsWith("must ") ? answer.path("field").asText() + " " : "") + detail;
    }
}
