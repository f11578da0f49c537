package io.wattle.headend.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wattle.protocols.sts.ResultCode;
import java.util.List;

/** A: the account's balance, and how money is applied. A kWh costs 0.20 and 15 % VAT, 0.23 altogether. */
final class SaleFeatures implements Features {
    private static final String TARIFF = """
            tariff: Home
            version: 1
            service: electricity
            currency: USD
            zone: UTC
            price: {flat: 0.20}
            taxes: [{name: VAT, percent: 15}]
            """;
    private static final int TOKENS = 1;
    private static final int WIRE = 0;
    private boolean sells;

    @Override
    public List<Feature> rows() {
        return List.of(row("F002", "the balance buys electricity", SaleFeatures::buys),
                row("F005", "a payment goes to required arrears first", SaleFeatures::arrears),
                row("F006", "taxes are taken of what remains, and shown rate by rate", SaleFeatures::taxes),
                row("F007", "what is left is the customer's, and the parts are the payment", SaleFeatures::parts),
                row("F008", "all of the balance becomes a token", SaleFeatures::convertsAll),
                row("F009", "a part of the balance becomes a token, by amount or by units", SaleFeatures::convertsPart),
                row("F010", "the customer chooses whether to convert at all", SaleFeatures::chooses),
                row("F011", "the token adds its kWh to the meter's balance", SaleFeatures::addsToTheMeter),
                row("F012", "what is not converted is a reserve that everybody sees", SaleFeatures::reserve),
                row("F107", "a quote takes and refuses what the sale does", SaleFeatures::quotesAsItSells),
                row("F107", "what was quoted is what is sold, or nothing is", SaleFeatures::holdsToTheQuote));
    }

    private Feature row(String id, String promise, Feature.Check check) {
        return new Feature(id, promise, world -> {
            if (!sells) {
                sells = true;
                world.awaitReading(WIRE);
                world.activate(TARIFF);
            }
            check.on(world);
        });
    }

    private static void buys(World world) throws Exception {
        JsonNode kept = fill(world, WIRE, 460);
        assertThat(kept.has("creditId") && !kept.get("creditId").isNull()).isFalse();
        JsonNode bought = world.post("/conversions", conversion(world, WIRE, "\"what\":\"all\"")).expect(201);
        assertThat(bought.get("units").asLong() / 100).isEqualTo(200);
        assertThat(wallet(world, WIRE)).isZero();
        world.awaitProof(bought.get("paymentId").asText());
    }

    private static void arrears(World world) throws Exception {
        String account = account(world, WIRE);
        world.post("/accounts/" + account + "/debts", "{\"name\":\"old bill\",\"amountMinor\":300,\"currency\":\"USD\","
                + "\"reason\":\"from the old system\",\"person\":\"Ama\"}").expect(201);
        JsonNode sale = pay(world, WIRE, 530).get("sale");
        assertThat(line(sale, "ARREARS")).isEqualTo(300);
        assertThat(sale.get("arrearsBeforeMinor").asLong()).isEqualTo(300);
        assertThat(world.get("/accounts/" + account + "/debts").expect(200).get("debts")).isEmpty();
        assertThat(line(sale, "UNITS") + line(sale, "TAX")).isEqualTo(230);
        world.post("/accounts/" + account + "/debts", "{\"name\":\"plan\",\"amountMinor\":1000,\"currency\":\"USD\","
                + "\"sharePpm\":250000,\"reason\":\"agreed\",\"person\":\"Ama\"}").expect(201);
        assertThat(line(pay(world, WIRE, 400).get("sale"), "ARREARS")).as("the due part, not the whole debt")
                .isEqualTo(100);
        world.post("/accounts/" + account + "/debts/plan/forgiveness",
                "{\"amountMinor\":900,\"currency\":\"USD\",\"reason\":\"moved\",\"person\":\"Ama\"}").expect(201);
    }

    private static void taxes(World world) throws Exception {
        JsonNode sold = pay(world, WIRE, 230);
        assertThat(line(sold.get("sale"), "TAX")).isEqualTo(30);
        String lines = world.await("/payments/" + sold.get("paymentId").asText() + "/receipt",
                body -> body.contains("VAT")).toString();
        assertThat(lines).contains("Tariff Home, version 1", "tax VAT, 15 %: 0.30 USD", "x 0.20: 2.00 USD");
        world.activate(TARIFF.replace("Home", "Levied")
                .replace("15}", "15}, {name: Levy, per-unit: 0.07}")
                .replace("zone: UTC", "zone: UTC\nclasses: [levied]"));
        world.put("/accounts/" + account(world, 3), "{\"customerClass\":\"levied\",\"person\":\"Ama\"}").expect(201);
        JsonNode levied = pay(world, 3, 300);
        assertThat(line(levied.get("sale"), "TAX")).as("10 kWh for 2.00, with 0.30 and 0.70").isEqualTo(100);
        assertThat(world.await("/payments/" + levied.get("paymentId").asText() + "/receipt",
                body -> body.contains("VAT")).toString()).contains("tax VAT, 15 %: 0.30 USD", "tax Levy", "0.70 USD");
    }

