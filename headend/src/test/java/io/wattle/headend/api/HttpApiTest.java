package io.wattle.headend.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wattle.headend.TestSystem;
import io.wattle.ledger.entry.Fact;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The HTTP door, knocked at from outside. */
class HttpApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;
    private static TestSystem system;
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        system = TestSystem.start(folder, 3);
        system.awaitFact(Fact.ReadingAccepted.class, 0);
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @Test
    void shouldSayThatItIsWell() throws Exception {
        JsonNode health = get("/health", 200);
        assertThat(health.get("healthy").asBoolean()).isTrue();
        assertThat(health.get("ledgerSequence").asLong()).isPositive();
    }

    @Test
    void shouldListMetersPageByPage() throws Exception {
        JsonNode first = get("/meters?limit=2", 200).get("meters");
        JsonNode rest = get("/meters?limit=2&after=" + first.get(1).get("serial").asText(), 200).get("meters");
        assertThat(first).hasSize(2);
        assertThat(rest).hasSize(1);
    }

    @Test
    void shouldShowAMeterWithItsReadings() throws Exception {
        String serial = system.meter(0).serial();
        JsonNode meter = get("/meters/" + serial, 200);
        assertThat(meter.get("meter").get("registerUnit").asText()).isEqualTo("Wh");
        assertThat(meter.get("lastPoll").get("outcome").asText()).isEqualTo("DONE");
        JsonNode readings = get("/meters/" + serial + "/readings?limit=1", 200).get("readings");
        assertThat(readings.get(0).get("registerValue").asLong()).isPositive();
        assertThat(readings.get(0).get("takenAt").asText()).startsWith("2026-01-05T");
    }

    @Test
    void shouldTakeAPaymentOnceAndShowItsProof() throws Exception {
        String body = payment(system.meter(1).serial(), "500", "USD");
        JsonNode taken = JSON.readTree(post("key-1", body, 201));
        JsonNode again = JSON.readTree(post("key-1", body, 200));
        assertThat(again).isEqualTo(taken);
        assertThat(taken.get("units").asLong()).isEqualTo(25_000);

        await().until(() -> {
            HttpResponse<String> answer = send(
                    HttpRequest.newBuilder(uri("/payments/" + taken.get("paymentId").asText())));
            return answer.statusCode() == 200 && JSON.readTree(answer.body())
                    .get("credits")
                    .get(0)
                    .get("state")
                    .asText()
                    .equals("CONFIRMED");
        });
        JsonNode other = JSON.readTree(post("key-1", payment(system.meter(1).serial(), "600", "USD"), 409));
        assertThat(other.get("title").asText()).isEqualTo("KEY_USED_FOR_OTHER_CONTENTS");
    }

    @Test
    void shouldTakeAPaymentOnceThoughItComesManyTimesAtOnce() throws Exception {
        String body = payment(system.meter(1).serial(), "300", "USD");
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            answers.add(client.sendAsync(payments("key-many", body), HttpResponse.BodyHandlers.ofString()));
        }
        List<Integer> statuses = answers.stream().map(answer -> answer.join().statusCode()).sorted().toList();
        assertThat(statuses.getFirst()).isEqualTo(200);
        assertThat(statuses.stream().filter(status -> status == 201)).hasSize(1);
        assertThat(statuses.getLast()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"meter":"NONE","amountMinor":500,"currency":"USD","cashier":"Ama"}  | 404 | UNKNOWN_METER
            {"meter":"M","amountMinor":500,"currency":"EUR","cashier":"Ama"}     | 422 | WRONG_CURRENCY
            {"meter":"M","amountMinor":0,"currency":"USD","cashier":"Ama"}       | 400 | MALFORMED
            {"meter":"M","amountMinor":5.5,"currency":"USD","cashier":"Ama"}     | 400 | MALFORMED
            {"meter":"M","amountMinor":"5","currency":"USD","cashier":"Ama"}     | 400 | MALFORMED
            {"meter":"M","amountMinor":500,"currency":"usd","cashier":"Ama"}     | 400 | MALFORMED
            {"meter":"M","amountMinor":500,"currency":"USD"}                     | 400 | MALFORMED
            {"meter":"M","amountMinor":500,"currency":"USD","cashier":"  "}      | 400 | MALFORMED
            {"meter":"M","amountMinor":500,"currency":"USD","cashier":"Ama","x":1} | 400 | MALFORMED
            {"meter":"M",                                                        | 400 | MALFORMED
            {"meter":"M","meter":"M","amountMinor":500,"currency":"USD","cashier":"Ama"} | 400 | MALFORMED
            [1,2]                                                                | 400 | MALFORMED
            """)
    void shouldRefuseAPaymentByName(String body, int status, String title) throws Exception {
        String text = body.replace("\"M\"", "\"" + system.meter(2).serial() + "\"");
        JsonNode problem = JSON.readTree(post("bad-" + body.hashCode(), text, status));
        assertThat(problem.get("title").asText()).isEqualTo(title);
        assertThat(problem.get("detail").asText()).isNotBlank();
        assertThat(system.facts(Fact.PaymentTaken.class, 2)).isEmpty();
    }

    /** The place and the rule, and nothing of what was sent: it may be a card's number. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            /payments | {"meter":"M","amountMinor":0,"currency":"USD","cashier":"A"} | amountMinor | must not be below 1
            /payments | {"meter":"M","amountMinor":"4111","currency":"USD","cashier":"A"} | amountMinor | is of the wrong type
            /payments | {"meter":"M","amountMinor":5,"currency":"4111","cashier":"A"} | currency | has not the form
            /payments | {"meter":"M","amountMinor":5,"currency":"USD"} | cashier | must be there
            /payments | {"meter":"M","amountMinor":5,"currency":"USD","cashier":"A","tender":"4111"} | tender | must be one of
            /redemptions | {"channel":"sms","source":"A","card":4111} | card | is of the wrong type
            /account-rows | {"how":"4111","person":"A","rows":[{}]} | how | must be one of
            """)
    void shouldNameThePlaceThatDoesNotFitTheContract(String path, String body, String field, String detail)
            throws Exception {
        HttpResponse<String> answer = client.send(HttpRequest.newBuilder(uri(path))
                .header("Idempotency-Key", "contract")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"" + field + "\"", field + " " + detail).doesNotContain("4111");
    }

    /** The same of what stands in the path and behind it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /findings?status=zzz           | status   | must be one of open, explained, fraud, closed
            /findings?limit=x              | limit    | is of the wrong type
            /findings?limit=99999999       | limit    | must not be above 1000
            /accounts/A/money/0/receipt    | sequence | must not be below 1
            /cards/abc                     | serial   | must not be shorter than 10
            /tariffs/in-force?currency=USD | service  | must be there
            """)
    void shouldNameTheParameterThatDoesNotFitTheContract(String path, String field, String detail) throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(uri(path)).GET());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"" + field + "\"", field + " " + detail);
    }

    @Test
    void shouldLeaveNothingToDecideAboutACreditThatIsProved() throws Exception {
        JsonNode taken = JSON.readTree(post("key-decided", payment(system.meter(1).serial(), "200", "USD"), 201));
        String credit = taken.get("creditId").asText();
        await().until(() -> system.facts(Fact.CreditConfirmed.class, 1)
                .stream()
                .anyMatch(fact -> fact.creditId().equals(credit)));
        String decision = "{\"meter\":\"" + system.meter(1).serial()
                + "\",\"inMeter\":false,\"reason\":\"customer says so\",\"person\":\"Kofi\"}";

        assertThat(decide(credit, decision).statusCode()).isEqualTo(409);
        assertThat(decide("C-0", decision).statusCode()).isEqualTo(404);
        assertThat(decide(credit, decision.replace("Kofi", " ")).statusCode()).isEqualTo(400);
    }

    private HttpResponse<String> decide(String credit, String body) throws Exception {
        return send(HttpRequest.newBuilder(uri("/credits/" + credit + "/decision"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    @ParameterizedTest
    @CsvSource({"/meters/none,404", "/meters/none/readings,404", "/payments/none,404", "/nothing,404",
            "/findings/none,404",
            "/findings?status=lost,400", "/alarms?limit=0,400",
            "/meters?limit=0,400", "/meters?limit=many,400",
            "/findings?before=-1,400"})
    void shouldAnswerWhatIsNotThereWithAProblem(String path, int status) throws Exception {
        assertThat(get(path, status).get("title").asText()).isNotBlank();
    }

    // No client library sends such a URL; a scanner does.
    @ParameterizedTest
    @ValueSource(strings = {"/meters?after=%", "/meters/%", "/meters/%zz"})
    void shouldRefuseAUrlThatCannotBeDecoded(String path) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), system.headEnd().apiPort())) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 400").contains("MALFORMED", "two hex digits");
        }
    }

    @Test
    void shouldAskForAnIdempotencyKey() throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(uri("/payments"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(payment(system.meter(2).serial(), "500", "USD"))));
        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @Test
    void shouldListenBeyondThisMachineOnlyWithAToken() {
        assertThatThrownBy(() -> new ApiConfig("0.0.0.0", 0, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new ApiConfig("0.0.0.0", 0, Optional.of("a-token-of-some-length")).toString())
                .doesNotContain("a-token");
    }

    private JsonNode get(String path, int status) throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(uri(path)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body());
    }

    private String post(String key, String body, int status) throws Exception {
        HttpResponse<String> answer = client.send(payments(key, body), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return answer.body();
    }

    private static HttpRequest payments(String key, String body) {
        return HttpRequest.newBuilder(uri("/payments"))
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + system.headEnd().apiPort() + path);
    }

    private static String payment(String meter, String amountMinor, String currency) {
        return "{\"meter\":\"" + meter + "\",\"amountMinor\":" + amountMinor + ",\"currency\":\"" + currency
                + "\",\"cashier\":\"Ama\"}";
    }
}
