package io.wattle.headend.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wattle.headend.TestSystem;
import io.wattle.headend.cli.WattleCommand;
import io.wattle.ledger.entry.Fact;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tariffs through the HTTP door, and through the command line that asks it. */
class TariffApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;
    private static TestSystem system;
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        system = TestSystem.start(folder, 1);
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    private static String tariff(String name, int version, String rate) {
        return "tariff: " + name + "\nversion: " + version + "\nservice: electricity\ncurrency: USD\nzone: UTC\n"
                + "price: {flat: " + rate + "}\nstanding: [{name: Service, amount: 3.00, per: day}]\n";
    }

    @Test
    void shouldSayWhereATextIsWrong() throws Exception {
        JsonNode problem = post("/tariffs", "bad", submit(tariff("Bad", 1, "cheap"), "Ama"), 400);
        assertThat(problem.get("title").asText()).isEqualTo("NOT_A_TARIFF");
        assertThat(problem.get("line").asInt()).isEqualTo(6);
        assertThat(problem.get("column").asInt()).isEqualTo(15);
        assertThat(problem.get("field").asText()).isEqualTo("price.flat");
        assertThat(get("/tariffs/Bad/1", 404).get("title").asText()).isEqualTo("NOT_FOUND");
    }

    @Test
    void shouldTakeATariffFromDraftToSellingF118() throws Exception {
        String text = submit(tariff("Home use", 1, "0.20"), "Ama");
        String digest = post("/tariffs", "h-1", text, 201).get("digest").asText();
        assertThat(post("/tariffs", "h-1", text, 200).get("digest").asText()).isEqualTo(digest);
        String path = "/tariffs/Home%20use/1";
        assertThat(get(path, 200).get("state").asText()).isEqualTo("DRAFT");
        String activate = body(Map.of("person", "Ama"));
        assertThat(title(post(path + "/activate", "h-2", activate, 409))).isEqualTo("TARIFF_NOT_APPROVED");
        assertThat(title(post(path + "/approve", "h-3", approve(digest, "Ama"), 409))).isEqualTo("APPROVER_IS_AUTHOR");
        assertThat(title(post(path + "/approve", "h-4", approve("0".repeat(64), "Kofi"), 409)))
                .isEqualTo("TARIFF_CHANGED");
        post(path + "/approve", "h-5", approve(digest, "Kofi"), 201);
        assertThat(title(post(path + "/activate", "h-6",
                body(Map.of("person", "Ama", "since", "2020-01-01T00:00:00Z")), 422)))
                .isEqualTo("TARIFF_IN_THE_PAST");
        assertThat(post(path + "/activate", "h-7", body(Map.of("person", "Ama", "since", "soon")), 400).get("field")
                .asText()).isEqualTo("since");
        post(path + "/activate", "h-8", activate, 201);
        assertThat(title(post(path + "/withdraw", "h-10", body(Map.of("person", "Ama", "reason", "dear")), 409)))
                .isEqualTo("TARIFF_SELLS");
        assertThat(title(post("/tariffs", "h-9", submit(tariff("Home use", 1, "0.10"), "Ama"), 409)))
                .isEqualTo("TARIFF_ACTIVE");

        JsonNode one = get(path + "?class=domestic", 200);
        assertThat(one.get("approver").asText()).isEqualTo("Kofi");
        assertThat(one.get("text").get("parts").get(0).get("kind").asText()).isEqualTo("FlatPrice");
        assertThat(one.get("text").get("parts").get(0).get("values").get("rateMicro").asLong()).isEqualTo(20_000_000);
        assertThat(one.get("overview").toString()).contains("0.20 USD a kWh", "3.00 USD a day");
        JsonNode inForce = get("/tariffs/in-force?service=electricity&currency=USD&class=domestic", 200);
        assertThat(inForce.get("tariff").asText()).isEqualTo("Home use");
        assertThat(inForce.get("overview").toString()).contains("0.20 USD a kWh");
        get("/tariffs/in-force?service=water&currency=USD&class=domestic", 404);
        assertThat(get("/tariffs?name=Home%20use", 200).get("tariffs")).hasSize(1);

        JsonNode bought = post("/tariffs/quote", "q", "{\"service\":\"electricity\",\"currency\":\"USD\","
                + "\"class\":\"domestic\",\"amountMinor\":1000,\"anyAmount\":true}", 200);
        assertThat(bought.get("units").asLong()).as("35.024 kWh cost 7.0048, which is 7.00").isEqualTo(35_024);
        JsonNode priced = post("/tariffs/quote", "q", "{\"tariff\":\"Home use\",\"version\":1,"
                + "\"class\":\"domestic\",\"units\":35000,\"boughtThisMonth\":1}", 200);
        assertThat(priced.get("tenderMinor").asLong()).as("paid the standing charge before").isEqualTo(700);
        post("/tariffs/quote", "q", "{\"class\":\"domestic\",\"units\":35000}", 400);
        post("/tariffs/quote", "q", "{\"tariff\":\"None\",\"version\":1,\"class\":\"domestic\",\"units\":5}", 404);
    }

    @Test
    void shouldTakeATariffThroughItsLifeFromTheCommandLine() throws Exception {
        Path file = Files.writeString(folder.resolve("trial.yaml"), tariff("Trial", 1, "0.50"));
        Said submitted = run("tariff", "submit", file.toString(), "--person", "Ama");
        assertThat(submitted.code()).as(submitted.err()).isZero();
        String digest = submitted.out().strip().replaceAll(".*--digest ", "");
        assertThat(run("tariff", "approve", "Trial", "1", "--digest", digest, "--person", "Ama").code()).isEqualTo(1);
        Said approved = run("tariff", "approve", "Trial", "1", "--digest", digest, "--person", "Kofi");
        assertThat(approved.out()).contains("Trial, version 1: approved by Kofi");
        assertThat(run("tariff", "approve", "Trial", "1").code()).isEqualTo(2);
        Said later = run("tariff", "activate", "Trial", "1", "--person", "Ama", "--since", "2090-01-01T00:00:00Z");
        assertThat(later.out()).contains("sells from 2090-01-01T00:00:00Z");
        assertThat(run("tariff", "show", "Trial", "1").out()).contains("0.50 USD a kWh").doesNotContain("FlatPrice");
        Said again = run("tariff", "activate", "Trial", "1", "--person", "Ama");
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).contains("TARIFF_ACTIVE");
        assertThat(run("tariff", "withdraw", "Trial", "1", "--person", "Ama").code()).isEqualTo(2);
        Said withdrawn = run("tariff", "withdraw", "Trial", "1", "--reason", "typed wrongly", "--person", "Ama");
        assertThat(withdrawn.out()).contains("Trial, version 1: withdrawn");
        assertThat(run("tariff", "show", "Trial", "1").err()).contains("NOT_FOUND");
        Said other = run("tariff", "withdraw", "Trial", "1", "--reason", "typed wrongly", "--person", "Ama");
        assertThat(other.err()).contains("UNKNOWN_TARIFF");
        Said bad = run("tariff", "submit", Files.writeString(folder.resolve("bad.yaml"), "tariff: x").toString(),
                "--person", "Ama");
        assertThat(bad.code()).isEqualTo(1);
        assertThat(bad.err()).contains("bad.yaml: line 1");
        StringWriter err = new StringWriter();
        assertThat(WattleCommand.run(new PrintWriter(new StringWriter()), new PrintWriter(err), "tariff", "activate",
                "Trial", "1", "--person", "Ama", "--url", "http://127.0.0.1:1")).isEqualTo(1);
        assertThat(err.toString()).contains("does not answer");
    }

    @Test
    void shouldSimulateATariffOverPastReadings() throws Exception {
        system.awaitFact(Fact.ReadingAccepted.class, 0, 5);
        post("/tariffs", "s-1", submit(tariff("Dear", 1, "1.00"), "Ama"), 201);
        String serial = system.meter(0).serial();
        String ask = "{\"tariff\":\"Dear\",\"version\":1,\"meter\":\"" + serial
                + "\",\"class\":\"domestic\",\"from\":\"2026-01-01T00:00:00Z\",\"to\":\"2026-12-31T00:00:00Z\"}";
        system.awaitApi("/meters/" + serial + "/readings", page -> page.split("takenAt", -1).length > 5);
        JsonNode answer = post("/tariffs/simulate", "x", ask, 200);
        JsonNode bill = answer.get("simulated");
        assertThat(answer.get("readings").asInt()).isGreaterThanOrEqualTo(5);
        assertThat(bill.get("unitsMinor").asLong()).isEqualTo(Math.floorDiv(bill.get("units").asLong() * 100 + 500,
                1_000));
        assertThat(bill.get("units").asLong()).isEqualTo(consumed(serial, answer));
        post("/tariffs/simulate", "x", ask.replace(serial, "nobody"), 404);
        post("/tariffs/simulate", "x", ask.replace("Dear", "None"), 404);
        post("/tariffs/simulate", "x", ask.replace("2026-12-31", "2028-12-31"), 400);
        assertThat(title(post("/tariffs/simulate", "x", ask.replace("2026-", "2025-"), 422))).isEqualTo("NO_USAGE");

        Said said = run("tariff", "simulate", "Dear", "1", "--meter", serial, "--from", "2026-01-01T00:00:00Z", "--to",
                "2026-12-31T00:00:00Z");
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.out()).contains("Dear, version 1: ");
    }

    /** By the registers of the first and last reading that were counted, as the list of readings has them. */
    private long consumed(String serial, JsonNode answer) throws Exception {
        long first = -1;
        long last = -1;
        for (JsonNode reading : get("/meters/" + serial + "/readings?limit=1000", 200).get("readings")) {
            long register = reading.get("registerValue").asLong();
            first = reading.get("takenAt").equals(answer.get("from")) ? register : first;
            last = reading.get("takenAt").equals(answer.get("to")) ? register : last;
        }
        return last - first;
    }

    record Said(int code, String out, String err) {}

    private static Said run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] all = Arrays.copyOf(args, args.length + 2);
        all[args.length] = "--url";
        all[args.length + 1] = url("").toString();
        return new Said(WattleCommand.run(new PrintWriter(out), new PrintWriter(err), all), out.toString(),
                err.toString());
    }

    private static String submit(String text, String person) throws IOException {
        return body(Map.of("text", text, "person", person));
    }

    private static String approve(String digest, String person) throws IOException {
        return body(Map.of("digest", digest, "person", person));
    }

    private static String body(Map<String, String> fields) throws IOException {
        return JSON.writeValueAsString(fields);
    }

    private static String title(JsonNode problem) {
        return problem.get("title").asText();
    }

    private static URI url(String path) {
        return URI.create("http://127.0.0.1:" + system.headEnd().apiPort() + path);
    }

    private JsonNode get(String path, int status) throws Exception {
        return answer(HttpRequest.newBuilder(url(path)).build(), status);
    }

    private JsonNode post(String path, String key, String body, int status) throws Exception {
        return answer(HttpRequest.newBuilder(url(path))
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(), status);
    }

    private JsonNode answer(HttpRequest request, int status) throws Exception {
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return JSON.readTree(response.body());
    }
}
