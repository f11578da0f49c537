package io.wattle.headend.feature;

import static io.wattle.headend.feature.AccountFeatures.fill;
import static io.wattle.headend.feature.AccountFeatures.meter;
import static io.wattle.headend.feature.AccountFeatures.move;
import static io.wattle.headend.feature.AccountFeatures.pay;
import static io.wattle.headend.feature.AccountFeatures.save;
import static io.wattle.headend.feature.AccountFeatures.wallet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wattle.headend.TestSystem;
import java.util.List;

/** A: what accounts have. Each row opens accounts of its own. */
final class AccountMoneyFeatures implements Features {
    private static final String TAXED = """
            tariff: Works
            version: 1
            service: electricity
            currency: USD
            zone: UTC
            classes: [taxed]
            price: {flat: 1.00}
            taxes: [{name: VAT, percent: 16, on: [energy, charges]}, {name: Levy, percent: 5}]
            """;

    @Override
    public List<Feature> rows() {
        return List.of(
                new Feature("F001", "every account has a balance in the system", AccountMoneyFeatures::balance),
                new Feature("F003", "the balance pays other charges", AccountMoneyFeatures::charges),
                new Feature("F004", "the balance lives in the system, in the meter or in both",
                        AccountMoneyFeatures::mode),
                new Feature("F001", "who moves out gets what is left after deposit and wallet paid what is owed",
                        AccountMoneyFeatures::movingOut));
    }

    private static void balance(World world) throws Exception {
        save(world, "B-1", "");
        JsonNode balance = world.get("/accounts/B-1").expect(200).path("balances").path(0);
        assertThat(balance.path("walletMinor").asLong(-1)).isZero();
        assertThat(balance.path("currency").asText()).isEqualTo(TestSystem.CURRENCY);
        fill(world, "B-1", 700);
        here(world, "B-1", "b1-light", "ELECTRICITY", "Wh");
        here(world, "B-1", "b1-tap", "WATER", "l");
        pay(world, "b1-light", 200).expect(201);
        pay(world, "b1-tap", 300).expect(201);
        JsonNode account = world.get("/accounts/B-1").expect(200);
        assertThat(account.path("units").toString()).as("what it had in the wallet bought units, too")
                .isEqualTo("["
                        + "{\"service\":\"ELECTRICITY\",\"unit\":\"Wh\",\"amount\":45000},"
                        + "{\"service\":\"WATER\",\"unit\":\"l\",\"amount\":3000}]");
        assertThat(account.path("balances").path(0).path("walletMinor").asLong()).isZero();
    }

    /** A meter whose balance in units lives here. */
    private static void here(World world, String account, String meter, String service, String unit) throws Exception {
        world.post("/meter-registrations", "{\"meter\":\"" + meter + "\",\"account\":\"" + account
                + "\",\"service\":\"" + service + "\",\"person\":\"Ann\"}").expect(201);
        world.post("/meters/" + meter + "/server-balance", "{\"unit\":\"" + unit + "\",\"person\":\"Ann\"}")
                .expect(201);
    }

    private static void charges(World world) throws Exception {
        save(world, "C-1", "");
        fill(world, "C-1", 900);
        move(world, "C-1", "CHARGE", "connection fee", 700).expect(201);
        assertThat(wallet(world, "C-1")).isEqualTo(200);
        move(world, "C-1", "CHARGE", "connection fee", 700).refuses("BALANCE_TOO_LOW");
        JsonNode rows = world.await("/accounts/C-1/money", said -> said.contains("connection fee")).path("rows");
        assertThat(rows.path(0).path("other").asText()).isEqualTo("connection fee");
        world.activate(TAXED);
        save(world, "C-2", ",\"customerClass\":\"taxed\"");
        fill(world, "C-2", 1_000);
        long sequence = move(world, "C-2", "CHARGE", "new seal", 500).expect(201).path("sequence").asLong();
        assertThat(wallet(world, "C-2")).as("5.00, and 16 % of it").isEqualTo(420);
        move(world, "C-2", "CHARGE", "new seal", 400).refuses("BALANCE_TOO_LOW");
        assertThat(
                world.await("/accounts/C-2/money/" + sequence + "/receipt", said -> said.contains("seal")).toString())
                .contains("charge new seal: 5.00 USD", "tax VAT, 16 %: 0.80 USD", "Together 5.80 USD",
                        "Works, version 1");
    }

    private static void mode(World world) throws Exception {
        for (String mode : List.of("METER", "BOTH")) {
            world.put(meter(world, 1) + "/premises", "{\"balanceMode\":\"" + mode + "\",\"person\":\"Ann\"}");
            JsonNode premises = world.get(meter(world, 1) + "/premises").expect(200);
            assertThat(premises.path("balanceMode").asText()).isEqualTo(mode);
            assertThat(premises.path("unit").asText()).isEqualTo("Wh");
            assertThat(premises.path("service").asText()).isEqualTo("ELECTRICITY");
        }
        String account = world.account(1);
        fill(world, account, 900);
        assertThat(wallet(world, account)).as("in the system").isEqualTo(900);
        world.await(meter(world, 1), said -> said.matches(".*\"balanceValue\":[0-9].*")); // and in the meter
        move(world, account, "REFUND", "", 900).expect(201);
    }

    private static void movingOut(World world) throws Exception {
        save(world, "O-1", "");
        save(world, "O-2", "");
        fill(world, "O-1", 300);
        move(world, "O-1", "DEPOSIT_TAKEN", "", 200).expect(201);
        JsonNode last = world.get("/accounts/O-1/final-balance").expect(200).path("balances").path(0);
        assertThat(last.path("restMinor").asLong()).isEqualTo(500);
        world.post("/accounts/O-1/closing", "{\"transferTo\":\"O-2\",\"reason\":\"moved\",\"person\":\"Ann\"}")
                .expect(201);
        assertThat(wallet(world, "O-2")).isEqualTo(500);
        assertThat(wallet(world, "O-1")).isZero();
        move(world, "O-1", "DEPOSIT_TAKEN", "", 1).refuses("ACCOUNT_CLOSED");
    }
}
