package io.wattle.headend.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wattle.headend.HeadEnd;
import io.wattle.headend.HeadEndConfig;
import io.wattle.headend.TestSystem;
import io.wattle.headend.registry.MeterRegistry;
import io.wattle.ledger.LedgerConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Balances that live here, by every name that means their meter, and what becomes of them when somebody moves out. */
class MovingApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    Path folder;
    private HeadEnd headEnd;
    private int keys;

    record Said(int status, JsonNode body) {}

    @BeforeEach
    void start() throws Exception {
        headEnd = HeadEnd.start(config(folder.resolve("data")), MeterRegistry.of(List.of()),
                _ -> Optional.empty(), () -> Instant.parse("2026-01-05T17:30:00Z"));
        put("/accounts/OLD", "{\"person\":\"Ann\",\"thresholdDays\":30}");
        put("/accounts/NEW", "{\"person\":\"Ann\"}");
        put("/locations/L-1", "{\"person\":\"Ann\",\"address\":\"12 Planted Row\"}");
        done("/meter-registrations",
                "{\"person\":\"Ann\",\"meter\":\"S-1\",\"account\":\"OLD\",\"service\":\"ELECTRICITY\"}");
        put("/meters/S-1/premises", "{\"person\":\"Ann\",\"location\":\"L-1\"}");
    }

    private static HeadEndConfig config(Path folder) {
        HeadEndConfig config = TestSystem.config(folder);
        LedgerConfig ledger = config.ledger();
        return config.withTill(new LedgerConfig(ledger.directory(), ledger.rules().withGranters(Set.of("Ann")),
                ledger.queueCommandsMax(), ledger.batchCommandsMax()), config.tillZone());
    }

    @AfterEach
    void stop() {
        headEnd.close();
    }

    // Whatever asks for a meter takes the number of its account or its Loc ID.
    @Test
    void shouldKnowABalanceByEveryNameThatMeansItsMeterF130() throws Exception {
        done("/meters/OLD/server-balance", "{\"unit\":\"USD\",\"person\":\"Ann\"}");
        for (String name : List.of("S-1", "OLD", "L-1")) {
            assertThat(get("/meters/" + name + "/balance").body().path("meter").asText()).isEqualTo("S-1");
            assertThat(get("/meters/" + name + "/deductions").status()).isEqualTo(200);
            assertThat(get("/accounts/" + name + "/forecast").body().at("/balances/0/meter").asText()).isEqualTo("S-1");
            done("/meters/" + name + "/grants", "{\"kind\":\"free\",\"amount\":5,\"unit\":\"USD\",\"person\":\"Ann\","
                    + "\"reason\":\"flood\"}");
            await().untilAsserted(() -> assertThat(get("/grants?meter=" + name).body().path("grants")).hasSize(keys));
        }
        assertThat(read("OLD", "2026-01-05T12:00:00Z", 0).path("taken").asInt()).isEqualTo(1);
        assertThat(read("L-1", "2026-01-05T13:00:00Z", 1).path("taken").asInt()).isEqualTo(1);
        done("/meters/L-1/warning-days", "{\"days\":7,\"person\":\"Ann\"}");
        assertThat(get("/meters/S-1/balance").body().path("warningDays").asInt()).isEqualTo(7);
        done("/meter-registrations",
                "{\"person\":\"Ann\",\"meter\":\"S-2\",\"account\":\"OLD\",\"service\":\"ELECTRICITY\"}");
        assertThat(read("OLD", "2026-01-05T14:00:00Z", 2).at("/refused/0/reason").asText()).isEqualTo("AMBIGUOUS");
        assertThat(get("/meters/OLD/balance").body().path("title").asText()).isEqualTo("AMBIGUOUS");
    }

    @Test
    void shouldNotAnswerEmptyForANameThatMeansNothing() throws Exception {
        for (String path : List.of("/meters/NONE/balance", "/meters/NONE/deductions", "/accounts/NONE/forecast",
                "/grants?meter=NONE")) {
            assertThat(get(path).status()).as(path).isEqualTo(404);
        }
        for (String path : List.of("/meters/NONE/server-balance", "/meters/NONE/warning-days")) {
            assertThat(post(path, "{\"unit\":\"USD\",\"person\":\"Ann\"}".replace("\"unit\":\"USD\"",
                    path.endsWith("days") ? "\"days\":3" : "\"unit\":\"USD\"")).body().path("title").asText())
                    .isEqualTo("UNKNOWN_METER");
        }
        assertThat(read("NONE", "2026-01-05T12:00:00Z", 0).at("/refused/0/reason").asText()).isEqualTo("UNKNOWN_METER");
    }

    @Test
    void shouldLetABalanceGoWithTheMeterAndPayOutWhatIsLeftOfIt() throws Exception {
        done("/meters/S-1/server-balance", "{\"unit\":\"Wh\",\"person\":\"Ann\"}");
        assertThat(get("/meters/S-1/balance").body().path("warningDays").asInt()).as("the account's own").isEqualTo(30);
        read("S-1", "2026-01-05T12:00:00Z", 0);
        done("/payments", "{\"meter\":\"S-1\",\"amountMinor\":1000,\"currency\":\"USD\",\"cashier\":\"Bob\"}");
        long bought = get("/meters/S-1/balance").body().path("balance").asLong();
        read("S-1", "2026-01-05T13:00:00Z", bought - 1_000);
        Said refused = post("/accounts/OLD/closing", "{\"person\":\"Ann\",\"reason\":\"moves out\"}");
        assertThat(refused.body().path("title").asText()).isEqualTo("METER_STILL_ASSIGNED");
        assertThat(refused.status()).isEqualTo(409);
        done("/meters/S-1/assignment", "{\"person\":\"Ann\",\"account\":\"NEW\",\"reason\":\"moves in\"}");
        JsonNode last = get("/accounts/OLD/final-balance").body().at("/balances/0");
        assertThat(last.path("unitsMinor").asLong()).isPositive().isEqualTo(last.path("restMinor").asLong());
        done("/accounts/OLD/closing", "{\"person\":\"Ann\",\"reason\":\"moves out\"}");
        await().untilAsserted(() -> assertThat(get("/accounts/OLD/money").body().at("/rows/0/move").asText())
                .isEqualTo("UNITS_SETTLED"));
        read("S-1", "2026-01-05T14:00:00Z", bought + 500);
        JsonNode balance = get("/meters/S-1/balance").body();
        assertThat(balance.path("account").asText()).isEqualTo("NEW");
        assertThat(balance.path("balance").asLong()).isEqualTo(-1_500);
        assertThat(get("/accounts/OLD/forecast").body().path("balances")).isEmpty();
        assertThat(get("/accounts/NEW/forecast").body().path("balances")).hasSize(1);
    }

    private JsonNode read(String meter, String at, long register) throws Exception {
        return post("/readings", "{\"person\":\"Ann\",\"readings\":[{\"meter\":\"" + meter + "\",\"takenAt\":\"" + at
                + "\",\"register\":" + register + ",\"unit\":\"Wh\"}]}").body();
    }

    private void done(String path, String body) throws Exception {
        Said said = post(path, body);
        assertThat(said.status()).as("%s: %s", path, said.body()).isEqualTo(201);
    }

    private Said get(String path) throws Exception {
        return send(HttpRequest.newBuilder(uri(path)).GET());
    }

    private Said put(String path, String body) throws Exception {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));
    }

    private Said post(String path, String body) throws Exception {
        keys += path.endsWith("/grants") ? 1 : 0;
        return send(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "k" + path + keys)
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
