package io.wattle.headend.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wattle.headend.HeadEnd;
import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.card.CardSerial;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prepaid cards up to their sale, F046 to F072 and F083, through the HTTP door. */
class CardApiTest extends CardDoor {
    @Test
    void shouldMakeABatchForThePrinterOnceF046F047F048F049F050F053F054F085() throws Exception {
        Printed batch = printed("alphanumeric", 16, 2_000, 50);
        assertThat(batch.serials()).hasSize(50)
                .doesNotHaveDuplicates()
                .allMatch(one -> CardSerial.parse(one).isPresent());
        assertThat(batch.numbers()).hasSize(50)
                .doesNotHaveDuplicates()
                .allMatch(one -> one.matches("[0-9A-HJKMNP-TV-Z]{16}"));
        assertThat(post("/card-batches/" + batch.batchId() + "/export", "{\"person\":\"Ann\"}").statusCode())
                .isEqualTo(409);
        JsonNode seen = JSON.readTree(get("/card-batches/" + batch.batchId()).body());
        assertThat(seen.get("exported").asBoolean()).isTrue();
        assertThat(seen.get("purchaseOrder").asText()).isEqualTo("PO-7");
        JsonNode card = JSON.readTree(get("/cards/" + batch.serials().getFirst()).body());
        assertThat(card.get("state").asText()).isEqualTo("AVAILABLE");
        assertThat(card.get("denominationMinor").asLong()).isEqualTo(2_000);
        assertThat(JSON.readTree(get("/cards/" + batch.serials().getFirst() + "/bar-code").body()).get("svg").asText())
                .startsWith("<svg");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            numeric      | 20 | 422 | CARD_NUMBER_WEAK
            numeric      | 18 | 422 | CARD_NUMBER_WEAK
            alphanumeric | 11 | 422 | CARD_NUMBER_WEAK
            alphanumeric | 25 | 422 | CARD_NUMBER_WEAK
            words        | 16 | 400 | MALFORMED
            """)
    void shouldRefuseABatchWhoseNumbersCouldBeGuessedOrTakenForATokenF050F051(String alphabet, int length, int status,
            String title) throws Exception {
        HttpResponse<String> answer = create("weak-" + length, alphabet, length, 500, 5);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(JSON.readTree(answer.body()).get("title").asText()).isEqualTo(title);
    }

    @Test
    void shouldKnowWhoHasWhichCardsF063() throws Exception {
        Printed batch = printed("numeric", 19, 500, 20);
        assertThat(custody(batch, 0, 19, "printer", "Vault")).isEqualTo(201);
        assertThat(custody(batch, 0, 9, "Vault", "Cashier Bob")).isEqualTo(201);
        assertThat(custody(batch, 5, 12, "Vault", "Cashier Eve")).isEqualTo(409);
        assertThat(JSON.readTree(get("/cards/" + batch.serials().get(3)).body()).get("holder").asText())
                .isEqualTo("Cashier Bob");
        Awaitility.await()
                .untilAsserted(() -> assertThat(
                        JSON.readTree(get("/cards/" + batch.serials().get(3) + "/events").body())
                                .findValuesAsText("kind"))
                        .containsExactly("HANDED_OVER", "HANDED_OVER", "CREATED"));
    }

    @Test
    void shouldActivateOneCardInTwoStepsF059F060F064F065F066F067F068() throws Exception {
        Printed batch = printed("numeric", 19, 500, 3);
        String serial = batch.serials().getFirst();
        String scanned = serial.substring(0, 5) + " " + serial.substring(5);
        assertThat(activate(scanned, null, "no ticket", "cash", "Manager").statusCode()).isEqualTo(409);
        JsonNode seen = verify(scanned, null);
        assertThat(seen.get("exceptionCount").asInt()).isZero();
        assertThat(activate(scanned, null, seen.get("ticket").asText(), "cash", "Thief").statusCode()).isEqualTo(403);
        assertThat(activate(scanned, null, seen.get("ticket").asText(), "cash", "Manager").statusCode()).isEqualTo(201);
        assertThat(state(serial)).isEqualTo("ACTIVATED");
        assertThat(activate(scanned, null, seen.get("ticket").asText(), "cash", "Manager").statusCode()).isEqualTo(409);
        String wrongDigit = serial.substring(0, 9) + (serial.charAt(9) == '0' ? '1' : '0');
        assertThat(post("/card-verifications", "{\"first\":\"" + wrongDigit + "\"}").statusCode()).isEqualTo(400);
        assertThat(balance(AccountType.CASH, "CASH/Bob")).isNegative();
    }

    @Test
    void shouldActivateARangeAllOrNothingWithItsTotalF069F070F071F072() throws Exception {
        Printed batch = printed("numeric", 19, 500, 30);
        String first = batch.serials().getFirst();
        String last = batch.serials().get(9);
        String middle = batch.serials().get(4);
        assertThat(sell(middle, middle)).isEqualTo(201);
        JsonNode seen = verify(first, last);
        assertThat(seen.get("exceptions").findValuesAsText("reason")).containsExactly("ALREADY_ACTIVATED");
        assertThat(seen.get("exceptions").findValuesAsText("serial")).containsExactly(middle);
        assertThat(activate(first, last, seen.get("ticket").asText(), "Vendor", "Manager").statusCode()).isEqualTo(409);
        assertThat(state(first)).isEqualTo("AVAILABLE");
        JsonNode rest = verify(batch.serials().get(10), batch.serials().get(29));
        assertThat(rest.get("totalMinor").asLong()).isEqualTo(20 * 500);
        assertThat(activate(batch.serials().get(10), batch.serials().get(29), rest.get("ticket").asText(), "Vendor",
                "Manager").statusCode()).isEqualTo(201);
        assertThat(state(batch.serials().get(29))).isEqualTo("ACTIVATED");
        assertThat(balance(AccountType.CARD_LIABILITY, batch.batchId())).isEqualTo(21 * 500);
    }

    @Test
    void shouldGiveCardsAwayF083() throws Exception {
        Printed batch = printed("numeric", 19, 500, 2);
        JsonNode seen = verify(batch.serials().getFirst(), batch.serials().get(1));
        assertThat(post("/card-gifts",
                "{\"first\":\"" + batch.serials().getFirst() + "\",\"last\":\"" + batch.serials().get(1)
                        + "\",\"ticket\":\"" + seen.get("ticket").asText()
                        + "\",\"campaign\":\"opening day\",\"reason\":\"prize\",\"person\":\"Manager\"}")
                .statusCode()).isEqualTo(201);
        assertThat(balance(AccountType.MARKETING_EXPENSE, "opening day")).isEqualTo(-1_000);
        assertThat(balance(AccountType.CARD_LIABILITY, batch.batchId())).isEqualTo(1_000);
    }

    @Test
    void shouldActivateNothingAndSaySoUntilTheUtilityHasChosenF062() throws Exception {
        try (HeadEnd undecided = headEnd(folder.resolve("undecided"), Optional.empty())) {
            assertThat(SAID).anyMatch(line -> line.contains("cards.activation"));
            HttpResponse<String> answer = CLIENT.send(HttpRequest
                    .newBuilder(URI.create("http://127.0.0.1:" + undecided.apiPort() + "/card-activations"))
                    .header("Idempotency-Key", "k")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(activation("0000005724", null, "x", "cash", "Manager")))
                    .build(), BodyHandlers.ofString());
            assertThat(JSON.readTree(answer.body()).get("title").asText()).isEqualTo("NO_ACTIVATION_POLICY");
        }
    }
}
