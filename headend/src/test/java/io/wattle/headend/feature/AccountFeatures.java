package io.wattle.headend.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wattle.headend.TestSystem;
import java.util.List;

/** L: accounts and what belongs to them. Each row opens accounts of its own; a meter that was sold to is given to nobody else. */
final class AccountFeatures implements Features {
    private static final String CLUB = """
            tariff: Clubs
            version: 1
            service: electricity
            currency: USD
            zone: Africa/Nairobi
            classes: [club]
            price: {flat: 1.00}
            discounts: [{name: founder, percent: 50, by-agreement: yes}]
            """;

    @Override
    public List<Feature> rows() {
        return List.of(
                new Feature("F121", "an account's profile is edited", AccountFeatures::profile),
                new Feature("F122", "what a person sees is what he may do", AccountFeatures::options),
                new Feature("F123", "customer, location, meter and tariff of an account are seen at a glance",
                        AccountFeatures::view),
                new Feature("F120", "the page of an account has the tariff at a glance", AccountFeatures::tariff),
                new Feature("F124", "a master account manages individual ones", AccountFeatures::master),
                new Feature("F125", "changing a master changes no other account", AccountFeatures::related),
                new Feature("F126", "synchronising pushes what was chosen, as it was previewed", AccountFeatures::push),
                new Feature("F127", "preferences and discounts of a customer are edited, and sell",
                        AccountFeatures::discounts),
                new Feature("F128", "a Loc ID is used like an account number", AccountFeatures::location),
                new Feature("F129", "an address that differs is warned of", AccountFeatures::address),
                new Feature("F130", "a meter serial is used like an account number", AccountFeatures::serial),
                new Feature("F131", "a meter's technology, brand or network is kept", AccountFeatures::com),
                new Feature("F132", "nothing is sold for a meter whose vending is disabled", AccountFeatures::vending));
    }

    private static void options(World world) throws Exception {
        assertThat(world.get("/options?person=manager").expect(200).path("options").toString())
                .contains("activate-cards", "sell");
        assertThat(world.get("/options?person=Ann").expect(200).path("options").toString()).contains("sell")
                .doesNotContain("activate-cards", "reverse-sale");
    }

    private static void profile(World world) throws Exception {
        person(world, "P-1");
        save(world, "P-2",
                ",\"customer\":\"P-1\",\"language\":\"fr\",\"contactFrequency\":\"WEEKLY\",\"thresholdDays\":5");
        save(world, "P-2", ",\"thresholdDays\":9");
        JsonNode terms = world.get("/accounts/P-2").expect(200).path("terms");
        assertThat(terms.path("thresholdDays").asInt()).isEqualTo(9);
        assertThat(terms.path("language").asText()).as("what is not named stays").isEqualTo("fr");
        assertThat(terms.path("contactFrequency").asText()).isEqualTo("WEEKLY");
        assertThat(world.await("/customers/P-1", said -> said.contains("Ada Lovelace")).toString())
                .contains("Ada Lovelace", "+44 7700 900123", "ada@example.org", "likes engines");
    }

    private static void view(World world) throws Exception {
        person(world, "V-1");
        save(world, "V-0", "");
        save(world, "V-2", ",\"customer\":\"V-1\",\"master\":\"V-0\",\"customerClass\":\"club\"");
        world.put("/locations/V-L", "{\"address\":\"1 Road\",\"person\":\"Ann\"}").expect(201);
        world.put(meter(world, 3) + "/premises", "{\"location\":\"V-L\",\"person\":\"Ann\"}").expect(201);
        assign(world, 3, "V-2");
        world.await("/accounts/V-2", said -> said.contains("Ada Lovelace"));
        JsonNode account = world.get("/accounts/V-2").expect(200);
        assertThat(account.path("customer").asText()).isEqualTo("V-1");
        assertThat(account.path("customerName").asText()).isEqualTo("Ada Lovelace");
        JsonNode place = account.path("places").path(0);
        assertThat(place.path("meter").asText()).isEqualTo(world.serial(3));
        assertThat(place.path("location").asText()).isEqualTo("V-L");
        assertThat(place.path("service").asText()).isEqualTo("ELECTRICITY");
        assertThat(world.get("/options?person=Ann").expect(200).path("quickPay").toString()).contains("cash");
        assertThat(account.path("master").asText()).isEqualTo("V-0");
        assertThat(account.path("meters").path(0).asText()).isEqualTo(world.serial(3));
        assertThat(world.get("/locations/V-L").expect(200).path("meters").path(0).asText())
                .isEqualTo(world.serial(3));
    }

    private static void tariff(World world) throws Exception {
        world.activate(CLUB.replace("Clubs", "Lodges").replace("club", "lodge"));
        save(world, "V-9", ",\"customerClass\":\"lodge\"");
        world.post("/meter-registrations",
                "{\"meter\":\"v9\",\"account\":\"V-9\",\"service\":\"ELECTRICITY\",\"person\":\"Ann\"}").expect(201);
        JsonNode account = world.get("/accounts/V-9").expect(200);
        assertThat(account.path("tariffs").path(0).path("tariff").asText()).isEqualTo("Lodges");
        assertThat(account.path("tariffs").path(0).path("overview").toString()).contains("1.00 USD a kWh", "founder");
    }

