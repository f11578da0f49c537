package io.wattle.headend.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wattle.headend.TestSystem;
import io.wattle.ledger.book.AccountType;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Redemption of prepaid cards, F055 to F058 and F073 to F082, through the HTTP door. */
class CardRedemptionApiTest extends CardDoor {
    /** F055 to F058: the very same answer, whatever is wrong. */
    @Test
    void shouldNeverSayWhichPartWasWrongF055F056F057F058() throws Exception {
        Printed batch = printed("numeric", 19, 500, 6);
        assertThat(sell(batch.serials().getFirst(), batch.serials().get(3))).isEqualTo(201);
        assertThat(redeem("web", "a", "M-1", batch.numbers().get(0)).statusCode()).isEqualTo(201);
        assertThat(state(batch.serials().getFirst())).isEqualTo("REDEEMED");
        block(batch.serials().get(1), true);
        post("/card-expiries", "{\"first\":\"" + batch.serials().get(2)
                + "\",\"lastDay\":\"2020-01-01\",\"reason\":\"old\",\"person\":\"Ann\"}");
        List<String> answers = new ArrayList<>();
        answers.add(redeem("web", "b", "M-1", batch.numbers().get(0)).body());
        answers.add(redeem("web", "c", "M-1", batch.numbers().get(1)).body());
        answers.add(redeem("web", "d", "M-1", batch.numbers().get(2)).body());
        answers.add(redeem("web", "e", "M-1", batch.numbers().get(5)).body());
        answers.add(redeem("web", "f", "M-1", "1234512345123451234").body());
        answers.add(redeem("web", "g", "M-1", "12345678901234567890").body());
        answers.add(redeem("web", "h", "M-NONE", batch.numbers().get(3)).body());
        answers.add(redeem("web", "i", "M-1", "?").body());
        assertThat(new HashSet<>(answers)).hasSize(1);
        assertThat(answers.getFirst()).contains("CARD_NOT_ACCEPTED");
        block(batch.serials().get(1), false);
        assertThat(redeem("web", "j", "M-1", batch.numbers().get(1)).statusCode()).isEqualTo(201);
        assertThat(redeem("web", "k", "M-1", batch.numbers().get(3)).statusCode()).isEqualTo(201);
    }

