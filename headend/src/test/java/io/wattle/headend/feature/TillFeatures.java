package io.wattle.headend.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wattle.ledger.card.CardSerial;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** I: point of sale; and of F what is done there with prepaid cards. "manager" supervises, each row has its own cashier. */
final class TillFeatures implements Features {
    /** Far from where other areas order cards. */
    private static final int FIRST_SERIAL = 600_000;
    /** Of the clock of a world, in UTC. */
    private static final String DAY = "2026-01-05";

    private static final String TARIFF = """
            tariff: Plain
            version: 1
            service: electricity
            currency: USD
            zone: UTC
            price: {flat: 0.20}
            """;

    @Override
    public List<Feature> rows() {
        return List.of(
                new Feature("F060", "cards are activated by a manager, and by no cashier", TillFeatures::manager),
                new Feature("F066", "a buyer gives his name, or pays cash without one", TillFeatures::buyers),
                new Feature("F068", "the cashier takes the money at activation, into his shift", TillFeatures::cards),
                new Feature("F106", "a point of sale sells directly", TillFeatures::pointOfSale),
                new Feature("F107", "the customer gets a receipt", TillFeatures::receipt),
                new Feature("F108", "a day is reconciled by cashier, vendor and tender", TillFeatures::reconciled),
                new Feature("F108", "money taken and paid out on accounts is counted in the drawer",
                        TillFeatures::accounts),
                new Feature("F108", "nobody is called as the vault is, and no tender passes without a shift",
                        TillFeatures::names),
                new Feature("F109", "the utility's own vending costs no vendor's fee", TillFeatures::noFee),
                new Feature("F110", "quick pay: buttons for each way to pay", TillFeatures::quickPay),
                new Feature("F111", "quick pay in cash is a payment that names nothing else", TillFeatures::quickCash),
                new Feature("F112", "all sales are final, but for a privileged reversal", TillFeatures::allFinal));
    }

    private static void manager(World world) throws Exception {
        String serial = card(world, 0);
        String shift = shift(world, "Cora", null);
        activate(world, serial, "cash", "Cora", "Cora", shift).refuses("ACTIVATION_NOT_ALLOWED");
        activate(world, serial, "cash", "Cora", "manager", shift).expect(201);
    }

    private static void buyers(World world) throws Exception {
        String first = card(world, 1);
        String second = card(world, 2);
        String shift = shift(world, "Cyril", null);
        activate(world, first, "Mrs Mensah", "Cyril", "manager", shift).expect(201);
        activate(world, second, "cash", "Cyril", "manager", shift).expect(201);
        String body = world.await("/cards/" + first + "/events", answer -> answer.contains("ACTIVATED")).toString();
        assertThat(body).contains("Mrs Mensah");
    }

    private static void cards(World world) throws Exception {
        String serial = card(world, 3);
        String shift = shift(world, "Carla", null);
        activate(world, serial, "cash", "Carla", "manager", shift).expect(201);
        assertThat(line(world, shift, "CASH").get("takenMinor").asLong()).isEqualTo(2_000);
    }

    private static void pointOfSale(World world) throws Exception {
        String shift = shift(world, "Pia", null);
        JsonNode sold = sell(world, 1, "Pia", shift, "cash", 200, "").expect(201);
        assertThat(sold.get("units").asLong()).isPositive();
        world.awaitProof(sold.get("paymentId").asText());
    }