    private static void master(World world) throws Exception {
        save(world, "M-0", "");
        save(world, "M-1", ",\"master\":\"M-0\"");
        save(world, "M-2", ",\"master\":\"M-0\"");
        assertThat(world.get("/accounts/M-0").expect(200).path("members").toString()).isEqualTo("[\"M-1\",\"M-2\"]");
        world.put("/accounts/M-3", "{\"master\":\"M-1\",\"person\":\"Ann\"}").refuses("MASTER_NOT_ALLOWED");
    }

    private static void related(World world) throws Exception {
        save(world, "R-0", ",\"customerClass\":\"shop\"");
        save(world, "R-1", ",\"master\":\"R-0\",\"customerClass\":\"shop\"");
        save(world, "R-0", ",\"customerClass\":\"farm\"");
        assertThat(customerClass(world, "R-1")).isEqualTo("shop");
        save(world, "R-1", ",\"master\":\"R-0\",\"customerClass\":\"home\"");
        assertThat(customerClass(world, "R-0")).isEqualTo("farm");
    }

    private static void push(World world) throws Exception {
        save(world, "S-0", ",\"customerClass\":\"farm\",\"language\":\"fr\"");
        save(world, "S-1", ",\"master\":\"S-0\",\"customerClass\":\"home\",\"language\":\"en\"");
        String fields = "{\"fields\":[\"CUSTOMER_CLASS\"]";
        JsonNode seen = world.post("/accounts/S-0/synchronisation-preview", fields + "}").expect(200);
        assertThat(seen.path("differences").path(0).path("becomes").asText()).isEqualTo("farm");
        world.post("/accounts/S-0/synchronisation", fields + ",\"digest\":\"" + seen.path("digest").asText()
                + "\",\"person\":\"Ann\"}").expect(201);
        JsonNode terms = world.get("/accounts/S-1").expect(200).path("terms");
        assertThat(terms.path("customerClass").asText()).isEqualTo("farm");
        assertThat(terms.path("language").asText()).isEqualTo("en");
        assertThat(world.journal()
                .lines()
                .filter(line -> line.contains("AccountsSynchronised")
                        || line.contains("Synchronised"))
                .toList()).as("who did it is kept")
                .anyMatch(line -> line.contains(
                        "S-0") && line.contains("Ann"));
        save(world, "S-0", ",\"customerClass\":\"mill\"");
        world.post("/accounts/S-0/synchronisation", fields + ",\"digest\":\"" + seen.path("digest").asText()
                + "\",\"person\":\"Ann\"}").refuses("CHANGED_SINCE_PREVIEW");
        assertThat(customerClass(world, "S-1")).isEqualTo("farm");
    }

    /** A kWh costs 1.00; half of that where it was agreed. */
    private static void discounts(World world) throws Exception {
        world.activate(CLUB);
        save(world, "D-1", ",\"customerClass\":\"club\"");
        assign(world, 1, "D-1");
        assertThat(pay(world, "D-1", 1_000).expect(201).path("units").asLong()).isEqualTo(10_000);
        save(world, "D-1", ",\"customerClass\":\"club\",\"discounts\":\"founder\"");
        assertThat(pay(world, "D-1", 1_000).expect(201).path("units").asLong()).isEqualTo(20_000);
    }

    private static void location(World world) throws Exception {
        save(world, "L-1", "");
        world.put("/locations/L-2", "{\"address\":\"2 Road\",\"person\":\"Ann\"}").expect(201);
        assign(world, 3, "L-1");
        world.put(meter(world, 3) + "/premises", "{\"location\":\"L-2\",\"person\":\"Ann\"}").expect(201);
        pay(world, "L-2", 500).expect(201);
        assertThat(world.get("/accounts/L-2").expect(200).path("account").asText()).isEqualTo("L-1");
        assertThat(world.get("/meters/L-2/premises").expect(200).path("meter").asText()).isEqualTo(world.serial(3));
        assertThat(world.get("/locations/L-1").expect(200).path("location").asText()).isEqualTo("L-2");
    }

    private static void address(World world) throws Exception {
        person(world, "W-1");
        save(world, "W-2", ",\"customer\":\"W-1\",\"address\":\"12 Planted Row\"");
        world.await("/accounts/W-2", said -> said.contains("12 Planted Row"));
        assign(world, 2, "W-2");
        world.put("/locations/W-L", "{\"address\":\"12 planted row\",\"person\":\"Ann\"}").expect(201);
        world.put(meter(world, 2) + "/premises", "{\"location\":\"W-L\",\"person\":\"Ann\"}").expect(201);
        assertThat(world.put("/locations/W-L", "{\"address\":\"14 Planted Row\",\"person\":\"Ann\"}")
                .expect(201)
                .path("warnings")
                .toString()).contains("W-2", "W-L");
    }

