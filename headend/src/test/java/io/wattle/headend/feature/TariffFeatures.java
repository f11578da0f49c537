package io.wattle.headend.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** K: tariffs and classes. */
final class TariffFeatures implements Features {
    private static final String WATER = """
            tariff: %s
            version: 1
            service: water
            currency: USD
            zone: Africa/Nairobi
            classes: [%s]
            price: {flat: %s}
            """;
    private static final String COMPLEX = """
            tariff: Everything at once
            version: 1
            service: electricity
            currency: USD
            zone: Africa/Nairobi
            classes: [complex]
            price: {blocks: marginal, steps: [{to: 50, rate: 0.10}, {to: 200, rate: 0.15}, {rate: 0.25}]}
            standing: [{name: Service, amount: 2.00, per: month}]
            taxes:
              - {name: Levy, per-unit: 0.01, on: [energy]}
              - {name: VAT, percent: 16, on: [energy, standing], on-taxes: [Levy]}
            """;

    @Override
    public List<Feature> rows() {
        return List.of(new Feature("F118", "rates differ by customer class", TariffFeatures::classes),
                new Feature("F119", "a tariff may be as complex as it likes: blocks, levies, tax on tax, fees",
                        TariffFeatures::complex),
                new Feature("F120", "a tariff is seen at a glance", TariffFeatures::overview));
    }

    private static void classes(World world) throws Exception {
        world.activate(WATER.formatted("Homes", "domestic", "1.00"));
        world.activate(WATER.formatted("Shops", "business", "2.50"));
        assertThat(units(world, "domestic")).isEqualTo(10 * units(world, "business") / 4);
    }

    private static long units(World world, String customerClass) throws Exception {
        return world.post("/tariffs/quote", "{\"service\":\"water\",\"currency\":\"USD\",\"class\":\"" + customerClass
                + "\",\"amountMinor\":10000}").expect(200).get("units").asLong();
    }

    /** 100 kWh: 50 at 0.10 and 50 at 0.15; 1.00 levy; 2.00 service; 16 % of all that. */
    private static void complex(World world) throws Exception {
        world.submit(COMPLEX);
        JsonNode quote = world.post("/tariffs/quote", "{\"tariff\":\"Everything at once\",\"version\":1,"
                + "\"class\":\"complex\",\"units\":100000}").expect(200);
        assertThat(quote.get("tenderMinor").asLong()).isEqualTo(1_798);
        assertThat(quote.get("lines").toString()).contains("Levy", "VAT", "Service");
    }

    private static void overview(World world) throws Exception {
        world.activate(WATER.formatted("Schools", "school", "0.75"));
        JsonNode inForce = world.get("/tariffs/in-force?service=water&currency=USD&class=school").expect(200);
        assertThat(inForce.get("tariff").asText()).isEqualTo("Schools");
        assertThat(inForce.get("overview").toString()).contains("0.75 USD a m3");
    }
}
