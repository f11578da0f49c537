package io.wattle.headend.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wattle.headend.feature.CardShop.Printed;
import io.wattle.ledger.card.CardSerial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** F: prepaid cards, from the order to the printer to the sale. Redemption is told by {@link CardRedemptionFeatures}. */
final class CardFeatures implements Features {

    /** What is done in the shop, and what has to come of it. */
    @FunctionalInterface
    interface Deed {
        void in(CardShop shop, World world) throws Exception;
    }

    static Feature row(String id, String promise, Deed deed) {
        return new Feature(id, promise, world -> {
            world.awaitReading(0);
            deed.in(new CardShop(world), world);
        });
    }

    @Override
    public List<Feature> rows() {
        List<Feature> rows = new ArrayList<>(making());
        rows.addAll(states());
        rows.addAll(selling());
        return rows;
    }

    private static List<Feature> making() {
        return List.of(row("F046", "cards are made in batches against a purchase order", (shop, world) -> {
            Printed batch = shop.printed(12);
            JsonNode seen = world.get("/card-batches/" + batch.batchId()).expect(200);
            assertThat(seen.get("purchaseOrder").asText()).isEqualTo("PO-7");
            assertThat(seen.get("batchId").asText()).isEqualTo(batch.batchId());
            assertThat(seen.get("denominationMinor").asLong()).isEqualTo(500);
            assertThat(seen.get("currency").asText()).isEqualTo("USD");
            assertThat(seen.get("count").asInt()).isEqualTo(12);
        }), row("F047", "the printer alone can read what he is sent, and it is handed out once", (shop, world) -> {
            shop.create("sent", "numeric", 19, 500, 2).expect(201);
            String sent = world.post("/card-batches/sent/export", "{\"person\":\"ann\"}")
                    .expect(200)
                    .get("armored")
                    .asText();
            List<String> read = world.printer.read(sent);
            assertThat(read).hasSize(3);
            assertThat(sent).doesNotContain(read.get(1).split(",", -1));
            world.post("/card-batches/sent/export", "{\"person\":\"ann\"}").refuses("CARDS_EXPORTED_BEFORE");
        }), row("F048", "the printer gets serial, number and denomination and nothing else", (shop, world) -> {
            shop.create("columns", "numeric", 19, 2_000, 1).expect(201);
            List<String> lines = shop.export("columns");
            assertThat(lines.getFirst()).isEqualTo("serial,number,denomination");
            assertThat(lines.get(1)).matches("[0-9]{10},[0-9]{19},20\\.00 USD");
        }), row("F049", "serials follow one another, in plain text and as a bar code", (shop, world) -> {
            Printed batch = shop.printed(3);
            List<Integer> numbers = batch.serials()
                    .stream()
                    .map(serial -> CardSerial.parse(serial).orElseThrow().number())
                    .toList();
            assertThat(numbers).containsExactly(numbers.getFirst(), numbers.getFirst() + 1, numbers.getFirst() + 2);
            JsonNode code = world.get("/cards/" + batch.serial(0) + "/bar-code").expect(200);
            assertThat(code.get("svg").asText()).startsWith("<svg");
            assertThat(code.toString()).contains(batch.serial(0));
        }), row("F050", "numbers have 12 to 24 characters", (shop, world) -> {
            assertThat(shop.printed("alphanumeric", 12, 500, 1).number(0)).matches("[0-9A-Z]{12}");
            assertThat(shop.printed("alphanumeric", 24, 500, 1).number(0)).matches("[0-9A-Z]{24}");
            shop.create("short", "alphanumeric", 11, 500, 1).refuses("CARD_NUMBER_WEAK");
            shop.create("long", "alphanumeric", 25, 500, 1).refuses("CARD_NUMBER_WEAK");
            shop.create("guessed", "numeric", 12, 500, 1).refuses("CARD_NUMBER_WEAK"); // 40 bits
            shop.create("better", "numeric", 18, 500, 1).refuses("CARD_NUMBER_WEAK"); // 59.8 bits
        }), row("F051", "no number can be taken for a token of 20 digits", (shop, world) -> {
            shop.create("twenty", "numeric", 20, 500, 1).refuses("CARD_NUMBER_WEAK");
            shop.create("letters", "alphanumeric", 20, 500, 1).refuses("CARD_NUMBER_WEAK");
            shop.redeem("web", world.serial(0), "12345678901234567890").refuses("CARD_NOT_ACCEPTED");
        }), row("F052", "numbers are digits for telephones, or letters and digits", (shop, world) -> {
            assertThat(shop.printed("numeric", 19, 500, 1).number(0)).matches("[0-9]{19}");
            assertThat(shop.printed("alphanumeric", 16, 500, 1).number(0)).doesNotMatch(".*[ILOU].*");
        }), row("F053", "the value stands in the record and not in the card", (shop, world) -> {
            Printed cheap = shop.printed("numeric", 19, 500, 1);
            Printed dear = shop.printed("numeric", 19, 5_000, 1);
            assertThat(dear.number(0)).hasSameSizeAs(cheap.number(0));
            assertThat(world.get("/cards/" + dear.serial(0)).expect(200).get("denominationMinor").asLong())
                    .isEqualTo(5_000);
        }), row("F054", "numbers are random and unique", (shop, world) -> {
            Set<String> numbers = new HashSet<>(shop.printed(300).numbers());
            numbers.addAll(shop.printed(300).numbers());
            assertThat(numbers).hasSize(600);
            String one = numbers.iterator().next();
            assertThat(holds(world.folder, one)).as("kept as a keyed hash only").isEmpty();
        }), row("F085", "cards have denominations", (shop, world) -> {
            for (long minor : new long[] {2_000, 5_000}) {
                Printed batch = shop.printed("numeric", 19, minor, 1);
                assertThat(world.get("/cards/" + batch.serial(0)).expect(200).get("denominationMinor").asLong())
                        .isEqualTo(minor);
            }
        }));
    }

