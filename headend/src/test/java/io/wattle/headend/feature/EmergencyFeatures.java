package io.wattle.headend.feature;

import static io.wattle.headend.feature.BalanceFeatures.balance;
import static io.wattle.headend.feature.BalanceFeatures.bring;
import static io.wattle.headend.feature.BalanceFeatures.meter;
import static io.wattle.headend.feature.BalanceFeatures.pay;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wattle.ledger.quantity.Unit;
import java.util.List;

/** E: credit before payment, and a little where credit runs out. */
final class EmergencyFeatures implements Features {
    private static final String TARIFF = """
            tariff: Homes with a balance here
            version: 1
            service: electricity
            currency: USD
            zone: UTC
            price: {flat: 0.20}
            emergency-credit: {units: 5, offered-at: 1, rate: 0.20}
            """;
    /** A price is rounded half up: so many units more at most are sold for the same money. */
    private static final long MORE = 25;

    @Override
    public List<Feature> rows() {
        return List.of(
                new Feature("F041", "emergency credit is lent from afar", EmergencyFeatures::lent),
                new Feature("F042", "a friendly overdraft is as large as the tariff says",
                        EmergencyFeatures::overdraft),
                new Feature("F043", "the next payment pays the overdraft back", EmergencyFeatures::paidBack),
                new Feature("F044", "a trickle is let through when credit runs out", EmergencyFeatures::limited),
                new Feature("F045", "who pays late has a little water before he is cut", EmergencyFeatures::trickle));
    }

    private static void lent(World world) throws Exception {
        String meter = withEmergency(world, "f041");
        lend(world, meter, 5_000).expect(201);
        assertThat(balance(world, meter).get("balance").asLong()).isBetween(4_000L, 4_000L + MORE);
        JsonNode report = world.await("/grants?kind=emergency&meter=" + meter, body -> body.contains("EMERGENCY"))
                .at("/grants/0");
        assertThat(report.get("actor").asText()).isEqualTo("Kofi");
        assertThat(report.get("amount").asLong()).isEqualTo(5_000);
        assertThat(world.text("/grants?format=csv&meter=" + meter)).startsWith("grantId,grantedAt,kind,")
                .contains(",EMERGENCY," + meter + ",5000,Wh,100,Kofi,MANUAL,api,");
        lentInMeter(world, 0);
        lentInMeter(world, 1);
    }

    /** Over the wire, or as a token; the meter's balance is its own. */
    private static void lentInMeter(World world, int place) throws Exception {
        if (!world.get("/tariffs").expect(200).toString().contains("Homes that borrow")) {
            world.activate(TARIFF.replace("Homes with a balance here", "Homes that borrow")
                    .replace("price:", "classes: [borrower]\nprice:")
                    .replace("offered-at: 1,", "offered-at: 1000000,"));
        }
        String account = "/accounts/" + world.account(place);
        world.put(account, "{\"customerClass\":\"borrower\",\"person\":\"Ama\"}").expect(201);
        String grant = lend(world, world.serial(place), 5_000).expect(201).get("grantId").asText();
        if (place == 1) {
            world.await("/payments/" + grant, body -> body.matches(".*([0-9]{4} ){4}[0-9]{4}.*"));
        } else {
            world.awaitProof(grant);
        }
        lend(world, world.serial(place), 1_000).refuses("EMERGENCY_LIMIT");
        pay(world, world.serial(place), 100); // what is owed
        assertThat(world.wattle("vend", "show", grant)).contains(grant, "5.000 kWh");
        assertThat(world.wattle("balance", "emergency", world.serial(place), "1", "kWh", "--person", "Kofi"))
                .matches("(?s).*is lent to meter " + world.serial(place) + " as E-(\\d+): entry \\1\\s*");
        pay(world, world.serial(place), 20);
        world.put(account, "{\"customerClass\":\"\",\"person\":\"Ama\"}").expect(201);
    }

    private static void overdraft(World world) throws Exception {
        String meter = withEmergency(world, "f042");
        lend(world, meter, 5_001).refuses("EMERGENCY_LIMIT");
        lend(world, meter, 3_000).expect(201);
        assertThat(balance(world, meter).get("emergencyOwedMinor").asLong()).isEqualTo(60);
        lend(world, meter, 1_000).refuses("EMERGENCY_NOT_NEEDED");
    }

    private static void paidBack(World world) throws Exception {
        String meter = withEmergency(world, "f043");
        lend(world, meter, 5_000).expect(201);
        pay(world, meter, 300);
        JsonNode balance = balance(world, meter);
        assertThat(balance.get("emergencyOwedMinor").asLong()).isZero();
        assertThat(balance.get("balance").asLong()).isBetween(14_000L, 14_000L + 2 * MORE);
    }