    private static void parts(World world) throws Exception {
        for (long tender : new long[] {230, 1_001, 77}) {
            JsonNode sale = pay(world, WIRE, tender).get("sale");
            assertThat(line(sale, "UNITS") + line(sale, "TAX") + line(sale, "WALLET")).isEqualTo(tender);
        }
        JsonNode kept = fill(world, TOKENS, 1_001).get("sale");
        assertThat(line(kept, "WALLET")).as("nothing was due").isEqualTo(1_001);
        assertThat(wallet(world, TOKENS)).isEqualTo(1_001);
        world.post("/conversions", conversion(world, TOKENS, "\"what\":\"all\"")).expect(201);
        world.post("/conversions", conversion(world, TOKENS, "\"what\":\"all\"")).refuses("BALANCE_TOO_LOW");
    }

    private static void convertsAll(World world) throws Exception {
        fill(world, TOKENS, 230);
        JsonNode bought = world.post("/conversions", conversion(world, TOKENS, "\"what\":\"all\"")).expect(201);
        assertThat(bought.get("units").asLong()).isEqualTo(10_000);
        assertThat(token(bought)).hasSize(20);
        assertThat(wallet(world, TOKENS)).isZero();
    }

    private static void convertsPart(World world) throws Exception {
        fill(world, TOKENS, 690);
        assertThat(world.post("/conversions", conversion(world, TOKENS, "\"amountMinor\":230,\"currency\":\"USD\""))
                .expect(201)
                .get("units")
                .asLong()).isEqualTo(10_000);
        assertThat(world.post("/conversions", conversion(world, TOKENS, "\"units\":5000"))
                .expect(201)
                .get("units")
                .asLong()).isEqualTo(5_000);
        assertThat(wallet(world, TOKENS)).isEqualTo(345);
        world.post("/conversions", conversion(world, TOKENS, "\"units\":5001")).refuses("AMOUNT_NOT_EXACT");
        world.post("/conversions", conversion(world, TOKENS, "\"units\":90000")).refuses("BALANCE_TOO_LOW");
        world.post("/conversions", conversion(world, TOKENS, "\"what\":\"all\"")).expect(201);
    }

    private static void chooses(World world) throws Exception {
        String kept = fill(world, TOKENS, 230).get("paymentId").asText();
        assertThat(wallet(world, TOKENS)).isEqualTo(230);
        JsonNode payment = world.await("/payments/" + kept, body -> body.contains("\"credits\""));
        assertThat(payment.get("credits")).isEmpty();
        assertThat(payment.get("tokens")).isEmpty();
        world.post("/conversions", conversion(world, TOKENS, "\"what\":\"all\"")).expect(201);
    }

    /** Whether the customer keys it in or the gateway was faster: it adds its kWh, and adds them once. */
    private static void addsToTheMeter(World world) throws Exception {
        world.post("/wallet-payments", payment(world, 3, 300, "")).expect(201);
        JsonNode bought = world.post("/conversions", conversion(world, 3, "\"what\":\"all\"")).expect(201);
        assertThat(bought.get("units").asLong()).isEqualTo(10_000);
        ResultCode entered = world.keyIn(3, token(bought));
        assertThat(entered).isIn(ResultCode.ACCEPT, ResultCode.USED_ERROR);
        assertThat(world.keyIn(3, token(bought)))
                .isEqualTo(ResultCode.USED_ERROR);
        world.awaitProof(bought.get("paymentId").asText()); // its balance rose by just that
    }

    private static void reserve(World world) throws Exception {
        JsonNode kept = fill(world, TOKENS, 500);
        assertThat(kept.get("sale").get("walletAfterMinor").asLong()).isEqualTo(500);
        JsonNode sold = world.post("/conversions", conversion(world, TOKENS, "\"units\":10000")).expect(201);
        assertThat(wallet(world, TOKENS)).isEqualTo(270);
        assertThat(world.await("/payments/" + sold.get("paymentId").asText() + "/receipt",
                body -> body.contains("Wallet")).toString()).contains("Wallet 5.00 USD before, 2.70 USD after");
    }

