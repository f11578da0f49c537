package io.wattle.headend.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wattle.headend.TestSystem;
import io.wattle.ledger.entry.Fact;
import io.wattle.simulator.fault.MeterFault;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What staff decide through the HTTP door: findings with their alarms, corrections, overdrafts. */
class BookApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;
    private static TestSystem system;
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        system = TestSystem.start(folder, 3);
        for (int place = 0; place < 3; place++) {
            system.awaitFact(Fact.ReadingAccepted.class, place);
        }
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @Test
    void shouldCarryAFindingFromItsAlarmToAPersonsWord() throws Exception {
        String serial = system.meter(2).serial();
        system.meter(2).inject(new MeterFault.IllegalCredit(7_777));
        String id = system.awaitFact(Fact.FindingRaised.class, 2).findingId();
        await().until(() -> get("/alarms", 200).get("open").asInt() == 1
                && get("/findings?status=open", 200).get("findings").size() == 1);
        JsonNode alarm = get("/alarms", 200).get("alarms").get(0);
        assertThat(alarm.get("findingId").asText()).isEqualTo(id);
        assertThat(alarm.get("severity").asText()).isEqualTo("CRITICAL");
        assertThat(alarm.get("ageS").asLong()).isNotNegative();
        assertThat(get("/health", 200).get("openAlarms").asInt()).isEqualTo(1);

        String path = "/findings/" + id + "/decision";
        String fraud = "{\"meter\":\"" + serial
                + "\",\"decision\":\"fraud\",\"reason\":\"seal broken\",\"person\":\"Kofi\"}";
        assertThat(post(path, fraud.replace("Kofi", " ")).statusCode()).isEqualTo(400);
        assertThat(post(path, fraud.replace("fraud", "theft")).statusCode()).isEqualTo(400);
        assertThat(post("/findings/F-0-1/decision", fraud).statusCode()).isEqualTo(404);
        assertThat(post(path, fraud.replace(serial, system.meter(0).serial())).statusCode()).isEqualTo(404);
        assertThat(post(path, fraud).statusCode()).isEqualTo(200);
        assertThat(post(path, fraud).statusCode()).isEqualTo(200);

        await().until(() -> get("/alarms", 200).get("open").asInt() == 0
                && get("/findings?status=fraud", 200).get("findings").size() == 1);
        JsonNode finding = get("/findings/" + id, 200).get("finding");
        assertThat(finding.get("decidedBy").asText()).isEqualTo("Kofi");
        assertThat(finding.get("reason").asText()).isEqualTo("seal broken");
        assertThat(get("/findings?status=open", 200).get("findings")).isEmpty();
        assertThat(get("/findings", 200).get("findings")).hasSize(1);
    }

    @Test
    void shouldPostACorrectionOnceWithinWhatTheWalletMay() throws Exception {
        long corrected = JSON.readTree(postKeyed("/payments", "key-wrong",
                "{\"meter\":\"" + system.meter(1).serial()
                        + "\",\"amountMinor\":400,\"currency\":\"USD\",\"cashier\":\"Ama\"}")
                .body())
                .get("sequence")
                .asLong();
        String account = get("/meters/" + system.meter(1).serial(), 200).get("meter").get("account").asText();
        String body = "{\"corrects\":" + corrected + ",\"reason\":\"counted twice\",\"person\":\"Esi\",\"postings\":["
                + "{\"account\":\"WALLET\",\"owner\":\"" + account
                + "\",\"changeMinor\":-150,\"currency\":\"USD\"},"
                + "{\"account\":\"REVENUE\",\"owner\":\"test rate\",\"changeMinor\":150,\"currency\":\"USD\"}]}";
        String overdraft = "{\"account\":\"" + account + "\",\"maximumMinor\":200,\"currency\":\"USD\","
                + "\"reason\":\"known\",\"person\":\"Esi\"}";

        assertThat(title(postKeyed("/corrections", "c-1", body), 422)).isEqualTo("BALANCE_TOO_LOW");
        assertThat(postKeyed("/overdrafts", "o-1", overdraft).statusCode()).isEqualTo(201);
        assertThat(postKeyed("/overdrafts", "o-1", overdraft).statusCode()).isEqualTo(200);
        assertThat(postKeyed("/corrections", "c-1", body).statusCode()).isEqualTo(201);
        assertThat(postKeyed("/corrections", "c-1", body).statusCode()).isEqualTo(200);
        assertThat(title(postKeyed("/corrections", "c-1", body.replace("150", "151")), 409))
                .isEqualTo("KEY_USED_FOR_OTHER_CONTENTS");
        assertThat(title(postKeyed("/corrections", "c-2", body.replace(":" + corrected, ":999999")), 404))
                .isEqualTo("UNKNOWN_ENTRY");
        assertThat(title(postKeyed("/corrections", "c-2", body.replace("-150", "-149")), 422)).isEqualTo("UNBALANCED");
        assertThat(title(postKeyed("/corrections", "c-2", body.replace("WALLET", "CREDIT_ON_METER")), 400))
                .isEqualTo("MALFORMED");
        assertThat(title(postKeyed("/corrections", "c-2", body.replace("-150", "0")), 400)).isEqualTo("MALFORMED");

        await().until(() -> get("/corrections", 200).get("corrections").size() == 1);
        JsonNode correction = get("/corrections", 200).get("corrections").get(0);
        assertThat(correction.get("correction").get("corrects").asLong()).isEqualTo(corrected);
        assertThat(correction.get("correction").get("actor").asText()).isEqualTo("Esi");
        assertThat(correction.get("postings").get(0).get("changeMinor").asLong()).isEqualTo(-150);
        assertThat(get("/overdrafts", 200).get("overdrafts").get(0).get("maximumMinor").asLong()).isEqualTo(200);
        assertThat(get("/overdrafts?after=" + account, 200).get("overdrafts")).isEmpty();
    }

    private static String title(HttpResponse<String> answer, int status) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body()).get("title").asText();
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return postKeyed(path, "none", body);
    }

    private HttpResponse<String> postKeyed(String path, String key, String body) throws Exception {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private JsonNode get(String path, int status) throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(uri(path)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + system.headEnd().apiPort() + path);
    }
}