    private static List<Feature> states() {
        return List.of(row("F055", "a number is verified before anything is credited", (shop, world) -> {
            JsonNode before = world.get("/accounts/" + world.serial(0) + "/payments").expect(200);
            shop.redeem("web", world.serial(0), "1234512345123451234").refuses("CARD_NOT_ACCEPTED");
            shop.redeem("web", world.serial(0), shop.sold("numeric", 500)).expect(201);
            JsonNode after = world.await("/accounts/" + world.serial(0) + "/payments",
                    body -> body.split("paymentId", -1).length - 1 > before.get("payments").size());
            assertThat(after.get("payments")).as("the good card's alone").hasSize(before.get("payments").size() + 1);
        }), row("F056", "a card is used once", (shop, world) -> {
            String card = shop.sold("numeric", 500);
            shop.redeem("web", world.serial(0), card).expect(201);
            shop.redeem("web", world.serial(2), card).refuses("CARD_NOT_ACCEPTED");
            atOnce(shop, world);
        }), row("F057", "a card is available, then activated, then redeemed", (shop, world) -> {
            Printed batch = shop.printed(1);
            assertThat(shop.state(batch.serial(0))).isEqualTo("AVAILABLE");
            shop.sell(batch.serial(0), batch.serial(0)).expect(201);
            assertThat(shop.state(batch.serial(0))).isEqualTo("ACTIVATED");
            shop.redeem("web", world.serial(0), batch.number(0)).expect(201);
            assertThat(shop.state(batch.serial(0))).isEqualTo("REDEEMED");
        }), row("F058", "an available card is of no use to anybody", (shop, world) -> {
            Printed batch = shop.printed(1);
            shop.redeem("web", world.serial(0), batch.number(0)).refuses("CARD_NOT_ACCEPTED");
            assertThat(shop.state(batch.serial(0))).isEqualTo("AVAILABLE");
        }), row("F059", "a sold card is cash: money came in and is owed to its bearer", (shop, world) -> {
            Printed batch = shop.printed(2);
            long cash = shop.taken("bob");
            shop.sell(batch.serial(0), batch.serial(1)).expect(201);
            assertThat(shop.taken("bob")).isEqualTo(cash + 1_000);
            assertThat(shop.owed(batch.batchId())).isEqualTo(1_000);
        }), row("F060", "only who may activates cards", (shop, world) -> {
            Printed batch = shop.printed(1);
            String ticket = shop.verify(batch.serial(0), batch.serial(0)).get("ticket").asText();
            shop.activate(batch.serial(0), batch.serial(0), ticket, "cash", "thief").refuses("ACTIVATION_NOT_ALLOWED");
        }), row("F062", "how cards are activated is the utility's choice, and there is no other", (shop, world) -> {
            Printed batch = shop.printed(1);
            String serial = batch.serial(0);
            String ticket = shop.verify(serial, serial).get("ticket").asText();
            try (UndecidedUtility undecided = UndecidedUtility.open(world)) {
                undecided.refusesToActivate(serial, ticket);
            }
            shop.activate(serial, serial, ticket, "cash", "manager").expect(201);
        }), row("F084", "what is owed to bearers is the sum of the cards that are activated", (shop, world) -> {
            Printed batch = shop.printed(4);
            shop.sell(batch.serial(0), batch.serial(2)).expect(201);
            shop.redeem("web", world.serial(0), batch.number(1)).expect(201);
            assertThat(shop.owed(batch.batchId())).isEqualTo(1_000);
            assertThat(world.wattle("card", "liability")).contains(batch.batchId()).contains("agrees", "yes");
        }));
    }

