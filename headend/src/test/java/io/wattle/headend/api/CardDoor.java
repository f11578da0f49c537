package io.wattle.headend.api;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wattle.headend.HeadEnd;
import io.wattle.headend.HeadEndConfig;
import io.wattle.headend.TestSystem;
import io.wattle.headend.card.CardKey;
import io.wattle.headend.card.CardsConfig;
import io.wattle.headend.card.PrinterOffice;
import io.wattle.headend.registry.MeterRecord;
import io.wattle.headend.registry.MeterRegistry;
import io.wattle.ledger.LedgerConfig;
import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.card.ActivationPolicy;
import io.wattle.ledger.quantity.Unit;
import io.wattle.protocols.meter.MeterAddress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A head-end with prepaid cards, and ways to use its HTTP door; whatever is said and written is searched for card numbers. */
abstract class CardDoor {
    static final ObjectMapper JSON = new ObjectMapper();
    static final AtomicInteger KEYS = new AtomicInteger();
    static final AtomicInteger SERIALS = new AtomicInteger(1);
    static final Queue<String> SAID = new ConcurrentLinkedQueue<>();
    static final Set<String> NUMBERS = new HashSet<>();
    static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    static Path folder;
    static PrinterOffice printer;
    static HeadEnd headEnd;
    static final AppenderBase<ILoggingEvent> LISTENER = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            SAID.add(event.getFormattedMessage());
        }
    };

    /** A batch that the printer has: its serials and its numbers. */
    record Printed(String batchId, List<String> serials, List<String> numbers) {}

    @BeforeAll
    static void start() throws Exception {
        printer = PrinterOffice.open(folder.resolve("printer"));
        CardKey.create(folder.resolve("card.key")).close();
        LISTENER.start();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(LISTENER);
        ((Logger) LoggerFactory.getLogger("io.wattle")).setLevel(Level.TRACE);
        headEnd = headEnd(folder.resolve("data"),
                Optional.of(new ActivationPolicy(ActivationPolicy.How.RANGE, Set.of("Manager"))));
    }

    @AfterAll
    static void shouldHaveShownNoNumberAnywhereF079() throws IOException {
        headEnd.close();
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).detachAppender(LISTENER);
        ((Logger) LoggerFactory.getLogger("io.wattle")).setLevel(null);
        assertThat(NUMBERS).isNotEmpty();
        assertThat(SAID).as("what was logged and answered").noneMatch(CardDoor::showsANumber);
        try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(showsANumber(Files.readString(file, StandardCharsets.ISO_8859_1))).as("a number in %s", file)
                        .isFalse();
            }
        }
    }

    static HeadEnd headEnd(Path data, Optional<ActivationPolicy> policy) {
        HeadEndConfig plain = TestSystem.config(data);
        LedgerConfig ledger = plain.ledger();
        LedgerConfig withPolicy = new LedgerConfig(ledger.directory(),
                policy.map(ledger.rules()::with).orElse(ledger.rules()), ledger.queueCommandsMax(),
                ledger.batchCommandsMax());
        HeadEndConfig config = plain.withCards(withPolicy,
                new CardsConfig(data.resolve("cards"), Optional.of(folder.resolve("card.key")),
                        Optional.of(printer.publicKey()), policy.isPresent()));
        MeterRegistry registry = MeterRegistry.of(Stream.of("1", "2")
                .map(one -> new MeterRecord("A-" + one, MeterRecord.Service.ELECTRICITY,
                        new MeterAddress("M-" + one, URI.create("dlms://127.0.0.1:1"))))
                .toList());
        return HeadEnd.start(config, registry, _ -> Optional.empty(), () -> Instant.parse("2026-01-05T17:30:00Z"));
    }

    static Printed printed(String alphabet, int length, long minor, int count) throws Exception {
        String batchId = "batch-" + KEYS.incrementAndGet();
        HttpResponse<String> created = create(batchId, alphabet, length, minor, count);
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        String body = "{\"person\":\"Ann\"}";
        HttpResponse<String> export = CLIENT.send(request("/card-batches/" + batchId + "/export", body),
                BodyHandlers.ofString());
        assertThat(export.statusCode()).as(export.body()).isEqualTo(200);
        List<String> lines = printer.read(JSON.readTree(export.body()).get("armored").asText());
        assertThat(lines.getFirst()).isEqualTo("serial,number,denomination");
        List<String[]> cards = lines.stream().skip(1).map(line -> line.split(",", -1)).toList();
        assertThat(cards).allMatch(card -> card.length == 3);
        List<String> numbers = cards.stream().map(card -> card[1]).toList();
        NUMBERS.addAll(numbers);
        return new Printed(batchId, cards.stream().map(card -> card[0]).toList(), numbers);
    }

    static HttpResponse<String> create(String batchId, String alphabet, int length, long minor, int count)
            throws Exception {
        return post("/card-batches", """
                {"batchId":"%s","purchaseOrder":"PO-7","denominationMinor":%d,"currency":"USD","count":%d,
                 "alphabet":"%s","numberLength":%d,"firstNumber":%d,"person":"Ann"}""".formatted(batchId, minor, count,
                alphabet, length, SERIALS.getAndAdd(count)));
    }

    static int custody(Printed batch, int first, int last, String from, String to) throws Exception {
        return post("/card-custody",
                "{\"first\":\"" + batch.serials().get(first) + "\",\"last\":\"" + batch.serials().get(last)
                        + "\",\"from\":\"" + from + "\",\"to\":\"" + to + "\",\"person\":\"Ann\"}")
                .statusCode();
    }

    static JsonNode verify(String first, @Nullable String last) throws Exception {
        HttpResponse<String> answer = post("/card-verifications", "{\"first\":\"" + first + "\""
                + (last == null ? "" : ",\"last\":\"" + last + "\"") + "}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    static int sell(String first, @Nullable String last) throws Exception {
        return activate(first, last, verify(first, last).get("ticket").asText(), "cash", "Manager").statusCode();
    }

    static HttpResponse<String> activate(String first, @Nullable String last, String ticket, String buyer,
            String person) throws Exception {
        return post("/card-activations", activation(first, last, ticket, buyer, person));
    }

    static String activation(String first, @Nullable String last, String ticket, String buyer, String person) {
        return "{\"first\":\"" + first + "\"" + (last == null ? "" : ",\"last\":\"" + last + "\"") + ",\"ticket\":\""
                + ticket
                + "\",\"buyer\":\"" + buyer + "\",\"tender\":\"cash\",\"cashier\":\"Bob\",\"person\":\"" + person
                + "\"}";
    }

    static void block(String serial, boolean blocked) throws Exception {
        assertThat(post("/card-blocks", "{\"first\":\"" + serial + "\",\"blocked\":" + blocked
                + ",\"reason\":\"lost\",\"person\":\"Ann\"}").statusCode()).isEqualTo(201);
    }

    static HttpResponse<String> redeem(String channel, String source, String meter, String card)
            throws Exception {
        return post("/redemptions",
                "{\"channel\":\"" + channel + "\",\"source\":\"" + source + "\",\"meter\":\"" + meter
                        + "\",\"card\":\"" + card + "\"}");
    }

    static String state(String serial) throws Exception {
        return JSON.readTree(get("/cards/" + serial).body()).get("state").asText();
    }

    static long balance(AccountType type, String owner) {
        return headEnd.ledger()
                .ask(view -> view.balance(new AccountKey(type, owner, Unit.money("USD"))).value())
                .join();
    }

    static boolean showsANumber(String text) {
        return NUMBERS.stream().anyMatch(text::contains);
    }

    static HttpResponse<String> post(String path, String body) throws Exception {
        HttpResponse<String> answer = CLIENT.send(request(path, body), BodyHandlers.ofString());
        SAID.add(answer.body());
        return answer;
    }

    static HttpResponse<String> get(String path) throws Exception {
        HttpResponse<String> answer = CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + headEnd.apiPort() + path)).build(),
                BodyHandlers.ofString());
        SAID.add(answer.body());
        return answer;
    }

    static HttpRequest request(String path, String body) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + headEnd.apiPort() + path))
                .header("Idempotency-Key", "key-" + KEYS.incrementAndGet())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }
}