    private static void receipt(World world) throws Exception {
        String shift = shift(world, "Rita", null);
        String id = sell(world, 3, "Rita", shift, "cash", 200, "").expect(201).get("paymentId").asText();
        assertThat(world.await("/payments/" + id + "/receipt", body -> body.contains("lines")).get("lines").toString())
                .contains("2.00 USD", world.serial(3), "Rita", "cash, " + shift, "Wallet 0.00 USD before");
        world.activate(TARIFF.replace("Plain", "Invoiced").replace("price:", "classes: [invoiced]\nprice:")
                + "taxes: [{name: VAT, percent: 16}]\n");
        world.put("/accounts/" + world.account(3), "{\"customerClass\":\"invoiced\",\"person\":\"Ann\"}").expect(201);
        String taxed = sell(world, 3, "Rita", shift, "cheque", 232, ",\"reference\":\"N-9\"").expect(201)
                .get("paymentId")
                .asText();
        assertThat(world.await("/payments/" + taxed + "/receipt", body -> body.contains("VAT")).get("lines").toString())
                .contains("Tariff Invoiced, version 1", "10.000 kWh x 0.20: 2.00 USD", "tax VAT, 16 %: 0.32 USD",
                        "cheque N-9, " + shift, "Wallet 0.00 USD before, 0.00 USD after");
    }

    private static void reconciled(World world) throws Exception {
        vendor(world, "Kiosk", 5_000);
        String shift = shift(world, "Reg", null);
        String kiosk = shift(world, "Kim", "Kiosk");
        sell(world, 0, "Reg", shift, "cash", 300, "").expect(201);
        sell(world, 0, "Reg", shift, "cheque", 400, ",\"reference\":\"C-77\"").expect(201);
        sell(world, 0, "Kim", kiosk, "cash", 1_000, "").expect(201);
        end(world, shift, "close", "Reg", "declared", 300).expect(201);
        end(world, shift, "count", "manager", "counted", 290).expect(201);
        JsonNode report = world.get("/till-reports/" + DAY).expect(200);
        assertThat(report.get("agrees").asBoolean()).as(report.toString()).isTrue();
        assertThat(line(world, shift, "CASH").get("differenceMinor").asLong()).isEqualTo(-10);
        assertThat(line(world, shift, "CHEQUE").get("differenceMinor").asLong()).isEqualTo(-400);
        assertThat(line(world, kiosk, "CASH").get("commissionMinor").asLong()).isEqualTo(25);
        assertThat(report.get("totals").findValuesAsText("name")).contains("Reg", "Kim", "Kiosk", DAY);
    }

    private static void accounts(World world) throws Exception {
        String shift = shift(world, "Dora", null);
        world.put("/accounts/T-1", "{\"person\":\"Ann\"}").expect(201);
        String move = "{\"move\":\"%s\",\"amountMinor\":%d,\"currency\":\"USD\",\"reason\":\"asked\",\"person\":\"Dora\"%s}";
        String inShift = ",\"shift\":\"" + shift + "\",\"tender\":\"cash\"";
        world.post("/accounts/T-1/money", move.formatted("DEPOSIT_TAKEN", 500, inShift)).expect(201);
        world.post("/accounts/T-1/money", move.formatted("DEPOSIT_REFUNDED", 200, inShift)).expect(201);
        assertThat(line(world, shift, "CASH").get("receivedMinor").asLong()).isEqualTo(500);
        assertThat(line(world, shift, "CASH").get("paidOutMinor").asLong()).isEqualTo(200);
        world.post("/accounts/T-1/money", move.formatted("DEPOSIT_TAKEN", 70, "")).expect(201);
        world.post("/accounts/T-1/money", move.formatted("DEPOSIT_REFUNDED", 30, "")).expect(201);
        JsonNode others = world.get("/till-reports/" + DAY).expect(200).get("withoutShift");
        assertThat(others.toString()).as("in and out stand apart").contains("\"takenMinor\":70,\"paidOutMinor\":30");
    }

