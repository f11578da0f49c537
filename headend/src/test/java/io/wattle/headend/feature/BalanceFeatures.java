package io.wattle.headend.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wattle.ledger.quantity.Unit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** B: consumption from readings, and balances that live here. */
final class BalanceFeatures implements Features {
    private static final String NOON = "2026-01-04T12:00:00Z";

    @Override
    public List<Feature> rows() {
        return List.of(
                new Feature("F004", "a balance lives here or in the meter, meter by meter", BalanceFeatures::modes),
                new Feature("F014", "a meter that counts down its own balance is mirrored here",
                        BalanceFeatures::mirrored),
                new Feature("F015", "readings are brought once, however often the list is",
                        BalanceFeatures::broughtOnce),
                new Feature("F016", "each deduction is tied to its two readings, and put right by another",
                        BalanceFeatures::deductions),
                new Feature("F017", "a balance in kWh is deducted from without conversion", BalanceFeatures::units),
                new Feature("F018", "usage of a balance in money is priced by the tariff", BalanceFeatures::money),
                new Feature("F019", "a profile grows, and it is said what is used before", BalanceFeatures::profile),
                new Feature("F020", "a balance is low by the days that it lasts", BalanceFeatures::days),
                new Feature("F021", "the day of disconnection is foreseen", BalanceFeatures::foreseen));
    }

    private static void modes(World world) throws Exception {
        String here = meter(world, "f004", Unit.WATT_HOUR, "USD");
        balance(world, here);
        assertThat(world.get("/meters/" + here + "/premises").expect(200).path("balanceMode").asText())
                .isEqualTo("SERVER");
        world.put("/meters/" + here + "/premises", "{\"balanceMode\":\"METER\",\"person\":\"Ama\"}")
                .refuses("BALANCE_ON_SERVER");
        world.put("/meters/" + world.serial(1) + "/premises", "{\"balanceMode\":\"SERVER\",\"person\":\"Ama\"}")
                .refuses("BALANCE_IN_METER");
        world.get("/meters/" + world.serial(1) + "/balance").refuses("NOT_FOUND");
        world.await("/meters/" + world.serial(1), body -> body.contains("\"balanceValue\""));
        world.post("/meters/" + world.serial(1) + "/server-balance", "{\"unit\":\"USD\",\"person\":\"Ama\"}")
                .refuses("BALANCE_IN_METER");
    }

    /** What was used is off the balance that is shown here, Wh by Wh. */
    private static void mirrored(World world) throws Exception {
        String path = "/meters/" + world.serial(3);
        JsonNode first = world.await(path, body -> body.matches(".*\"balanceValue\":-?[0-9].*"));
        JsonNode later = world.await(path,
                body -> !body.contains("\"registerValue\":" + first.at("/meter/registerValue").asLong() + ","));
        long used = later.at("/meter/registerValue").asLong() - first.at("/meter/registerValue").asLong();
        assertThat(used).isPositive();
        assertThat(first.at("/meter/balanceValue").asLong() - later.at("/meter/balanceValue").asLong())
                .isEqualTo(used);
    }

    private static void broughtOnce(World world) throws Exception {
        String meter = meter(world, "f015", Unit.WATT_HOUR, "USD");
        JsonNode first = bring(world, meter, "2026-01-04T13:00:00Z", 1_000, "estimated");
        assertThat(first.get("taken").asInt()).isEqualTo(1);
        JsonNode again = bring(world, meter, "2026-01-04T13:00:00Z", 1_000, "estimated");
        assertThat(again.get("known").asInt()).isEqualTo(1);
        bring(world, meter, "2026-01-04T13:30:00Z", 2_000, "actual");
        JsonNode other = bring(world, meter, "2026-01-04T13:30:00Z", 2_500, "actual");
        assertThat(other.at("/refused/0/reason").asText()).isEqualTo("READING_CONTRADICTS");
        Path file = Files.writeString(world.folder.resolve("readings.csv"), """
                meter,takenAt,register,unit,quality
                f015,2026-01-04T14:00:00Z,3000,Wh,actual
                f015,2026-01-04T15:00:00Z,4000,Wh,actual
                """);
        assertThat(world.wattle("readings", file.toString(), "--person", "Ama")).contains("2 taken, 0 known before");
        assertThat(world.wattle("readings", file.toString(), "--person", "Ama")).contains("0 taken, 2 known before");
        assertThat(balance(world, meter).get("balance").asLong()).isEqualTo(-80);
        polled(world);
    }