    /** By anybody, for any meter or account, through every channel; the buyer is nobody's business. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            F075 F079 F080 F082 | sms     | +254700000001 | text  | m-1
            F076 F081           | ivr     | +254700000002 | parts | A-1
            F077                | web     | 192.0.2.7     | parts | M-1
            F078                | vendor  | Kiosk 4       | parts | M-2
            F078                | cashier | Bob           | parts | M-2
            F074                | web     | 192.0.2.8     | parts | a-2
            """)
    void shouldRedeemThroughEveryChannelF061F073F074(String ids, String channel, String source, String how,
            String meter)
            throws Exception {
        Printed batch = printed(channel.equals("ivr") ? "numeric" : "alphanumeric", 19, 2_000, 1);
        assertThat(sell(batch.serials().getFirst(), null)).isEqualTo(201);
        String typed = batch.numbers().getFirst().toLowerCase(Locale.ROOT).replaceAll("(.{4})", "$1 ");
        Awaitility.await().until(() -> JSON.readTree(get("/meters/M-2").body()).has("meter"));
        HttpResponse<String> answer = how.equals("text")
                ? post("/redemptions", "{\"channel\":\"sms\",\"source\":\"" + source + "\",\"text\":\" " + meter + " * "
                        + typed + " \"}")
                : redeem(channel, source, meter, typed);
        assertThat(answer.statusCode()).as(ids + answer.body()).isEqualTo(201);
        JsonNode redeemed = JSON.readTree(answer.body());
        assertThat(redeemed.get("amountMinor").asLong()).isEqualTo(2_000);
        assertThat(redeemed.get("units").asLong()).isEqualTo(2_000 / TestSystem.PRICE_MINOR_PER_KWH * 1_000);
        assertThat(redeemed.get("meter").asText()).isEqualTo(meter.endsWith("1") ? "M-1" : "M-2");
        assertThat(redeemed.get("tokens")).isEmpty();
        assertThat(balance(AccountType.CARD_LIABILITY, batch.batchId())).isZero();
    }

    @Test
    void shouldRedeemOnceThoughManyTryAtOnceF056() throws Exception {
        Printed batch = printed("numeric", 24, 500, 1);
        sell(batch.serials().getFirst(), null);
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String body = "{\"channel\":\"web\",\"source\":\"many-" + i + "\",\"meter\":\"M-" + (1 + i % 2)
                    + "\",\"card\":\""
                    + batch.numbers().getFirst() + "\"}";
            answers.add(CLIENT.sendAsync(request("/redemptions", body), BodyHandlers.ofString()));
        }
        List<Integer> statuses = answers.stream().map(CompletableFuture::join).map(HttpResponse::statusCode).toList();
        assertThat(statuses.stream().filter(status -> status == 201)).hasSize(1);
        assertThat(statuses.stream().filter(status -> status == 422)).hasSize(39);
    }

    @Test
    void shouldLockOutWhoeverTriesNumbersF055() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(redeem("sms", "+2547999", "M-1", "100000000000000000" + i).statusCode()).isEqualTo(422);
        }
        Printed batch = printed("numeric", 19, 500, 1);
        sell(batch.serials().getFirst(), null);
        assertThat(redeem("sms", "+2547999", "M-1", batch.numbers().getFirst()).statusCode()).isEqualTo(429);
        assertThat(redeem("sms", "+2547998", "M-1", batch.numbers().getFirst()).statusCode()).isEqualTo(201);
    }

    /** A good card that is refused, or one that was redeemed, would open the door again and again. */
    @Test
    void shouldForgetNoWrongNumberForACardThatWasNotUsedUpF055() throws Exception {
        Printed batch = printed("numeric", 19, 500, 2);
        assertThat(sell(batch.serials().getFirst(), batch.serials().getLast())).isEqualTo(201);
        String once = "{\"channel\":\"web\",\"source\":\"thief\",\"meter\":\"M-1\",\"card\":\""
                + batch.numbers().getLast() + "\"}";
        HttpRequest again = request("/redemptions", once);
        assertThat(CLIENT.send(again, BodyHandlers.ofString()).statusCode()).isEqualTo(201);
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            premises("M-2", false);
            statuses.add(redeem("web", "thief", "M-2", batch.numbers().getFirst()).statusCode());
            statuses.add(redeem("web", "thief", "M-2", "1234512345123451299").statusCode());
            premises("M-2", true);
            statuses.add(CLIENT.send(again, BodyHandlers.ofString()).statusCode());
            statuses.add(redeem("web", "thief", "M-1", "123451234512345120" + i).statusCode());
        }
        assertThat(statuses).startsWith(409, 409, 200, 422).endsWith(409, 409, 200, 422);
        assertThat(redeem("web", "thief", "M-1", batch.numbers().getFirst()).statusCode()).isEqualTo(429);
        assertThat(state(batch.serials().getFirst())).isEqualTo("ACTIVATED");
    }

    private static void premises(String meter, boolean vending) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(request("/meters/" + meter + "/premises", "").uri())
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"vending\":" + vending + ",\"person\":\"Ann\"}"))
                .build();
        assertThat(CLIENT.send(request, BodyHandlers.ofString()).statusCode()).isIn(200, 201);
    }

    /** What does not fit the contract is refused without being repeated. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"channel":"sms","source":"x","text":"M-1*7KQ2M4XR9TBC7KQ2","more":1}
            {"channel":"sms","source":"x","text":["M-1*7KQ2M4XR9TBC7KQ2"]}
            {"channel":"7KQ2M4XR9TBC7KQ2","source":"x","text":"M-1"}
            {"channel":"sms","source":"x","card":"7KQ2M4XR9TBC7KQ2"}
            {"channel":"sms","source":"x","text":"M*1","meter":"M-1","card":"7KQ2M4XR9TBC7KQ2"}
            """)
    void shouldRepeatNothingOfABadRequestF079(String body) throws Exception {
        HttpResponse<String> answer = post("/redemptions", body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain("7KQ2");
    }
}