    private static void names(World world) throws Exception {
        String plain = "{\"meter\":\"" + world.serial(2)
                + "\",\"amountMinor\":100,\"currency\":\"USD\",\"cashier\":\"Ann\"%s}";
        world.post("/payments", plain.formatted(",\"channel\":\"CASH/VAULT\"")).refuses("MALFORMED");
        world.post("/payments", plain.formatted(",\"channel\":\"CASH/SHIFT-1\"")).refuses("MALFORMED");
        for (String more : List.of(",\"tender\":\"cheque\"", ",\"reference\":\"4111111111111111\"")) {
            World.Answer refused = world.post("/payments", plain.formatted(more));
            refused.refuses("MALFORMED");
            assertThat(refused.body().toString()).doesNotContain("4111111111111111");
        }
        String serial = card(world, 4);
        String ticket = world.post("/card-verifications", "{\"first\":\"" + serial + "\"}")
                .expect(200)
                .get("ticket")
                .asText();
        world.post("/card-activations", """
                {"first":"%s","ticket":"%s","buyer":"cash","tender":"cash","cashier":"VAULT","person":"manager"}"""
                .formatted(serial, ticket)).refuses("MALFORMED");
        JsonNode report = world.get("/till-reports/" + DAY).expect(200);
        assertThat(report.get("agrees").asBoolean()).isTrue();
        assertThat(report.get("withoutShift").toString()).doesNotContain("VAULT");
    }

    private static void noFee(World world) throws Exception {
        String shift = shift(world, "Nia", null);
        JsonNode own = sell(world, 0, "Nia", shift, "cash", 200, "").expect(201);
        JsonNode line = line(world, shift, "CASH");
        assertThat(line.get("commissionMinor").asLong()).isZero();
        vendor(world, "Corner shop", 1_000);
        JsonNode vendors = sell(world, 0, "Cleo", shift(world, "Cleo", "Corner shop"), "cash", 200, "").expect(201);
        assertThat(own.get("units").asLong()).as("nor does a vendor's cost the customer more")
                .isEqualTo(vendors.get("units").asLong());
    }

    private static void quickPay(World world) throws Exception {
        String shift = shift(world, "Quinn", null);
        for (String tender : List.of("cash", "cheque", "bank_transfer", "mobile_money", "credit_card")) {
            sell(world, 2, "Quinn", shift, tender, 100,
                    tender.equals("cash") ? "" : ",\"reference\":\"R-" + tender + "\"").expect(201);
        }
        sell(world, 2, "Quinn", shift, "prepaid_card", 100, ",\"reference\":\"card\"").refuses("TENDER_NOT_ALLOWED");
        sell(world, 2, "Quinn", shift, "credit_card", 100, ",\"reference\":\"4111111111111111\"")
                .refuses("REFERENCE_IS_CARD_NUMBER");
        assertThat(line(world, shift, "MOBILE_MONEY").get("takenMinor").asLong()).isEqualTo(100);
        assertThat(world.get("/options?person=Quinn").expect(200).get("quickPay").toString()).isEqualTo(
                "[\"cash\",\"cheque\",\"bank_transfer\",\"mobile_money\",\"credit_card\"]");
        try (UndecidedUtility other = UndecidedUtility.open(world)) {
            other.hasButtons("Quinn", "[]"); // he has no shift there, and must have one
            other.hasShift("Quinn");
            other.hasButtons("Quinn", "[\"cash\",\"mobile_money\"]");
        }
    }

    private static void quickCash(World world) throws Exception {
        String shift = shift(world, "Cash", null);
        world.post("/payments",
                "{\"meter\":\"%s\",\"amountMinor\":150,\"currency\":\"USD\",\"cashier\":\"Cash\",\"shift\":\"%s\"}"
                        .formatted(world.serial(0), shift))
                .expect(201);
        assertThat(line(world, shift, "CASH").get("takenMinor").asLong()).isEqualTo(150);
    }

    private static void allFinal(World world) throws Exception {
        String shift = shift(world, "Finn", null);
        String proved = sell(world, 1, "Finn", shift, "cash", 200, "").expect(201).get("paymentId").asText();
        world.awaitProof(proved);
        reverse(world, proved, "manager").refuses("SALE_PROVED");
        world.activate(TARIFF); // without one nothing is kept in a wallet
        String waiting = world.post("/wallet-payments", """
                {"meter":"%s","amountMinor":300,"currency":"USD","cashier":"Finn","shift":"%s","tender":"cash"}"""
                .formatted(world.serial(3), shift)).expect(201).get("paymentId").asText();
        reverse(world, waiting, "Finn").refuses("NOT_A_SUPERVISOR");
        assertThat(reverse(world, waiting, "manager").expect(201).get("refundMinor").asLong()).isEqualTo(300);
        reverse(world, waiting, "manager").refuses("SALE_REVERSED");
        assertThat(line(world, shift, "CASH").get("reversedMinor").asLong()).isEqualTo(300);
    }