    /** A wallet that owes 3.00 takes 2.00 whole: that is a sale of nothing, and no refusal. */
    private static void quotesAsItSells(World world) throws Exception {
        String account = account(world, 2);
        world.post("/overdrafts", "{\"account\":\"" + account
                + "\",\"maximumMinor\":300,\"currency\":\"USD\",\"reason\":\"known\",\"person\":\"Ama\"}").expect(201);
        world.post("/accounts/" + account + "/money", "{\"move\":\"CHARGE\",\"other\":\"seal\",\"amountMinor\":300,"
                + "\"currency\":\"USD\",\"reason\":\"broken\",\"person\":\"Ama\"}").expect(201);
        String asked = "{\"meter\":\"" + world.serial(2) + "\",\"currency\":\"USD\",\"amountMinor\":%d}";
        assertThat(world.post("/sale-quotes", asked.formatted(200)).expect(200).get("units").asLong()).isZero();
        assertThat(world.post("/payments", payment(world, 2, 200, "")).expect(201).path("units").asLong()).isZero();
        JsonNode quoted = world.post("/sale-quotes", asked.formatted(330)).expect(200);
        assertThat(quoted.get("units").asLong()).as("1.00 was owed still, and 2.30 buy 10 kWh")
                .isBetween(10_000L, 10_050L);
        world.post("/sale-quotes", asked.formatted(101)).expect(200);
        world.put("/meters/" + world.serial(2) + "/premises", "{\"vending\":false,\"person\":\"Ama\"}").expect(201);
        world.post("/sale-quotes", asked.formatted(330)).refuses("VENDING_DISABLED");
        world.post("/payments", payment(world, 2, 330, "")).refuses("VENDING_DISABLED");
        world.put("/meters/" + world.serial(2) + "/premises", "{\"vending\":true,\"person\":\"Ama\"}").expect(201);
    }

    private static void holdsToTheQuote(World world) throws Exception {
        JsonNode quote = world.post("/sale-quotes", "{\"meter\":\"" + world.serial(WIRE)
                + "\",\"currency\":\"USD\",\"amountMinor\":1000}").expect(200);
        String good = quote.get("quote").toString();
        world.post("/payments", payment(world, WIRE, 1_100, ",\"quote\":" + good)).refuses("QUOTE_CHANGED");
        world.post("/payments", payment(world, WIRE, 1_000, ",\"quote\":" + good.replace("\"Home\"", "\"House\"")))
                .refuses("QUOTE_OF_OTHER_TARIFF");
        world.post("/payments", payment(world, WIRE, 1_000, ",\"quote\":{\"tariff\":\"Home\",\"version\":1,"
                + "\"units\":1,\"moneyMinor\":1,\"walletMinor\":0,\"validUntil\":\"2020-01-01T00:00:00Z\"}"))
                .refuses("QUOTE_EXPIRED");
        String forEver = good.replaceAll("\"validUntil\":\"[^\"]*", "\"validUntil\":\"2099-01-01T00:00:00Z");
        world.post("/payments", payment(world, WIRE, 1_000, ",\"quote\":" + forEver)).refuses("MALFORMED");
        JsonNode sold = world.post("/payments", "q-1", payment(world, WIRE, 1_000, ",\"quote\":" + good)).expect(201);
        assertThat(sold.get("sale").get("lines")).isEqualTo(quote.get("lines"));
        JsonNode again = world.post("/payments", "q-1", payment(world, WIRE, 1_000, ",\"quote\":" + good)).expect(200);
        assertThat(again.get("paymentId")).isEqualTo(sold.get("paymentId"));
    }

    private static JsonNode fill(World world, int place, long minor) throws Exception {
        return world.post("/wallet-payments", payment(world, place, minor, "")).expect(201);
    }

    private static JsonNode pay(World world, int place, long minor) throws Exception {
        return world.post("/payments", payment(world, place, minor, "")).expect(201);
    }

    private static String payment(World world, int place, long minor, String more) {
        return "{\"meter\":\"" + world.serial(place) + "\",\"amountMinor\":" + minor
                + ",\"currency\":\"USD\",\"cashier\":\"Ama\"" + more + "}";
    }

    private static String conversion(World world, int place, String what) {
        return "{\"meter\":\"" + world.serial(place) + "\"," + what + ",\"person\":\"Ama\"}";
    }

    private static long line(JsonNode sale, String kind) {
        long sum = 0;
        for (JsonNode line : sale.get("lines")) {
            sum += line.get("kind").asText().equals(kind) ? line.get("amountMinor").asLong() : 0;
        }
        return sum;
    }

    private static String token(JsonNode bought) {
        return bought.get("tokens").get("token").asText().replace(" ", "");
    }

    private static long wallet(World world, int place) throws Exception {
        return world.get("/accounts/" + account(world, place) + "/wallet?currency=USD")
                .expect(200)
                .get("walletMinor")
                .asLong();
    }

    private static String account(World world, int place) throws Exception {
        return world.await("/meters/" + world.serial(place), body -> body.contains("account"))
                .at("/meter/account")
                .asText();
    }
}