    /** Who lives on what was lent, or has next to nothing, gets half a kilowatt; whoever pays gets all again. */
    private static void limited(World world) throws Exception {
        stages(world);
        int place = 0;
        world.put("/accounts/" + world.account(place), "{\"customerClass\":\"thrifty\",\"person\":\"Ama\"}")
                .expect(201);
        trickles(world, place, "Wh", 18, 500); // 0.9 kWh
        assertThat(world.wattle("balance", "limits")).contains(world.serial(place));
        letsGo(world, place, 400, 10_000);
    }

    /** The balance of a real meter lives here from now on; so little is bought that its limiter is set. */
    private static void trickles(World world, int place, String unit, long minor, long perHour) throws Exception {
        String path = "/meters/" + world.serial(place);
        world.await(path, body -> body.contains("\"balanceValue\":"));
        world.post(path + "/server-balance", "{\"unit\":\"" + unit
                + "\",\"zone\":\"UTC\",\"setAside\":true,\"person\":\"Ama\"}").expect(201);
        pay(world, world.serial(place), minor);
        JsonNode balance = world.await(path + "/balance", body -> body.contains("\"answer\":\"ACCEPTED\""));
        assertThat(balance.at("/limit/perHour").asLong()).isEqualTo(perHour);
        assertThat(world.limitOf(place)).isEqualTo(perHour);
    }

    private static void letsGo(World world, int place, long minor, long normal) throws Exception {
        pay(world, world.serial(place), minor);
        world.await("/meters/" + world.serial(place) + "/balance", body -> !body.contains("\"limit\":{"));
        assertThat(world.limitOf(place)).isEqualTo(normal);
    }

    private static void stages(World world) throws Exception {
        String meter = meter(world, "f044", Unit.WATT_HOUR, "Wh");
        world.put("/accounts/of-f044", "{\"customerClass\":\"thrifty\",\"person\":\"Ama\"}").expect(201);
        world.activate(TARIFF.replace("Homes with", "Thrift with").replace("price:", "classes: [thrifty]\nprice:")
                + "flow-restriction: {below: 1, per-hour: 0.5}\n");
        pay(world, meter, 200);
        assertThat(balance(world, meter).get("stage").asText()).isEqualTo("NORMAL");
        bring(world, meter, "2026-01-04T13:00:00Z", 9_500, "actual");
        assertThat(balance(world, meter).get("stage").asText()).isEqualTo("LIMITED");
        assertThat(balance(world, meter).get("limitPerHour").asLong()).isEqualTo(500);
        bring(world, meter, "2026-01-04T14:00:00Z", 10_500, "actual");
        assertThat(balance(world, meter).get("stage").asText()).isEqualTo("EMPTY");
        lend(world, meter, 5_000).expect(201);
        assertThat(balance(world, meter).get("stage").asText()).isEqualTo("LIMITED");
        pay(world, meter, 400);
        assertThat(balance(world, meter).get("stage").asText()).isEqualTo("NORMAL");
    }

    private static void trickle(World world) throws Exception {
        world.activate("""
                tariff: Water with a trickle
                version: %d
                service: water
                currency: USD
                zone: UTC
                price: {flat: 1.00}
                flow-restriction: {below: 0.1, per-hour: 0.01}
                """.formatted(world.get("/tariffs").expect(200).get("tariffs").size() + 1));
        String name = "trickle" + world.get("/tariffs").expect(200).get("tariffs").size();
        String meter = meter(world, name, Unit.LITRE, "l");
        pay(world, meter, 100);
        bring(world, meter, "2026-01-04T13:00:00Z", 950, "actual");
        JsonNode little = balance(world, meter);
        assertThat(little.get("stage").asText()).isEqualTo("LIMITED");
        assertThat(little.get("limitPerHour").asLong()).isEqualTo(10);
        bring(world, meter, "2026-01-04T14:00:00Z", 1_000 + MORE, "actual");
        assertThat(balance(world, meter).get("stage").asText()).isEqualTo("EMPTY");

        int place = 4;
        trickles(world, place, "l", 9, 10); // 90 l
        letsGo(world, place, 400, 3_000);
    }

    /** Ten kWh bought and eleven used; the tariff lends five. */
    private static String withEmergency(World world, String name) throws Exception {
        if (!world.get("/tariffs").expect(200).toString().contains("Homes with a balance here")) {
            world.activate(TARIFF);
        }
        String meter = meter(world, name, Unit.WATT_HOUR, "Wh");
        pay(world, meter, 200);
        bring(world, meter, "2026-01-04T13:00:00Z", 11_000, "actual");
        return meter;
    }

    private static World.Answer lend(World world, String meter, long units) throws Exception {
        return world.post("/meters/" + meter + "/emergency-credit",
                "{\"amount\":" + units + ",\"unit\":\"Wh\",\"person\":\"Kofi\"}");
    }
}
