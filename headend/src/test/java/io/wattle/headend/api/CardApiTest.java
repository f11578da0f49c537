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
import io.wattle.ledger.card.CardSerial;
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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** Prepaid cards, F046 to F085, through the HTTP door; and whatever was said and written is searched for card numbers. */
class CardApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicInteger KEYS = new AtomicInteger();
    private static final AtomicInteger SERIALS = new AtomicInteger(1);
    private static final Queue<String> SAID = new ConcurrentLinkedQueue<>();
    private static final Set<String> NUMBERS = new HashSet<>();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    static Path folder;
    private static PrinterOffice printer;
    private static HeadEnd headEnd;
    private static final AppenderBase<ILoggingEvent> LISTENER = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            SAID.add(event.getFormattedMessage());
        }
    };

    /** A batch that the printer has: its serials and its numbers. */
    private record Printed(String batchId, List<String> serials, List<String> numbers) {}

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
        assertThat(SAID).as("what was logged and answered").noneMatch(CardApiTest::showsANumber);
        try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(showsANumber(Files.readString(file, StandardCharsets.ISO_8859_1))).as("a number in %s", file)
                        .isFalse();
            }
        }
    }

    @Test
    void shouldMakeABatchForThePrinterOnceF046F047F048F049F050F053F054F085() throws Exception {
        Printed batch = printed("alphanumeric", 16, 2_000, 50);
        assertThat(batch.serials()).hasSize(50)
                .doesNotHaveDuplicates()
                .allMatch(one -> CardSerial.parse(one).isPresent());
        assertThat(batch.numbers()).hasSize(50)
                .doesNotHaveDuplicates()
                .allMatch(one -> one.matches("[0-9A-HJKMNP-TV-Z]{16}"));
        assertThat(post("/card-batches/" + batch.batchId() + "/export", "{\"person\":\"Ann\"}").statusCode())
                .isEqualTo(409);
        JsonNode seen = JSON.readTree(get("/card-batches/" + batch.batchId()).body());
        assertThat(seen.get("exported").asBoolean()).isTrue();
        assertThat(seen.get("purchaseOrder").asText()).isEqualTo("PO-7");
        JsonNode card = JSON.readTree(get("/cards/" + batch.serials().getFirst()).body());
        assertThat(card.get("state").asText()).isEqualTo("AVAILABLE");
        assertThat(card.get("denominationMinor").asLong()).isEqualTo(2_000);
        assertThat(JSON.readTree(get("/cards/" + batch.serials().getFirst() + "/bar-code").body()).get("svg").asText())
                .startsWith("<svg");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            numeric      | 20 | 422 | CARD_NUMBER_WEAK
            numeric      | 18 | 422 | CARD_NUMBER_WEAK
            alphanumeric | 11 | 422 | CARD_NUMBER_WEAK
            alphanumeric | 25 | 422 | CARD_NUMBER_WEAK
            words        | 16 | 400 | MALFORMED
            """)
    void shouldRefuseABatchWhoseNumbersCouldBeGuessedOrTakenForATokenF050F051(String alphabet, int length, int status,
            String title) throws Exception {
        HttpResponse<String> answer = create("weak-" + length, alphabet, length, 500, 5);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(JSON.readTree(answer.body()).get("title").asText()).isEqualTo(title);
    }

    @Test
    void shouldKnowWhoHasWhichCardsF063() throws Exception {
        Printed batch = printed("numeric", 19, 500, 20);
        assertThat(custody(batch, 0, 19, "printer", "Vault")).isEqualTo(201);
        assertThat(custody(batch, 0, 9, "Vault", "Cashier Bob")).isEqualTo(201);
        assertThat(custody(batch, 5, 12, "Vault", "Cashier Eve")).isEqualTo(409);
        assertThat(JSON.readTree(get("/cards/" + batch.serials().get(3)).body()).get("holder").asText())
                .isEqualTo("Cashier Bob");
        Awaitility.await()
                .untilAsserted(() -> assertThat(
                        JSON.readTree(get("/cards/" + batch.serials().get(3) + "/events").body())
                                .findValuesAsText("kind"))
                        .containsExactly("HANDED_OVER", "HANDED_OVER", "CREATED"));
    }

    @Test
    void shouldActivateOneCardInTwoStepsF059F060F064F065F066F067F068() throws Exception {
        Printed batch = printed("numeric", 19, 500, 3);
        String serial = batch.serials().getFirst();
        String scanned = serial.substring(0, 5) + " " + serial.substring(5);
        assertThat(activate(scanned, null, "no ticket", "cash", "Manager").statusCode()).isEqualTo(409);
        JsonNode seen = verify(scanned, null);
        assertThat(seen.get("exceptionCount").asInt()).isZero();
        assertThat(activate(scanned, null, seen.get("ticket").asText(), "cash", "Thief").statusCode()).isEqualTo(403);
        assertThat(activate(scanned, null, seen.get("ticket").asText(), "cash", "Manager").statusCode()).isEqualTo(201);
        assertThat(state(serial)).isEqualTo("ACTIVATED");
        assertThat(activate(scanned, null, seen.get("ticket").asText(), "cash", "Manager").statusCode()).isEqualTo(409);
        String wrongDigit = serial.substring(0, 9) + (serial.charAt(9) == '0' ? '1' : '0');
        assertThat(post("/card-verifications", "{\"first\":\"" + wrongDigit + "\"}").statusCode()).isEqualTo(400);
        assertThat(balance(AccountType.CASH, "CASH/Bob")).isNegative();
    }

    @Test
    void shouldActivateARangeAllOrNothingWithItsTotalF069F070F071F072() throws Exception {
        Printed batch = printed("numeric", 19, 500, 30);
        String first = batch.serials().getFirst();
        String last = batch.serials().get(9);
        String middle = batch.serials().get(4);
        assertThat(sell(middle, middle)).isEqualTo(201);
        JsonNode seen = verify(first, last);
        assertThat(seen.get("exceptions").findValuesAsText("reason")).containsExactly("ALREADY_ACTIVATED");
        assertThat(seen.get("exceptions").findValuesAsText("serial")).containsExactly(middle);
        assertThat(activate(first, last, seen.get("ticket").asText(), "Vendor", "Manager").statusCode()).isEqualTo(409);
        assertThat(state(first)).isEqualTo("AVAILABLE");
        JsonNode rest = verify(batch.serials().get(10), batch.serials().get(29));
        assertThat(rest.get("totalMinor").asLong()).isEqualTo(20 * 500);
        assertThat(activate(batch.serials().get(10), batch.serials().get(29), rest.get("ticket").asText(), "Vendor",
                "Manager").statusCode()).isEqualTo(201);
        assertThat(state(batch.serials().get(29))).isEqualTo("ACTIVATED");
        assertThat(balance(AccountType.CARD_LIABILITY, batch.batchId())).isEqualTo(21 * 500);
    }

    /** F055 to F058: the very same answer, whatever is wrong. */
    @Test
    void shouldNeverSayWhichPartWasWrongF055F056F057F058() throws Exception {
        Printed batch = printed("numeric", 19, 500, 6);
        assertThat(sell(batch.serials().getFirst(), batch.serials().get(3))).isEqualTo(201);
        assertThat(redeem("web", "a", "M-1", batch.numbers().get(0)).statusCode()).isEqualTo(201);
        assertThat(state(batch.serials().getFirst())).isEqualTo("REDEEMED");
        block(batch.serials().get(1), true);
        post("/card-expiries", "{\"first\":\"" + batch.serials().get(2)
                + "\",\"lastDay\":\"2020-01-01\",\"reason\":\"old\",\"person\":\"Ann\"}");
        List<String> answers = new ArrayList<>();
        answers.add(redeem("web", "b", "M-1", batch.numbers().get(0)).body());
        answers.add(redeem("web", "c", "M-1", batch.numbers().get(1)).body());
        answers.add(redeem("web", "d", "M-1", batch.numbers().get(2)).body());
        answers.add(redeem("web", "e", "M-1", batch.numbers().get(5)).body());
        answers.add(redeem("web", "f", "M-1", "1234512345123451234").body());
        answers.add(redeem("web", "g", "M-1", "12345678901234567890").body());
        answers.add(redeem("web", "h", "M-NONE", batch.numbers().get(3)).body());
        answers.add(redeem("web", "i", "M-1", "?").body());
        assertThat(new HashSet<>(answers)).hasSize(1);
        assertThat(answers.getFirst()).contains("CARD_NOT_ACCEPTED");
        block(batch.serials().get(1), false);
        assertThat(redeem("web", "j", "M-1", batch.numbers().get(1)).statusCode()).isEqualTo(201);
        assertThat(redeem("web", "k", "M-1", batch.numbers().get(3)).statusCode()).isEqualTo(201);
    }

    /** By anybody, for any meter or account, through every channel; the buyer is nobody's business. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            F075 F079 F080 F082 | sms     | +254700000001 | text  | m-1
            F076 F081           | ivr     | +254700000002 | parts | A-1
            F077                | web     | 192.0.2.7     | parts | M-1
            F078                | vendor  | Kiosk 4       | parts | M-2
            F078                | cashier | Bob           | parts | M-2
            F074                | web     | 192.0.2.8     | parts | a-2
            """)
    void shouldRedeemThroughEveryChannelF061F073F074(String ids, String channel, String source, String how,
            String meter)
            throws Exception {
        Printed batch = printed(channel.equals("ivr") ? "numeric" : "alphanumeric", 19, 2_000, 1);
        assertThat(sell(batch.serials().getFirst(), null)).isEqualTo(201);
        String typed = batch.numbers().getFirst().toLowerCase(Locale.ROOT).replaceAll("(.{4})", "$1 ");
        Awaitility.await().until(() -> JSON.readTree(get("/meters/M-2").body()).has("meter"));
        HttpResponse<String> answer = how.equals("text")
                ? post("/redemptions", "{\"channel\":\"sms\",\"source\":\"" + source + "\",\"text\":\" " + meter + " * "
                        + typed + " \"}")
                : redeem(channel, source, meter, typed);
        assertThat(answer.statusCode()).as(ids + answer.body()).isEqualTo(201);
        JsonNode redeemed = JSON.readTree(answer.body());
        assertThat(redeemed.get("amountMinor").asLong()).isEqualTo(2_000);
        assertThat(redeemed.get("units").asLong()).isEqualTo(2_000 / TestSystem.PRICE_MINOR_PER_KWH * 1_000);
        assertThat(redeemed.get("meter").asText()).isEqualTo(meter.endsWith("1") ? "M-1" : "M-2");
        assertThat(redeemed.get("tokens")).isEmpty();
        assertThat(balance(AccountType.CARD_LIABILITY, batch.batchId())).isZero();
    }

    @Test
    void shouldRedeemOnceThoughManyTryAtOnceF056() throws Exception {
        Printed batch = printed("numeric", 24, 500, 1);
        sell(batch.serials().getFirst(), null);
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String body = "{\"channel\":\"web\",\"source\":\"many-" + i + "\",\"meter\":\"M-" + (1 + i % 2)
                    + "\",\"card\":\""
                    + batch.numbers().getFirst() + "\"}";
            answers.add(CLIENT.sendAsync(request("/redemptions", body), BodyHandlers.ofString()));
        }
        List<Integer> statuses = answers.stream().map(CompletableFuture::join).map(HttpResponse::statusCode).toList();
        assertThat(statuses.stream().filter(status -> status == 201)).hasSize(1);
        assertThat(statuses.stream().filter(status -> status == 422)).hasSize(39);
    }

    @Test
    void shouldLockOutWhoeverTriesNumbersF055() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(redeem("sms", "+2547999", "M-1", "100000000000000000" + i).statusCode()).isEqualTo(422);
        }
        Printed batch = printed("numeric", 19, 500, 1);
        sell(batch.serials().getFirst(), null);
        assertThat(redeem("sms", "+2547999", "M-1", batch.numbers().getFirst()).statusCode()).isEqualTo(429);
        assertThat(redeem("sms", "+2547998", "M-1", batch.numbers().getFirst()).statusCode()).isEqualTo(201);
    }

    @Test
    void shouldGiveCardsAwayF083() throws Exception {
        Printed batch = printed("numeric", 19, 500, 2);
        JsonNode seen = verify(batch.serials().getFirst(), batch.serials().get(1));
        assertThat(post("/card-gifts",
                "{\"first\":\"" + batch.serials().getFirst() + "\",\"last\":\"" + batch.serials().get(1)
                        + "\",\"ticket\":\"" + seen.get("ticket").asText()
                        + "\",\"campaign\":\"opening day\",\"reason\":\"prize\",\"person\":\"Manager\"}")
                .statusCode()).isEqualTo(201);
        assertThat(balance(AccountType.MARKETING_EXPENSE, "opening day")).isEqualTo(-1_000);
        assertThat(balance(AccountType.CARD_LIABILITY, batch.batchId())).isEqualTo(1_000);
    }

    @Test
    void shouldActivateNothingAndSaySoUntilTheUtilityHasChosenF062() throws Exception {
        SAID.clear();
        try (HeadEnd undecided = headEnd(folder.resolve("undecided"), Optional.empty())) {
            assertThat(SAID).anyMatch(line -> line.contains("cards.activation"));
            HttpResponse<String> answer = CLIENT.send(HttpRequest
                    .newBuilder(URI.create("http://127.0.0.1:" + undecided.apiPort() + "/card-activations"))
                    .header("Idempotency-Key", "k")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(activation("0000005724", null, "x", "cash", "Manager")))
                    .build(), BodyHandlers.ofString());
            assertThat(JSON.readTree(answer.body()).get("title").asText()).isEqualTo("NO_ACTIVATION_POLICY");
        }
    }

    /** What does not fit the contract is refused without being repeated. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"channel":"sms","source":"x","text":"M-1*7KQ2M4XR9TBC7KQ2","more":1}
            {"channel":"sms","source":"x","text":["M-1*7KQ2M4XR9TBC7KQ2"]}
            {"channel":"7KQ2M4XR9TBC7KQ2","source":"x","text":"M-1"}
            {"channel":"sms","source":"x","card":"7KQ2M4XR9TBC7KQ2"}
            {"channel":"sms","source":"x","text":"M*1","meter":"M-1","card":"7KQ2M4XR9TBC7KQ2"}
            """)
    void shouldRepeatNothingOfABadRequestF079(String body) throws Exception {
        HttpResponse<String> answer = post("/redemptions", body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain("7KQ2");
    }

    private static HeadEnd headEnd(Path data, Optional<ActivationPolicy> policy) {
        HeadEndConfig plain = TestSystem.config(data);
        LedgerConfig ledger = plain.ledger();
        LedgerConfig withPolicy = new LedgerConfig(ledger.directory(),
                policy.map(ledger.rules()::with).orElse(ledger.rules()), ledger.queueCommandsMax(),
                ledger.batchCommandsMax());
        HeadEndConfig config = new HeadEndConfig(data, plain.api(), plain.polling(), plain.dlms(),
                plain.conversationsMax(), plain.supply(), withPolicy, plain.custody(), plain.sts(),
                new CardsConfig(data.resolve("cards"), Optional.of(folder.resolve("card.key")),
                        Optional.of(printer.publicKey()), policy.isPresent()));
        MeterRegistry registry = MeterRegistry.of(Stream.of("1", "2")
                .map(one -> new MeterRecord("A-" + one, MeterRecord.Service.ELECTRICITY,
                        new MeterAddress("M-" + one, URI.create("dlms://127.0.0.1:1"))))
                .toList());
        return HeadEnd.start(config, registry, _ -> Optional.empty(), () -> Instant.parse("2026-01-05T17:30:00Z"));
    }

    private static Printed printed(String alphabet, int length, long minor, int count) throws Exception {
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

    private static HttpResponse<String> create(String batchId, String alphabet, int length, long minor, int count)
            throws Exception {
        return post("/card-batches", """
                {"batchId":"%s","purchaseOrder":"PO-7","denominationMinor":%d,"currency":"USD","count":%d,
                 "alphabet":"%s","numberLength":%d,"firstNumber":%d,"person":"Ann"}""".formatted(batchId, minor, count,
                alphabet, length, SERIALS.getAndAdd(count)));
    }

    private static int custody(Printed batch, int first, int last, String from, String to) throws Exception {
        return post("/card-custody",
                "{\"first\":\"" + batch.serials().get(first) + "\",\"last\":\"" + batch.serials().get(last)
                        + "\",\"from\":\"" + from + "\",\"to\":\"" + to + "\",\"person\":\"Ann\"}")
                .statusCode();
    }

    private static JsonNode verify(String first, @Nullable String last) throws Exception {
        HttpResponse<String> answer = post("/card-verifications", "{\"first\":\"" + first + "\""
                + (last == null ? "" : ",\"last\":\"" + last + "\"") + "}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static int sell(String first, @Nullable String last) throws Exception {
        return activate(first, last, verify(first, last).get("ticket").asText(), "cash", "Manager").statusCode();
    }

    private static HttpResponse<String> activate(String first, @Nullable String last, String ticket, String buyer,
            String person) throws Exception {
        return post("/card-activations", activation(first, last, ticket, buyer, person));
    }

    private static String activation(String first, @Nullable String last, String ticket, String buyer, String person) {
        return "{\"first\":\"" + first + "\"" + (last == null ? "" : ",\"last\":\"" + last + "\"") + ",\"ticket\":\""
                + ticket
                + "\",\"buyer\":\"" + buyer + "\",\"tender\":\"cash\",\"cashier\":\"Bob\",\"person\":\"" + person
                + "\"}";
    }

    private static void block(String serial, boolean blocked) throws Exception {
        assertThat(post("/card-blocks", "{\"first\":\"" + serial + "\",\"blocked\":" + blocked
                + ",\"reason\":\"lost\",\"person\":\"Ann\"}").statusCode()).isEqualTo(201);
    }

    private static HttpResponse<String> redeem(String channel, String source, String meter, String card)
            throws Exception {
        return post("/redemptions",
                "{\"channel\":\"" + channel + "\",\"source\":\"" + source + "\",\"meter\":\"" + meter
                        + "\",\"card\":\"" + card + "\"}");
    }

    private static String state(String serial) throws Exception {
        return JSON.readTree(get("/cards/" + serial).body()).get("state").asText();
    }

    private static long balance(AccountType type, String owner) {
        return headEnd.ledger()
                .ask(view -> view.balance(new AccountKey(type, owner, Unit.money("USD"))).value())
                .join();
    }

    private static boolean showsANumber(String text) {
        return NUMBERS.stream().anyMatch(text::contains);
    }

    private static HttpResponse<String> post(String path, String body) throws Exception {
        HttpResponse<String> answer = CLIENT.send(request(path, body), BodyHandlers.ofString());
        SAID.add(answer.body());
        return answer;
    }

    private static HttpResponse<String> get(String path) throws Exception {
        HttpResponse<String> answer = CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + headEnd.apiPort() + path)).build(),
                BodyHandlers.ofString());
        SAID.add(answer.body());
        return answer;
    }

    private static HttpRequest request(String path, String body) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + headEnd.apiPort() + path))
                .header("Idempotency-Key", "key-" + KEYS.incrementAndGet())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }
}