    /** What the head-end reads itself takes the same way. */
    private static void polled(World world) throws Exception {
        String path = "/meters/" + world.serial(2);
        world.await(path, body -> body.contains("\"balanceValue\":"));
        world.post(path + "/server-balance", "{\"unit\":\"USD\",\"zone\":\"UTC\",\"setAside\":true,\"person\":\"Ama\"}")
                .expect(201);
        world.await(path + "/deductions", body -> body.contains("\"consumed\":"));
    }

    private static void deductions(World world) throws Exception {
        String meter = meter(world, "f016", Unit.WATT_HOUR, "USD");
        bring(world, meter, "2026-01-04T13:00:00Z", 9_000, "actual");
        bring(world, meter, "2026-01-04T13:00:00Z", 900, "corrected");
        assertThat(balance(world, meter).get("balance").asLong()).isEqualTo(-18);
        JsonNode rows = world.await("/meters/" + meter + "/deductions", body -> body.contains("\"consumed\":900,"))
                .get("deductions");
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).get("fromRegister").asLong()).isZero();
        assertThat(rows.get(0).get("toRegister").asLong()).isEqualTo(900);
        assertThat(rows.get(1).get("reversedIn").asLong()).isPositive();
    }

    private static void units(World world) throws Exception {
        String meter = meter(world, "f017", Unit.WATT_HOUR, "Wh");
        pay(world, meter, 200);
        bring(world, meter, "2026-01-04T13:00:00Z", 1_234, "actual");
        JsonNode balance = balance(world, meter);
        assertThat(balance.get("unit").asText()).isEqualTo("Wh");
        assertThat(balance.get("balance").asLong()).isEqualTo(10_000 - 1_234);
    }

    private static void money(World world) throws Exception {
        String meter = meter(world, "f018", Unit.WATT_HOUR, "USD");
        pay(world, meter, 1_000);
        bring(world, meter, "2026-01-04T13:00:00Z", 10_000, "actual");
        assertThat(balance(world, meter).get("balance").asLong()).isEqualTo(1_000 - 200);
        versions(world);
    }

    /** Each kWh by the version that is in force when it is used. */
    private static void versions(World world) throws Exception {
        String meter = meter(world, "f018v", Unit.WATT_HOUR, "USD");
        world.put("/accounts/of-f018v", "{\"customerClass\":\"timed\",\"person\":\"Ama\"}").expect(201);
        world.activate("""
                tariff: Timed
                version: 1
                service: electricity
                currency: USD
                zone: UTC
                classes: [timed]
                price: {flat: 1.00}
                minimum-charge: {amount: 50.00}
                """);
        Instant since = Instant.parse(world.get("/tariffs/Timed/1").expect(200).get("since").asText());
        bring(world, meter, since.toString(), 1_000, "actual");
        assertThat(balance(world, meter).get("balance").asLong()).as("before it was in force").isEqualTo(-20);
        bring(world, meter, since.plusSeconds(1).toString(), 2_000, "actual");
        assertThat(balance(world, meter).get("balance").asLong()).isEqualTo(-20 - 100);
    }

    private static void profile(World world) throws Exception {
        String meter = meter(world, "f019", Unit.WATT_HOUR, "Wh");
        pay(world, meter, 200);
        assertThat(balance(world, meter).get("basis").asText()).isIn("NOTHING", "SERVICE_MEAN");
        bring(world, meter, "2026-01-05T13:00:00Z", 2_500, "actual");
        JsonNode balance = balance(world, meter);
        assertThat(balance.get("basis").asText()).isEqualTo("OWN_MEAN");
        assertThat(balance.get("unitsPerDay").asLong()).isEqualTo(2_400); // 25 hours of 100
    }

    private static void days(World world) throws Exception {
        String meter = meter(world, "f020", Unit.WATT_HOUR, "Wh");
        pay(world, meter, 200);
        bring(world, meter, "2026-01-05T12:00:00Z", 2_000, "actual");
        assertThat(balance(world, meter).get("stage").asText()).isEqualTo("NORMAL"); // 8 kWh for 4 days
        world.post("/meters/" + meter + "/warning-days", "{\"days\":5,\"person\":\"Ama\"}").expect(201);
        assertThat(balance(world, meter).get("stage").asText()).isEqualTo("LOW");
        String other = meter(world, "f020a", Unit.WATT_HOUR, "Wh");
        pay(world, other, 200);
        bring(world, other, "2026-01-05T12:00:00Z", 2_000, "actual");
        long told = warnings(world, other);
        world.put("/accounts/of-f020a", "{\"thresholdDays\":5,\"person\":\"Ama\"}").expect(201);
        assertThat(balance(world, other).get("stage").asText()).as("as the customer has it").isEqualTo("LOW");
        bring(world, other, "2026-01-05T13:00:00Z", 2_100, "actual");
        world.await("/meters/" + other, _ -> warnings(world, other) > told); // and he is told so
    }

    private static long warnings(World world, String meter) {
        return world.explain(meter).lines().filter(line -> line.contains("the customer was warned")).count();
    }

    private static void foreseen(World world) throws Exception {
        String meter = meter(world, "f021", Unit.WATT_HOUR, "Wh");
        pay(world, meter, 200);
        bring(world, meter, "2026-01-05T12:00:00Z", 2_000, "actual");
        JsonNode balances = world.get("/accounts/of-f021/forecast").expect(200).get("balances");
        assertThat(balances.get(0).get("daysLeft").asInt()).isEqualTo(4);
        // 8 kWh at 2 kWh a day, from now on
        assertThat(Instant.parse(balances.get(0).get("disconnectionForecast").asText()))
                .isBetween(Instant.parse("2026-01-09T17:00:00Z"), Instant.parse("2026-01-10T17:00:00Z"));
    }

    /** A register that stands at zero; its balance lives here. */
    static String meter(World world, String name, Unit register, String unit) throws Exception {
        world.put("/accounts/of-" + name, "{\"person\":\"Ama\"}").expect(201);
        world.post("/meter-registrations", "{\"meter\":\"" + name + "\",\"account\":\"of-" + name
                + "\",\"service\":\"" + (register.equals(Unit.LITRE) ? "WATER" : "ELECTRICITY")
                + "\",\"person\":\"Ama\"}").expect(201);
        world.post("/meters/" + name + "/server-balance",
                "{\"unit\":\"" + unit + "\",\"zone\":\"UTC\",\"person\":\"Ama\"}").expect(201);
        bring(world, name, NOON, 0, "actual");
        return name;
    }

    static JsonNode bring(World world, String meter, String at, long register, String quality)
            throws Exception {
        String unit = meter.startsWith("trickle") ? "l" : "Wh";
        return world.post("/readings", "{\"person\":\"Ama\",\"readings\":[{\"meter\":\"" + meter
                + "\",\"takenAt\":\"" + at + "\",\"register\":" + register + ",\"unit\":\"" + unit
                + "\",\"quality\":\"" + quality + "\"}]}").expect(200);
    }

    static void pay(World world, String meter, long minor) throws Exception {
        world.post("/payments", "{\"meter\":\"" + meter + "\",\"amountMinor\":" + minor
                + ",\"currency\":\"USD\",\"cashier\":\"Ama\"}").expect(201);
    }

    static JsonNode balance(World world, String meter) throws Exception {
        return world.get("/meters/" + meter + "/balance").expect(200);
    }
}