    private static void serial(World world) throws Exception {
        String serial = world.serial(2);
        JsonNode account = world.get("/accounts/" + serial).expect(200);
        assertThat(account.path("meters").toString()).contains(serial);
        assertThat(world.get("/find?name=" + serial).expect(200).path("meter").asText()).isEqualTo(serial);
        assertThat(world.get("/meters/" + account.path("account").asText() + "/premises")
                .expect(200)
                .path("meter")
                .asText()).isEqualTo(serial);
    }

    private static void com(World world) throws Exception {
        world.put(meter(world, 0) + "/premises", "{\"com\":\"PLC G3\",\"person\":\"Ann\"}").expect(201);
        assertThat(world.get(meter(world, 0) + "/premises").expect(200).path("com").asText()).isEqualTo("PLC G3");
    }

    private static void vending(World world) throws Exception {
        String serial = world.serial(0);
        CardShop shop = new CardShop(world);
        String card = shop.sold("numeric", 500);
        world.put("/accounts/" + world.account(0), "{\"customerClass\":\"club\",\"person\":\"Ann\"}").expect(201);
        fill(world, world.account(0), 300);
        String money = "\"meter\":\"" + serial + "\",\"amountMinor\":500,\"currency\":\"USD\"";
        world.put("/meters/" + serial + "/premises", "{\"vending\":false,\"person\":\"Ann\"}").expect(201);
        pay(world, serial, 500).refuses("VENDING_DISABLED");
        world.post("/sale-quotes", "{" + money + "}").refuses("VENDING_DISABLED");
        world.post("/wallet-payments", "{" + money + ",\"cashier\":\"Bob\"}").refuses("VENDING_DISABLED");
        world.post("/conversions", "{\"meter\":\"" + serial + "\",\"what\":\"all\",\"person\":\"Ann\"}")
                .refuses("VENDING_DISABLED");
        world.post("/provider-payments", "{" + money + "}").refuses("VENDING_DISABLED");
        world.post("/meters/" + serial + "/emergency-credit",
                "{\"amount\":1000,\"unit\":\"Wh\",\"person\":\"Kofi\"}").refuses("VENDING_DISABLED");
        for (String channel : List.of("ivr", "web", "cashier", "vendor")) {
            shop.redeem(channel, serial, card).refuses("VENDING_DISABLED");
        }
        shop.text(serial + "*" + card).refuses("VENDING_DISABLED");
        world.put("/meters/" + serial + "/premises", "{\"vending\":true,\"person\":\"Ann\"}").expect(201);
        pay(world, serial, 500).expect(201);
        shop.redeem("web", serial, card).expect(201);
    }

    static String meter(World world, int place) {
        return "/meters/" + world.serial(place);
    }

    static void save(World world, String account, String more) throws Exception {
        world.put("/accounts/" + account, "{\"person\":\"Ann\"" + more + "}").expect(201);
    }

    private static void person(World world, String customer) throws Exception {
        world.put("/customers/" + customer, "{\"person\":\"Ann\",\"name\":\"Ada Lovelace\",\"phones\":"
                + "[\"+44 7700 900123\"],\"emails\":[\"ada@example.org\"],\"notes\":\"likes engines\"}");
        world.get("/customers/" + customer).expect(200);
    }

    private static void assign(World world, int place, String account) throws Exception {
        world.post(meter(world, place) + "/assignment", "{\"account\":\"" + account
                + "\",\"reason\":\"moved in\",\"person\":\"Ann\"}").expect(201);
    }

    static World.Answer pay(World world, String name, long minor) throws Exception {
        return world.post("/payments", "{\"meter\":\"" + name + "\",\"amountMinor\":" + minor + ",\"currency\":\""
                + TestSystem.CURRENCY + "\",\"cashier\":\"Bob\"}");
    }

    /** By way of a deposit, since no meter is needed for it. */
    static void fill(World world, String account, long minor) throws Exception {
        move(world, account, "DEPOSIT_TAKEN", "", minor).expect(201);
        move(world, account, "DEPOSIT_TO_WALLET", "", minor).expect(201);
    }

    static World.Answer move(World world, String account, String move, String other, long minor)
            throws Exception {
        return world.post("/accounts/" + account + "/money", "{\"move\":\"" + move + "\",\"amountMinor\":" + minor
                + (other.isEmpty() ? "" : ",\"other\":\"" + other + "\"") + ",\"currency\":\"" + TestSystem.CURRENCY
                + "\",\"reason\":\"asked for\",\"person\":\"Ann\"}");
    }

    static long wallet(World world, String account) throws Exception {
        return world.get("/accounts/" + account).expect(200).path("balances").path(0).path("walletMinor").asLong();
    }

    private static String customerClass(World world, String account) throws Exception {
        return world.get("/accounts/" + account).expect(200).path("terms").path("customerClass").asText();
    }
}