    /** Many try the same card at the same moment, each for another meter: one has it. */
    private static void atOnce(CardShop shop, World world) throws Exception {
        String card = shop.sold("numeric", 500);
        List<Callable<Integer>> tries = IntStream.range(0, 12)
                .<Callable<Integer>>mapToObj(i -> () -> shop.redeem("web", world.serial(i % 2 * 2), card).status())
                .toList();
        try (ExecutorService customers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> one : customers.invokeAll(tries)) {
                answers.add(one.get());
            }
            assertThat(answers).containsOnlyOnce(201);
        }
    }

    /** Which files have these words in them. */
    private static List<Path> holds(Path folder, String words) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).filter(file -> contains(file, words)).toList();
        }
    }

    private static boolean contains(Path file, String words) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Feature> selling() {
        return List.of(row("F063", "the utility knows who has which cards", (shop, world) -> {
            Printed batch = shop.printed(20);
            String hand = "{\"first\":\"%s\",\"last\":\"%s\",\"from\":\"%s\",\"to\":\"%s\",\"person\":\"ann\"}";
            world.post("/card-custody", hand.formatted(batch.serial(0), batch.serial(19), "printer", "vault"))
                    .expect(201);
            world.post("/card-custody", hand.formatted(batch.serial(0), batch.serial(9), "vault", "bob")).expect(201);
            world.post("/card-custody", hand.formatted(batch.serial(5), batch.serial(12), "vault", "eve"))
                    .refuses("CARDS_NOT_IN_CUSTODY");
            assertThat(world.get("/cards/" + batch.serial(3)).expect(200).get("holder").asText()).isEqualTo("bob");
        }), row("F064", "one card is activated by itself", (shop, world) -> {
            Printed batch = shop.printed(2);
            shop.sell(batch.serial(0), batch.serial(0)).expect(201);
            assertThat(shop.state(batch.serial(1))).isEqualTo("AVAILABLE");
        }), row("F065", "a serial may be typed or scanned, and a wrong digit is noticed", (shop, world) -> {
            Printed batch = shop.printed(1);
            String serial = batch.serial(0);
            String typed = serial.substring(0, 5) + " " + serial.substring(5);
            assertThat(shop.verify(typed, typed).get("exceptionCount").asInt()).isZero();
            String scanned = serial + "\\r\\n"; // a scanner ends its line
            assertThat(shop.verify(scanned, scanned).get("exceptionCount").asInt()).isZero();
            String wrong = serial.substring(0, 9) + (serial.charAt(9) == '0' ? '1' : '0');
            world.post("/card-verifications", "{\"first\":\"" + wrong + "\"}").expect(400);
        }), row("F066", "the buyer's name is kept, or that he paid cash", (shop, world) -> {
            Printed batch = shop.printed(1);
            String serial = batch.serial(0);
            String sale = "{\"first\":\"%s\",\"last\":\"%s\",\"ticket\":\"%s\",\"buyer\":\"Mary W.\",\"tender\":\"cash\",\"cashier\":\"bob\",\"person\":\"manager\"}"
                    .formatted(serial, serial, shop.verify(serial, serial).get("ticket").asText());
            world.post("/card-activations", "mary", sale).expect(201);
            world.post("/card-activations", "mary", sale).expect(200);
            world.await("/cards/" + serial + "/events", body -> body.contains("Mary W."));
            assertThat(holds(world.folder, "Mary W.")).as("a name in the clear could never be forgotten").isEmpty();
            long forgotten = world
                    .post("/cards/" + serial + "/buyer-erasure", "{\"person\":\"ann\",\"reason\":\"asked for it\"}")
                    .expect(201)
                    .get("sequence")
                    .asLong();
            assertThat(world.await("/cards/" + serial + "/events", body -> body.contains("BUYER_FORGOTTEN")).toString())
                    .contains("forgotten")
                    .doesNotContain("Mary");
            assertThat(shop.state(serial)).as("the card is its bearer's").isEqualTo("ACTIVATED");
            world.post("/card-activations", "mary", sale).expect(200); // said again, it is the same
            assertThat(world.post("/cards/" + serial + "/buyer-erasure",
                    "{\"person\":\"ann\",\"reason\":\"asked again\"}")
                    .expect(200)
                    .get("sequence")
                    .asLong()).as("forgotten is forgotten").isEqualTo(forgotten);
            assertThat(world.get("/cards/" + serial + "/events").expect(200).toString()).doesNotContain("Mary");
        }), row("F067", "cards are verified, and then activated", (shop, world) -> {
            Printed batch = shop.printed(2);
            shop.activate(batch.serial(0), batch.serial(0), "no ticket", "cash", "manager")
                    .refuses("CARDS_NOT_VERIFIED");
            String ticket = shop.verify(batch.serial(0), batch.serial(0)).get("ticket").asText();
            shop.activate(batch.serial(1), batch.serial(1), ticket, "cash", "manager").refuses("CARDS_NOT_VERIFIED");
            shop.sell(batch.serial(0), batch.serial(0)).expect(201);
        }), row("F068", "the cashier has the money", (shop, world) -> {
            Printed batch = shop.printed(3);
            long before = shop.taken("bob");
            shop.sell(batch.serial(0), batch.serial(2)).expect(201);
            assertThat(shop.taken("bob")).isEqualTo(before + 1_500);
        }), row("F069", "a vendor buys in bulk in the same way", (shop, world) -> {
            Printed batch = shop.printed(100);
            String ticket = shop.verify(batch.serial(0), batch.serial(99)).get("ticket").asText();
            shop.activate(batch.serial(0), batch.serial(99), ticket, "Kiosk 4", "manager").expect(201);
            assertThat(shop.state(batch.serial(99))).isEqualTo("ACTIVATED");
        }), row("F070", "a range is the first and the last serial", (shop, world) -> {
            Printed batch = shop.printed(5);
            shop.sell(batch.serial(1), batch.serial(3)).expect(201);
            assertThat(List.of(shop.state(batch.serial(0)), shop.state(batch.serial(1)), shop.state(batch.serial(3)),
                    shop.state(batch.serial(4))))
                    .containsExactly("AVAILABLE", "ACTIVATED", "ACTIVATED", "AVAILABLE");
        }), row("F071", "verifying a range gives its total and lists what is wrong", (shop, world) -> {
            Printed batch = shop.printed(10);
            assertThat(shop.verify(batch.serial(0), batch.serial(9)).get("totalMinor").asLong()).isEqualTo(5_000);
            shop.sell(batch.serial(4), batch.serial(5)).expect(201);
            shop.redeem("web", world.serial(0), batch.number(5)).expect(201);
            String after = new CardSerial(CardSerial.parse(batch.serial(9)).orElseThrow().number() + 1).text();
            JsonNode seen = shop.verify(batch.serial(0), after);
            assertThat(seen.get("exceptions").findValuesAsText("serial"))
                    .containsExactly(batch.serial(4), batch.serial(5), after);
            assertThat(seen.get("exceptions").findValuesAsText("reason"))
                    .containsExactly("ALREADY_ACTIVATED", "REDEEMED", "MISSING");
        }), row("F072", "all of a range is activated, or nothing", (shop, world) -> {
            Printed batch = shop.printed(10);
            shop.sell(batch.serial(4), batch.serial(4)).expect(201);
            shop.sell(batch.serial(0), batch.serial(9)).refuses("CARDS_NOT_AVAILABLE");
            assertThat(shop.state(batch.serial(0))).isEqualTo("AVAILABLE");
        }), row("F083", "cards are given away as prizes", (shop, world) -> {
            Printed batch = shop.printed(1);
            String serial = batch.serial(0);
            world.post("/card-gifts", "{\"first\":\"" + serial + "\",\"last\":\"" + serial + "\",\"ticket\":\""
                    + shop.verify(serial, serial).get("ticket").asText()
                    + "\",\"campaign\":\"Opening\",\"reason\":\"prize\",\"person\":\"manager\"}").expect(201);
            assertThat(shop.given("Opening")).isEqualTo(500);
            shop.redeem("web", world.serial(0).toLowerCase(Locale.ROOT), batch.number(0)).expect(201);
        }));
    }
}
