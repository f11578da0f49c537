package io.wattle.headend.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wattle.headend.HeadEnd;
import io.wattle.headend.TestSystem;
import io.wattle.headend.cli.WattleCommand;
import io.wattle.headend.registry.MeterRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of accounts that are saved as a whole, or not at all, through the HTTP door and the command line. */
class AccountImportTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String TWO_ROWS = "{\"person\":\"Ann\",\"from\":0,\"rows\":[{\"account\":{\"account\":\"V-1\"}},"
            + "{\"account\":{\"account\":\"V-2\",\"master\":\"V-0\"}}]}";
    private static final String SAVE_BOTH = "{\"person\":\"Ann\",\"rows\":2}";

    @TempDir
    Path folder;
    private HeadEnd headEnd;

    @BeforeEach
    void start() {
        headEnd = HeadEnd.start(TestSystem.config(folder.resolve("data")), MeterRegistry.of(List.of()),
                _ -> Optional.empty(), () -> Instant.parse("2026-01-05T17:30:00Z"));
    }

    @AfterEach
    void stop() {
        headEnd.close();
    }

    @Test
    void shouldSaveAFileOfAnySizeAsAWhole() throws Exception {
        StringBuilder rows = new StringBuilder("account,customer,name,class,location,location_address\n");
        for (int i = 0; i < 130; i++) {
            rows.append("W-%1$d,WC-%1$d,Ada Lovelace,home,WL-%1$d,1 Road\n".formatted(i));
        }
        Path file = folder.resolve("whole.csv");
        Files.writeString(file, rows);
        assertThat(wattle("import", file.toString(), "--person", "Ann", "--all-or-nothing"))
                .contains("130 rows saved", "0 refused");
        assertThat(get("/accounts/W-129").path("customer").asText()).isEqualTo("WC-129");
        await().untilAsserted(() -> assertThat(get("/customers/WC-129").toString()).contains("Ada Lovelace"));
        assertThat(get("/locations/WL-129").toString()).contains("1 Road");
        assertThat(get("/accounts?limit=200").path("rows").size()).isEqualTo(130);
    }

    @Test
    void shouldSaveNothingOfAFileWithABadRow() throws Exception {
        Path file = folder.resolve("bad.csv");
        Files.writeString(file, "account,master\nB-1,\nB-2,B-1\nB-3,nobody\n");
        assertThat(wattle("import", file.toString(), "--person", "Ann", "--all-or-nothing"))
                .contains("line 4, column 5: UNKNOWN_ACCOUNT", "0 rows saved", "1 refused");
        assertThat(get("/accounts/B-1").path("title").asText()).isEqualTo("NOT_FOUND");
    }

    /** Each field is within its limit, and all of them together are more than is kept of one person. */
    @Test
    void shouldRefuseOneRowWithTooMuchThatIsPersonalAndTakeTheOthers() throws Exception {
        String much = "水".repeat(500);
        String emails = (much.substring(0, 251) + "@x;").repeat(4);
        Path file = folder.resolve("much.csv");
        Files.writeString(file, "account,customer,name,phones,emails\nM-1,MC-1,Ada,1,\nM-2,MC-2," + much
                + ",1," + emails.substring(0, emails.length() - 1) + "\nM-3,MC-3,Bob,3,\n");
        assertThat(wattle("import", file.toString(), "--person", "Ann")).contains("line 3, column ", "MALFORMED",
                "must be at most 4068 bytes together, was: 45", "2 rows saved", "1 refused");
        String staged = "{\"person\":\"Ann\",\"from\":0,\"rows\":[{\"account\":{\"account\":\"M-4\"}},{\"account\":{\"account\":7}}]}";
        assertThat(post("/account-imports/I-9/rows", staged).path("field").asText())
                .isEqualTo("rows[1].account.account");
        assertThat(get("/accounts/M-4").path("title").asText()).isEqualTo("NOT_FOUND");
    }

    @Test
    void shouldTellByLineAndColumnWhatIsRefusedOnlyInTheEnd() throws Exception {
        Path file = folder.resolve("late.csv");
        Files.writeString(file, "account,master\nD-1,\nD-2,D-1\nD-3,D-2\n");
        assertThat(wattle("import", file.toString(), "--person", "Ann", "--all-or-nothing"))
                .contains("line 4, column 5: MASTER_NOT_ALLOWED", "0 rows saved", "1 refused");
        assertThat(get("/accounts/D-1").path("title").asText()).isEqualTo("NOT_FOUND");
        assertThat(post("/account-imports/I-1/rows", TWO_ROWS).path("sequence").asLong()).as("room for another")
                .isPositive();
    }

    @Test
    void shouldKeepRowsOverARestartAndForgetThemWhenTold() throws Exception {
        post("/account-imports/I-1/rows", TWO_ROWS);
        headEnd.close();
        start();
        assertThat(post("/account-imports/I-2/rows", TWO_ROWS).path("title").asText()).isEqualTo("IMPORT_UNDER_WAY");
        assertThat(post("/account-imports/I-1/saving", SAVE_BOTH).path("field").asText())
                .isEqualTo("rows[1].account.master");
        post("/account-rows", "{\"how\":\"all\",\"person\":\"Ann\",\"rows\":[{\"account\":{\"account\":\"V-0\"}}]}");
        assertThat(post("/account-imports/I-1/saving", SAVE_BOTH).path("sequence").asLong()).isPositive();
        await().untilAsserted(() -> assertThat(get("/accounts?limit=200").path("rows").size()).isEqualTo(3));
        post("/account-imports/I-3/rows", TWO_ROWS);
        assertThat(wattle("drop-import", "I-3", "--person", "Ann", "--reason", "wrong")).contains("forgotten: I-3");
        assertThat(post("/account-imports/I-3/saving", SAVE_BOTH).path("title").asText()).isEqualTo("UNKNOWN_IMPORT");
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

    private JsonNode get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)).GET());
    }

    private JsonNode post(String path, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + headEnd.apiPort() + path);
    }

    private static JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return JSON.readTree(CLIENT.send(request.build(), BodyHandlers.ofString()).body());
    }
}
