package io.wattle.headend.feature;

import static io.wattle.headend.feature.CardFeatures.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wattle.headend.feature.CardShop.Printed;
import io.wattle.protocols.sts.ResultCode;
import java.util.List;
import java.util.Locale;

/** F: prepaid cards, redeemed by anybody through every channel. */
final class CardRedemptionFeatures implements Features {
    private static final int WIRE = 0;
    private static final int TOKENS = 1;

    @Override
    public List<Feature> rows() {
        return List.of(row("F061", "a card becomes a token, or value in the meter, and is worth nothing then",
                (shop, world) -> {
                    String forToken = shop.sold("numeric", 500);
                    assertThat(shop.redeem("web", world.serial(TOKENS), forToken).expect(201).get("tokens")).hasSize(1);
                    String forWire = shop.sold("numeric", 500);
                    JsonNode loaded = shop.redeem("web", world.serial(WIRE), forWire).expect(201);
                    assertThat(loaded.get("tokens")).isEmpty();
                    assertThat(loaded.get("units").asLong()).isEqualTo(25_000);
                    shop.redeem("web", world.serial(WIRE), forToken).refuses("CARD_NOT_ACCEPTED");
                    world.put("/accounts/of-f061", "{\"person\":\"Ann\"}").expect(201);
                    world.post("/meter-registrations", "{\"meter\":\"f061\",\"account\":\"of-f061"
                            + "\",\"service\":\"ELECTRICITY\",\"person\":\"Ann\"}").expect(201);
                    world.post("/meters/f061/server-balance", "{\"unit\":\"USD\",\"person\":\"Ann\"}").expect(201);
                    shop.redeem("web", "f061", shop.sold("numeric", 500)).expect(201);
                    assertThat(world.get("/meters/f061/balance").expect(200).get("balance").asLong())
                            .as("in the wallet")
                            .isEqualTo(500);
                }), row("F073", "a sold card passes from hand to hand without anybody's leave", (shop, world) -> {
                    Printed batch = shop.printed(1);
                    shop.activate(batch.serial(0), batch.serial(0),
                            shop.verify(batch.serial(0), batch.serial(0)).get("ticket").asText(), "Mary", "manager")
                            .expect(201);
                    shop.redeem("sms", world.serial(WIRE), batch.number(0)).expect(201);
                }), row("F074", "anybody redeems for any meter or account", (shop, world) -> {
                    shop.redeem("web", world.serial(2), shop.sold("numeric", 500)).expect(201);
                    shop.redeem("web", account(world, WIRE), shop.sold("numeric", 500)).expect(201);
                }), row("F075", "by text message", (shop, world) -> shop
                        .text(world.serial(WIRE) + "*" + shop.sold("alphanumeric", 500))
                        .expect(201)),
                row("F076", "by telephone", (shop, world) -> shop
                        .redeem("ivr", world.serial(WIRE), shop.sold("numeric", 500))
                        .expect(201)),
                row("F077", "by web", (shop, world) -> shop
                        .redeem("web", world.serial(WIRE), shop.sold("alphanumeric", 500))
                        .expect(201)),
                row("F078", "at any vendor or cashier", (shop, world) -> {
                    shop.redeem("vendor", world.serial(WIRE), shop.sold("numeric", 500)).expect(201);
                    shop.redeem("cashier", world.serial(WIRE), shop.sold("numeric", 500)).expect(201);
                }), row("F079", "METER*CARD, with blanks and in any case, from an unknown sender", (shop, world) -> {
                    String card = shop.sold("alphanumeric", 500).toLowerCase(Locale.ROOT).replaceAll("(.{4})", "$1 ");
                    JsonNode said = shop.text("  " + world.serial(WIRE).toLowerCase(Locale.ROOT) + " * " + card + " ")
                            .expect(201);
                    assertThat(said.toString()).doesNotContain(card.replace(" ", "").toUpperCase(Locale.ROOT));
                    shop.text(world.serial(WIRE) + " " + card).expect(422);
                }), row("F080", "the answer has the token, its units and the amount, and the meter takes it",
                        (shop, world) -> {
                            JsonNode said = shop.text(world.serial(TOKENS) + "*" + shop.sold("numeric", 2_000))
                                    .expect(201);
                            assertThat(said.get("amountMinor").asLong()).isEqualTo(2_000);
                            assertThat(said.get("units").asLong()).isEqualTo(100_000);
                            String token = said.get("tokens").get(0).asText();
                            assertThat(token).matches("[0-9]{20}");
                            assertThat(world.keyIn(TOKENS, token))
                                    .isIn(ResultCode.ACCEPT, ResultCode.USED_ERROR); // or the gateway was faster
                            world.awaitProof(said.get("paymentId").asText());
                        }),
                row("F081", "a caller names his account, and then the card", (shop, world) -> {
                    JsonNode said = shop.redeem("ivr", account(world, WIRE), shop.sold("numeric", 500)).expect(201);
                    assertThat(said.get("meter").asText()).isEqualTo(world.serial(WIRE));
                    world.put("/customers/caller", "{\"name\":\"Caller\",\"person\":\"Ann\"}").expect(201);
                    for (int place : new int[] {WIRE, 2}) {
                        world.put("/accounts/" + account(world, place), "{\"customer\":\"caller\",\"person\":\"Ann\"}")
                                .expect(201);
                    }
                    assertThat(world.get("/customers/caller").expect(200).get("accounts").toString())
                            .as("his accounts, to choose from")
                            .contains(account(world, WIRE), account(world, 2));
                    assertThat(shop.redeem("ivr", account(world, 2), shop.sold("numeric", 500))
                            .expect(201)
                            .get("meter")
                            .asText()).isEqualTo(world.serial(2));
                }), row("F082", "a card is a gift: who buys it is not who redeems it", (shop, world) -> {
                    Printed batch = shop.printed(1);
                    shop.activate(batch.serial(0), batch.serial(0),
                            shop.verify(batch.serial(0), batch.serial(0)).get("ticket").asText(), "Uncle", "manager")
                            .expect(201);
                    assertThat(shop.redeem("web", world.serial(2), batch.number(0)).expect(201).toString())
                            .doesNotContain("Uncle");
                }));
    }

    private static String account(World world, int place) throws Exception {
        return world.account(place);
    }
}
