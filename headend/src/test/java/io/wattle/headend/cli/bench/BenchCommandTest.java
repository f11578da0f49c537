package io.wattle.headend.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.wattle.headend.cli.WattleCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The bench as a user types it. How fast the ledger is, no test says: this machine may be busy. */
class BenchCommandTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    @Timeout(300)
    void shouldMeasureTheMakingOfTokens() throws IOException {
        assertThat(run("bench", "sts", "--seconds", "1", "--rounds", "1", "--dir", folder.toString(), "--json"))
                .as(err.toString())
                .isZero();

        List<String> metrics = new ArrayList<>();
        for (String line : out.toString().lines().filter(one -> one.contains("\"metric\"")).toList()) {
            JsonNode figure = JSON.readTree(line);
            assertThat(figure.get("value").asDouble()).isPositive();
            metrics.add(figure.get("metric").asText());
        }
        assertThat(metrics).containsExactly("key-at-hand-ea07", "key-at-hand-ea11", "key-derived-dkga02",
                "key-derived-dkga04", "remembered-one-thread", "remembered-16-threads");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    @Timeout(300)
    void shouldMeasureWhatASessionWithAMeterCosts() throws IOException {
        assertThat(run("bench", "poll", "--short", "--json")).as(err.toString()).isZero();

        List<String> metrics = new ArrayList<>();
        for (String line : out.toString().lines().filter(one -> one.contains("\"metric\"")).toList()) {
            JsonNode figure = JSON.readTree(line);
            // So few connections are less than what a process's memory rises and falls by itself.
            if (!figure.get("metric").asText().equals("held-resident")) {
                assertThat(figure.get("baseline").asDouble()).as(line).isPositive();
                assertThat(figure.get("ratio").asDouble()).as(line).isNotNegative();
            }
            metrics.add(figure.get("metric").asText() + " " + figure.get("against").asText());
        }
        assertThat(metrics).contains("session-cpu floor", "session-cpu gurux on platform threads",
                "session-cpu gurux on virtual threads", "session-cpu gurux.net", "sessions floor", "session-p99 floor",
                "get-cpu floor", "held-heap aim", "held-resident aim",
                "held-threads gurux on platform threads, a tenth as many");
    }

    @Test
    @Timeout(300)
    void shouldCommandEachOfManyMetersThatDialledIn() throws IOException {
        assertThat(run("bench", "inbound", "--meters", "300", "--rounds", "1", "--hold", "1s", "--json"))
                .as(err.toString())
                .isZero();

        JsonNode last = JSON.readTree(out.toString().lines().toList().getLast());
        assertThat(last.get("metric").asText()).isEqualTo("inbound-connected");
        assertThat(last.get("value").asInt()).isEqualTo(300);
        assertThat(last.get("met").asBoolean()).isTrue();
    }

    @Test
    @Timeout(300)
    void shouldKillALedgerAndFindAllThatItAcknowledged() throws IOException {
        assertThat(run("bench", "crash", "--runs", "5", "--dir", folder.toString(), "--json")).as(err.toString())
                .isZero();

        assertThat(out.toString().lines()).hasSize(1);
        JsonNode result = JSON.readTree(out.toString());
        assertThat(result.get("runs").asInt()).isEqualTo(5);
        assertThat(result.get("acknowledged").asLong()).as(err.toString()).isGreaterThan(100);
        assertThat(result.get("lost").asLong()).isZero();
        assertThat(result.get("doubled").asLong()).isZero();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    @Timeout(300)
    void shouldPrintEveryFigureBesideItsBaselineAndLeaveNothingBehind() throws IOException {
        // PostgreSQL runs as a user of its own, who has to get in.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThat(run("bench", "ledger", "--seconds", "1", "--rounds", "1", "--tail", "2000", "--meters", "2000",
                "--dir", folder.toString(), "--json")).as(err.toString()).isZero();

        List<JsonNode> figures = new ArrayList<>();
        for (String line : out.toString().lines().toList()) {
            JsonNode object = JSON.readTree(line);
            if (object.has("metric")) {
                figures.add(object);
            }
        }
        assertThat(figures).extracting(figure -> figure.get("metric").asText())
                .contains("durable-credits", "force-latency-p99", "latency-p50", "latency-p99", "latency-p99.9",
                        "verified-readings-in-memory", "verified-readings-durable", "start", "heap-per-meter");
        assertThat(figures).extracting(figure -> figure.get("against").asText())
                .contains("floor", "force-p99", "aim");
        assertThat(out.toString()).contains(Files.isDirectory(Path.of("/usr/lib/postgresql"))
                ? "\"against\":\"postgresql\""
                : "apt-get install postgresql");
        assertThat(figures).allSatisfy(figure -> {
            assertThat(figure.get("value").asDouble()).isPositive();
            assertThat(figure.get("ratio").asDouble() * figure.get("baseline").asDouble())
                    .isBetween(figure.get("value").asDouble() * 0.97, figure.get("value").asDouble() * 1.03);
        });
        assertThat(folder).isEmptyDirectory();
    }

    private int run(String... args) {
        return WattleCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }
}
