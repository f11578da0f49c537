package io.wattle.headend.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wattle.headend.HeadEnd;
import io.wattle.headend.TestSystem;
import io.wattle.headend.cli.WattleCommand;
import io.wattle.headend.registry.MeterRecord;
import io.wattle.headend.registry.MeterRegistry;
import io.wattle.ledger.state.LedgerView;
import io.wattle.protocols.meter.MeterAddress;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Customers, accounts and locations through the HTTP door and the command line. */
class AccountApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    /** Whatever of these is found in a file has leaked. */
    private static final List<String> PERSONAL = List.of("Ada Lovelace", "+44 7700 900123", "ada@example.org",
            "12 Planted Row", "likes engines", "14 Planted Row", "breathes by a pump");

    @TempDir
    Path folder;
    private HeadEnd headEnd;

    record Said(int status, JsonNode body) {}

    @BeforeEach
    void start() {
        headEnd = HeadEnd.start(TestSystem.config(folder.resolve("data")), MeterRegistry.of(Stream.of("1", "2", "3")
                .map(one -> new MeterRecord("A-" + one, MeterRecord.Service.ELECTRICITY,
                        new MeterAddress("M-" + one, URI.create("dlms://127.0.0.1:1"))))
                .toList()), _ -> Optional.empty(), () -> Instant.parse("2026-01-05T17:30:00Z"));
    }

    @AfterEach
    void stop() {
        headEnd.close();
    }

    @Test
    void shouldShowAnAccountWithAllThatBelongsToItF001F121F123F127F128F130F131() throws Exception {
        ada();
        Said account = get("/accounts/A-1");
        assertThat(account.body().path("customer").asText()).isEqualTo("C-1");
        assertThat(account.body().path("meters").toString()).isEqualTo("[\"M-1\"]");
        assertThat(account.body().path("balances").path(0).path("walletMinor").asLong()).isZero();
        assertThat(account.body().path("address").asText()).isEqualTo("12 Planted Row");
        assertThat(get("/customers/C-1").body().path("personal").path("name").asText()).isEqualTo("Ada Lovelace");
        assertThat(get("/locations/L-1").body().path("meters").toString()).isEqualTo("[\"M-1\"]");
        JsonNode premises = get("/meters/M-1/premises").body();
        assertThat(premises.path("balanceMode").asText()).isEqualTo("BOTH");
        assertThat(premises.path("com").asText()).isEqualTo("GPRS");
        for (String name : List.of("M-1", "A-1", "L-1")) {
            assertThat(get("/find?name=" + name).body().path("meter").asText()).isEqualTo("M-1");
        }
        assertThat(get("/find?name=nobody").status()).isEqualTo(404);
    }

    @Test
    void shouldTakeAPaymentByAnyNameAndRefuseABarredMeterF130F132() throws Exception {
        ada();
        assertThat(pay("p1", "A-1").status()).isEqualTo(201);
        assertThat(pay("p2", "L-1").status()).isEqualTo(201);
        put("/meters/M-2/premises", "{\"person\":\"Ann\",\"location\":\"L-1\"}");
        Said ambiguous = pay("p3", "L-1");
        assertThat(ambiguous.status()).isEqualTo(409);
        assertThat(ambiguous.body().path("detail").asText()).contains("M-1", "M-2");
        put("/meters/M-1/premises", "{\"person\":\"Ann\",\"location\":\"L-1\",\"vending\":false}");
        Said barred = pay("p4", "A-1");
        assertThat(barred.status()).isEqualTo(409);
        assertThat(barred.body().path("title").asText()).isEqualTo("VENDING_DISABLED");
    }

    @Test
    void shouldWarnWhenAddressesDifferF129() throws Exception {
        ada();
        Said moved = put("/locations/L-1", "{\"person\":\"Ann\",\"address\":\"14 Planted Row\"}");
        assertThat(moved.body().path("warnings").toString()).contains("A-1", "L-1");
        assertThat(put("/locations/L-1", "{\"person\":\"Ann\",\"address\":\"12, PLANTED  row\"}").body()
                .path("warnings")
                .size()).isZero();
    }

    @Test
    void shouldSynchroniseOnlyAsPreviewedF124F125F126() throws Exception {
        put("/accounts/S-0", "{\"person\":\"Ann\",\"customerClass\":\"shop\",\"thresholdDays\":9}");
        put("/accounts/S-1", "{\"person\":\"Ann\",\"master\":\"S-0\",\"customerClass\":\"home\"}");
        String fields = "\"fields\":[\"CUSTOMER_CLASS\"]";
        JsonNode seen = post("/accounts/S-0/synchronisation-preview", "k", "{" + fields + "}").body();
        assertThat(seen.path("differences").path(0).path("becomes").asText()).isEqualTo("shop");
        put("/accounts/S-1", "{\"person\":\"Ann\",\"master\":\"S-0\",\"customerClass\":\"farm\"}");
        String command = "{" + fields + ",\"person\":\"Ann\",\"digest\":\"%s\"}";
        assertThat(post("/accounts/S-0/synchronisation", "s1", command.formatted(seen.path("digest").asText()))
                .body()
                .path("title")
                .asText()).isEqualTo("CHANGED_SINCE_PREVIEW");
        JsonNode again = post("/accounts/S-0/synchronisation-preview", "k", "{" + fields + "}").body();
        assertThat(post("/accounts/S-0/synchronisation", "s2", command.formatted(again.path("digest").asText()))
                .status()).isEqualTo(201);
        JsonNode terms = get("/accounts/S-1").body().path("terms");
        assertThat(terms.path("customerClass").asText()).isEqualTo("shop");
        assertThat(terms.path("thresholdDays").asInt()).isEqualTo(3);
    }

    @Test
    void shouldFlagACriticalNeedAndSealItsWordsF034() throws Exception {
        ada();
        assertThat(put("/meters/M-1/critical-need", "{\"person\":\"Ann\",\"need\":{\"reason\":\"LIFE_SUPPORT\","
                + "\"evidence\":\"letter 7\",\"until\":\"2027-01-01T00:00:00Z\",\"words\":\"breathes by a pump\"}}")
                .status()).isEqualTo(201);
        JsonNode need = get("/meters/M-1/premises").body().path("need");
        assertThat(need.path("setBy").asText()).isEqualTo("Ann");
        assertThat(need.path("words").asText()).isEqualTo("breathes by a pump");
        assertThat(put("/meters/M-2/critical-need", "{\"person\":\"Ann\",\"need\":{\"reason\":\"LIFE_SUPPORT\","
                + "\"evidence\":\"e\",\"until\":\"2027-01-01T00:00:00Z\",\"words\":\"w\"}}").status()).isEqualTo(400);
        assertNoFileIsPersonal();
    }

    @Test
    void shouldForgetAPersonAndKeepEveryProof() throws Exception {
        ada();
        assertThat(post("/customers/C-1/erasure", "", "{\"person\":\"Ann\",\"reason\":\"asked\"}").status())
                .isEqualTo(409);
        assertThat(post("/accounts/A-1/closing", "c1", "{\"person\":\"Ann\",\"reason\":\"moved out\"}").status())
                .isEqualTo(201);
        assertThat(post("/customers/C-1/erasure", "", "{\"person\":\"Ann\",\"reason\":\"asked\"}").status())
                .isEqualTo(201);
        assertThat(get("/customers/C-1").body().path("erased").asBoolean()).isTrue();
        assertThat(get("/customers/C-1").body().path("personal").isNull()).isTrue();
        assertThat(get("/accounts/A-1").body().path("address").isNull()).isTrue();
        String hash = headEnd.ledger().ask(LedgerView::stateHash).join();
        headEnd.close();
        assertNoFileIsPersonal();
        assertThat(Files.readString(folder.resolve("data/customers/customers.keys"), StandardCharsets.ISO_8859_1))
                .doesNotContain("customer C-1");
        start();
        assertThat(headEnd.ledger().ask(LedgerView::stateHash).join()).isEqualTo(hash);
        assertThat(get("/customers/C-1").body().path("personal").isNull()).isTrue();
        assertThat(put("/customers/C-1", "{\"person\":\"Ann\",\"name\":\"Ada\"}").body().path("title").asText())
                .isEqualTo("CUSTOMER_ERASED");
    }

    @Test
    void shouldImportAndExportByCsvWithLineAndColumn() throws Exception {
        Path file = folder.resolve("in.csv");
        String header = "account,customer,name,phones,address,master,class,location,location_address,meter,vending\n";
        String good = "B-1,C-9,\"Ada, L\",1;2,\"1, Road\",,home,L-9,\"1, Road\",M-3,disabled\n";
        Files.writeString(file, header + good + "B-2,C-9,,,,B-1,home,,,,\n" + "B-3,,,,,nobody,home,,,,\n");
        assertThat(wattle("import", file.toString(), "--person", "Ann", "--all-or-nothing"))
                .contains("line 4, column 9: UNKNOWN_ACCOUNT", "0 rows saved", "1 refused");
        assertThat(get("/accounts/B-1").status()).isEqualTo(404);
        assertThat(wattle("import", file.toString(), "--person", "Ann")).contains("2 rows saved", "1 refused");
        Files.writeString(file, header + good + "B-2,C-9,,,,B-1,home,,,,\n");
        assertThat(wattle("import", file.toString(), "--person", "Ann", "--all-or-nothing"))
                .contains("2 rows saved as a whole", "0 refused");
        await().untilAsserted(() -> assertThat(get("/accounts").body().path("rows").size()).isEqualTo(2));
        Path out = folder.resolve("out.csv");
        assertThat(wattle("export", out.toString())).contains("2 rows written");
        assertThat(wattle("import", out.toString(), "--person", "Ann")).contains("0 rows saved, 2 as they were");
        Files.writeString(file, header + "B-1,C-9\n");
        assertThat(wattle("import", file.toString(), "--person", "Ann")).contains("line 2, column 1");
    }

    @Test
    void shouldSayOfOneMalformedRowWhereItIsAndSaveTheOthers() throws Exception {
        Path file = folder.resolve("in.csv");
        Files.writeString(file, "account,class,meter,balance_mode\nE-1,home,,\nE-2,home,M-1,wrong\nE-3,"
                + "x".repeat(70) + ",,\nE-4,home,,\n");
        assertThat(wattle("import", file.toString(), "--person", "Ann")).contains("line 3, column 14: must be one of",
                "line 4, column 5: must be at most 64", "2 rows saved", "2 refused");
        assertThat(get("/accounts/E-4").status()).isEqualTo(200);
    }

    @Test
    void shouldSaveRowsAllOrNone() throws Exception {
        String rows = "{\"how\":\"%s\",\"person\":\"Ann\",\"rows\":[{\"account\":{\"account\":\"R-1\"}},"
                + "{\"account\":{\"account\":\"R-2\",\"master\":\"nobody\"}}]}";
        assertThat(post("/account-rows", "", rows.formatted("all")).status()).isEqualTo(404);
        assertThat(get("/accounts/R-1").status()).isEqualTo(404);
        assertThat(post("/account-rows", "", rows.formatted("each")).body().path("rows").toString())
                .contains("SAVED", "UNKNOWN_ACCOUNT", "account.master");
        assertThat(get("/accounts/R-1").status()).isEqualTo(200);
        assertThat(put("/accounts/R-3", "{\"person\":\"Ann\",\"notes\":\"w\"}").status()).isEqualTo(400);
    }

    @Test
    void shouldLeaveAsItIsWhatIsNotNamed() throws Exception {
        ada();
        put("/accounts/A-1", "{\"person\":\"Ann\",\"customerClass\":\"home\",\"notes\":\"dog\"}");
        put("/accounts/A-1", "{\"person\":\"Ann\",\"language\":\"fr\"}");
        put("/customers/C-1", "{\"person\":\"Ann\",\"notes\":\"\"}");
        put("/locations/L-1", "{\"person\":\"Ann\"}");
        put("/meters/M-1/premises", "{\"person\":\"Ann\",\"vending\":false}");
        await().untilAsserted(() -> assertThat(get("/customers/C-1").body().toString()).doesNotContain("engines"));
        assertThat(get("/accounts/A-1").body().toString())
                .contains("12 Planted Row", "C-1", "home", "dog", "\"fr\"");
        assertThat(get("/customers/C-1").body().toString()).contains("Ada Lovelace", "900123");
        assertThat(get("/locations/L-1").body().toString()).contains("12 Planted Row");
        assertThat(get("/meters/M-1/premises").body().toString()).contains("L-1", "GPRS", "BOTH");
        put("/meters/M-1/premises", "{\"person\":\"Ann\",\"vending\":true,\"location\":\"\"}");
        assertThat(get("/meters/M-1/premises").body().toString()).doesNotContain("L-1");
    }

    @Test
    void shouldMoveAMeterToWhoMovesInAndStartAgain() throws Exception {
        String assigned = "{\"person\":\"Ann\",\"account\":\"N-1\",\"reason\":\"in\"}";
        String registered = "{\"person\":\"Ann\",\"meter\":\"M-9\",\"account\":\"A-9\",\"service\":\"WATER\"}";
        assertThat(post("/meters/M-3/assignment", "", assigned).body().path("title").asText())
                .isEqualTo("UNKNOWN_ACCOUNT");
        assertThat(post("/meter-registrations", "", registered).body().path("title").asText())
                .isEqualTo("UNKNOWN_ACCOUNT");
        put("/accounts/N-1", "{\"person\":\"Ann\"}");
        put("/accounts/A-9", "{\"person\":\"Ann\"}");
        assertThat(post("/meters/M-3/assignment", "", assigned).status()).isEqualTo(201);
        assertThat(post("/meter-registrations", "", registered).status()).isEqualTo(201);
        assertThat(post("/meters/M-9/replacement", "r1", "{\"person\":\"Ann\",\"newMeter\":{\"meter\":\"M-10\","
                + "\"account\":\"A-9\",\"service\":\"WATER\"},\"carryOver\":false,\"reason\":\"broken\"}").status())
                .isEqualTo(201);
        headEnd.close();
        start();
        assertThat(get("/find?name=N-1").body().path("meter").asText()).isEqualTo("M-3");
        assertThat(get("/find?name=A-9").body().path("meter").asText()).isEqualTo("M-10");
    }

    private void ada() throws Exception {
        put("/customers/C-1", "{\"person\":\"Ann\",\"name\":\"Ada Lovelace\",\"phones\":[\"+44 7700 900123\"],"
                + "\"emails\":[\"ada@example.org\"],\"notes\":\"likes engines\"}");
        put("/accounts/A-1", "{\"person\":\"Ann\",\"customer\":\"C-1\",\"address\":\"12 Planted Row\"}");
        put("/locations/L-1", "{\"person\":\"Ann\",\"address\":\"12 Planted Row\"}");
        put("/meters/M-1/premises",
                "{\"person\":\"Ann\",\"location\":\"L-1\",\"balanceMode\":\"BOTH\",\"com\":\"GPRS\"}");
        await().untilAsserted(() -> assertThat(get("/accounts/A-1").body().path("address").asText()).isNotEmpty());
    }

    private void assertNoFileIsPersonal() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertThat(PERSONAL).as("in %s", file).noneMatch(text::contains);
            }
        }
    }

    private String wattle(String verb, String... rest) {
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        List<String> words = new ArrayList<>(List.of("accounts", verb));
        words.addAll(List.of(rest));
        words.addAll(List.of("--url", "http://127.0.0.1:" + headEnd.apiPort()));
        WattleCommand.run(out, out, words.toArray(String[]::new));
        return said.toString();
    }

    private Said pay(String key, String name) throws Exception {
        return post("/payments", key, "{\"meter\":\"" + name + "\",\"amountMinor\":500,\"currency\":\""
                + TestSystem.CURRENCY + "\",\"cashier\":\"Bob\"}");
    }

    private Said get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)).GET());
    }

    private Said put(String path, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));
    }

    private Said post(String path, String key, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).header("Content-Type", "application/json");
        return send((key.isEmpty() ? request : request.header("Idempotency-Key", key))
                .POST(BodyPublishers.ofString(body)));
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + headEnd.apiPort() + path);
    }

    private static Said send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = CLIENT.send(request.build(), BodyHandlers.ofString());
        return new Said(answer.statusCode(), JSON.readTree(answer.body()));
    }
}
