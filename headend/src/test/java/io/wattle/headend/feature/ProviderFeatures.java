package io.wattle.headend.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** N: paying by credit card, through a payment provider. */
final class ProviderFeatures implements Features {
    private static final int PLACE = 1;

    @Override
    public List<Feature> rows() {
        return List.of(new Feature("F148", "power is bought by credit card", ProviderFeatures::buy),
                new Feature("F149", "the card and whatever its bank asks besides are given to the provider alone",
                        ProviderFeatures::onlyThere));
    }

    private static void buy(World world) throws Exception {
        JsonNode begun = begin(world, "").expect(201);
        press(begun, "pay");
        JsonNode sold = await(world, begun, "SOLD");
        String payment = sold.get("salePaymentId").asText();
        JsonNode sale = world.await("/payments/" + payment, body -> body.contains("\"credits\""));
        assertThat(sale.at("/payment/amountMinor").asLong()).isEqualTo(700);
        assertThat(sale.at("/credits/0/amount").asLong()).isPositive();
    }

    private static void onlyThere(World world) throws Exception {
        JsonNode begun = begin(world, "").expect(201);
        assertThat(begun.get("checkoutUrl").asText()).isNotEmpty();
        begin(world, ",\"cardToken\":\"4111111111111111\"").refuses("CARD_NUMBER_REFUSED");
        press(begun, "decline");
        assertThat(await(world, begun, "DECLINED").path("salePaymentId").isTextual()).isFalse();
    }

    private static World.Answer begin(World world, String more) throws Exception {
        return world.post("/provider-payments", "{\"meter\":\"" + world.serial(PLACE)
                + "\",\"amountMinor\":700,\"currency\":\"USD\"" + more + "}");
    }

    /** As the customer's browser does, on the provider's page. */
    private static void press(JsonNode begun, String button) throws Exception {
        try (HttpClient browser = HttpClient.newHttpClient()) {
            URI page = URI.create(begun.get("checkoutUrl").asText());
            assertThat(browser.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString()).body())
                    .contains("7.00 USD");
            browser.send(HttpRequest.newBuilder(URI.create(page + "/" + button))
                    .POST(BodyPublishers.noBody())
                    .build(), BodyHandlers.discarding());
        }
    }

    private static JsonNode await(World world, JsonNode begun, String state) throws Exception {
        return world.await("/provider-payments/" + begun.get("paymentId").asText(),
                body -> body.contains("\"state\":\"" + state + "\""));
    }
}
