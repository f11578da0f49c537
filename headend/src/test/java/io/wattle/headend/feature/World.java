package io.wattle.headend.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wattle.headend.HeadEndConfig;
import io.wattle.headend.TestSystem;
import io.wattle.headend.card.CardKey;
import io.wattle.headend.card.CardsConfig;
import io.wattle.headend.card.PrinterOffice;
import io.wattle.headend.provider.ProviderConfig;
import io.wattle.ledger.LedgerConfig;
import io.wattle.ledger.card.ActivationPolicy;
import io.wattle.ledger.till.TillRules;
import io.wattle.simulator.object.LoadLimit;
import io.wattle.protocols.sts.ResultCode;
import io.wattle.simulator.scenario.StsPlan;
import io.wattle.headend.cli.WattleCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A whole head-end with real meters, and its doors: HTTP, the command line, the keypads. Nobody looks inside. Meters 1 and 3 take STS tokens, 0 and 2 are loaded over the wire; 4 is of water. */
final class World implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int METERS = 5;
    private final AtomicInteger keys = new AtomicInteger();
    private final HttpClient client = HttpClient.newHttpClient();
    final Path folder;
    private final TestSystem system;
    final PrinterOffice printer;

    /** What the door said. */
    record Answer(int status, JsonNode body) {

        /** Fails unless it is the status. */
        JsonNode expect(int wanted) {
            assertThat(status).as("%s", body).isEqualTo(wanted);
            return body;
        }

        /** Fails unless it is a refusal of that name. */
        void refuses(String title) {
            assertThat(body.path("title").asText()).as("%s", body).isEqualTo(title);
        }
    }

    private World(Path folder, TestSystem system, PrinterOffice printer) {
        this.folder = folder;
        this.system = system;
        this.printer = printer;
    }

    static World start(Path folder) throws Exception {
        PrinterOffice printer = PrinterOffice.open(folder.resolve("printer"));
        CardKey.create(folder.resolve("card.key")).close();
        return new World(folder, TestSystem.startWithTokens(folder, METERS, StsPlan.every(2),
                fleet -> fleet.waterEvery(METERS),
                config -> withCards(config, folder, printer).withProvider(ProviderConfig.embedded("manager"))),
                printer);
    }

    private static HeadEndConfig withCards(HeadEndConfig config, Path folder, PrinterOffice printer) {
        LedgerConfig ledger = config.ledger();
        return config.withCards(new LedgerConfig(ledger.directory(),
                ledger.rules()
                        .with(new ActivationPolicy(ActivationPolicy.How.RANGE, Set.of("manager")))
                        .with(new TillRules(false, Set.of("manager")))
                        .withGranters(Set.of("Ama", "Kofi")),
                ledger.queueCommandsMax(), ledger.batchCommandsMax()),
                new CardsConfig(folder.resolve("cards"), Optional.of(folder.resolve("card.key")),
                        Optional.of(printer.publicKey()), true));
    }

    String serial(int place) {
        return system.meter(place).serial();
    }

    /** With a key of its own. */
    Answer post(String path, String body) throws Exception {
        return post(path, "feature-" + keys.incrementAndGet(), body);
    }

    Answer post(String path, String key, String body) throws Exception {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    Answer put(String path, String body) throws Exception {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));
    }

    Answer get(String path) throws Exception {
        return send(HttpRequest.newBuilder(uri(path)));
    }

    /** A tariff as its officer writes it, from now on its author is "Ama"; gives its name in a path. */
    String submit(String yaml) throws Exception {
        String body = JSON.writeValueAsString(Map.of("text", yaml, "person", "Ama"));
        JsonNode draft = post("/tariffs", body).expect(201);
        String path = "/tariffs/" + draft.get("tariff").asText().replace(" ", "%20") + "/"
                + draft.get("version").asInt();
        post(path + "/approve", "{\"digest\":\"" + draft.get("digest").asText() + "\",\"person\":\"Kofi\"}")
                .expect(201);
        return path;
    }

    /** The same, and it sells from now on. */
    void activate(String yaml) throws Exception {
        post(submit(yaml) + "/activate", "{\"person\":\"Ama\"}").expect(201);
    }

    /** The command line, as somebody types it, asking this head-end; fails unless it ends well. */
    String wattle(String... words) {
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        String[] all = Arrays.copyOf(words, words.length + 2);
        all[words.length] = "--url";
        all[words.length + 1] = uri("").toString();
        assertThat(WattleCommand.run(out, out, all)).as("%s", said).isZero();
        return said.toString();
    }

    /** The journal as it is on disk, fact by fact. */
    String journal() {
        return offline("journal", "dump", folder.toString());
    }

    /** The command line, as somebody types it beside the head-end's files; fails unless it ends well. */
    private static String offline(String... words) {
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        assertThat(WattleCommand.run(out, out, words)).as("%s", said).isZero();
        return said.toString();
    }

    /** Until the head-end has read a meter for the first time. */
    void awaitReading(int place) throws Exception {
        await("/meters/" + serial(place), body -> body.matches(".*\"balanceValue\":-?[0-9].*"));
    }

    /** Until a reading has shown in the meter what a payment bought. */
    void awaitProof(String paymentId) throws Exception {
        await("/payments/" + paymentId, body -> body.contains("\"state\":\"CONFIRMED\""));
    }

    /** What became of a meter, in words, as somebody asks for it at the head-end's machine. */
    String explain(String meter) {
        return offline("explain", meter, "--data", folder.toString());
    }

    /** What the meter lets through, as it says itself, in Wh or l an hour. */
    long limitOf(int place) {
        return system.meter(place).limit().map(LoadLimit::threshold).orElseThrow();
    }

    /** A customer keys a token in at his meter; what the meter's display says. */
    ResultCode keyIn(int place, String token) {
        return system.fleet().enterToken(serial(place), token).result();
    }

    /** What is no JSON. */
    String text(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString()).body();
    }

    /** The account that pays for a meter. */
    String account(int place) throws Exception {
        return await("/meters/" + serial(place), body -> body.contains("account")).at("/meter/account").asText();
    }

    /** Asks until the read store has caught up with what was said before. */
    JsonNode await(String path, TestSystem.AnswerTest wanted) throws Exception {
        return JSON.readTree(system.awaitApi(path, wanted));
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + system.headEnd().apiPort() + path);
    }

    private Answer send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> said = client.send(request.build(), BodyHandlers.ofString());
        return new Answer(said.statusCode(), JSON.readTree(said.body().isEmpty() ? "{}" : said.body()));
    }

    @Override
    public void close() {
        client.close();
        system.close();
    }
}