    private static World.Answer reverse(World world, String payment, String person) throws Exception {
        return world.post("/payments/" + payment + "/reversal",
                "{\"person\":\"" + person + "\",\"reason\":\"typed wrongly\"}");
    }

    private static String shift(World world, String cashier, @Nullable String vendor)
            throws Exception {
        return world.post("/shifts",
                "{\"person\":\"%s\",\"cashier\":\"%s\",\"till\":\"Till of %s\"%s,\"money\":[{\"currency\":\"USD\"}]}"
                        .formatted(vendor == null ? "manager" : cashier, cashier, cashier,
                                vendor == null ? "" : ",\"vendor\":\"" + vendor + "\""))
                .expect(201)
                .get("shiftId")
                .asText();
    }

    private static World.Answer sell(World world, int place, String cashier, String shift, String tender, long minor,
            String more) throws Exception {
        return world.post("/payments", """
                {"meter":"%s","amountMinor":%d,"currency":"USD","cashier":"%s","shift":"%s","tender":"%s"%s}"""
                .formatted(world.serial(place), minor, cashier, shift, tender, more));
    }

    private static World.Answer end(World world, String shift, String how, String person, String field, long cash)
            throws Exception {
        return world.post("/shifts/" + shift + "/" + how,
                "{\"person\":\"%s\",\"%s\":[{\"tender\":\"cash\",\"currency\":\"USD\",\"amountMinor\":%d}]}"
                        .formatted(person, field, cash));
    }

    private static void vendor(World world, String name, long minor) throws Exception {
        world.post("/vendors", "{\"person\":\"manager\",\"vendor\":\"" + name + "\",\"commissionBasisPoints\":250}")
                .expect(201);
        world.post("/vendors/" + name.replace(" ", "%20") + "/top-ups",
                "{\"person\":\"manager\",\"amountMinor\":" + minor + ",\"currency\":\"USD\",\"tender\":\"cash\"}")
                .expect(201);
    }

    /** Of the report of the day; fails unless that agrees with the journal. */
    private static JsonNode line(World world, String shift, String tender) throws Exception {
        JsonNode report = world.get("/till-reports/" + DAY).expect(200);
        assertThat(report.get("agrees").asBoolean()).as(report.toString()).isTrue();
        for (JsonNode line : report.get("lines")) {
            if (line.get("shiftId").asText().equals(shift) && line.get("tender").asText().equals(tender)) {
                return line;
            }
        }
        throw new AssertionError("no line of " + shift + " for " + tender + " in " + report);
    }

    /** A printed card of 20.00 USD. */
    private static String card(World world, int number) throws Exception {
        String batch = "till-" + number;
        world.post("/card-batches", """
                {"batchId":"%s","purchaseOrder":"PO-9","denominationMinor":2000,"currency":"USD","count":1,
                 "alphabet":"numeric","numberLength":19,"firstNumber":%d,"person":"Ann"}"""
                .formatted(batch, FIRST_SERIAL + number)).expect(201);
        world.post("/card-batches/" + batch + "/export", "{\"person\":\"Ann\"}").expect(200);
        return new CardSerial(FIRST_SERIAL + number).text();
    }

    private static World.Answer activate(World world, String serial, String buyer, String cashier, String person,
            String shift) throws Exception {
        String ticket = world.post("/card-verifications", "{\"first\":\"" + serial + "\"}")
                .expect(200)
                .get("ticket")
                .asText();
        return world.post("/card-activations", """
                {"first":"%s","ticket":"%s","buyer":"%s","tender":"cash","cashier":"%s","person":"%s","shift":"%s"}"""
                .formatted(serial, ticket, buyer, cashier, person, shift));
    }
}
