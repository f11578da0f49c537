package io.wattle.headend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wattle.headend.card.CardKey;
import io.wattle.headend.card.CardsConfig;
import io.wattle.headend.card.PrinterOffice;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.LedgerConfig;
import io.wattle.ledger.card.ActivationPolicy;
import io.wattle.ledger.card.CardRange;
import io.wattle.ledger.till.Tender;
import io.wattle.ledger.entry.CardCommand;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.Outcome;
import io.wattle.protocols.sts.ResultCode;
import io.wattle.simulator.scenario.StsPlan;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** F061, F080: a text message with a card is answered with an STS token, and the meter takes it. */
class CardTokenSystemTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Origin ANN = Origin.manual("ann", "test");

    @TempDir
    Path folder;

    @Test
    void shouldAnswerACardWithATokenThatTheMeterTakesF061F080() throws Exception {
        PrinterOffice printer = PrinterOffice.open(folder.resolve("printer"));
        CardKey.create(folder.resolve("card.key")).close();
        try (TestSystem system = TestSystem.startWithTokens(folder, 1, StsPlan.every(1),
                config -> withCards(config, printer))) {
            system.awaitFact(Fact.ReadingAccepted.class, 0);
            String serial = system.meter(0).serial();
            post(system, "/card-batches", """
                    {"batchId":"B","purchaseOrder":"PO","denominationMinor":500,"currency":"USD","count":1,
                     "alphabet":"numeric","numberLength":19,"firstNumber":1,"person":"ann"}""", 201);
            String number = printer
                    .read(post(system, "/card-batches/B/export", "{\"person\":\"ann\"}", 200).get("armored").asText())
                    .get(1)
                    .split(",")[1];
            activate(system.headEnd().ledger());

            JsonNode redeemed = post(system, "/redemptions",
                    "{\"channel\":\"sms\",\"source\":\"+1\",\"text\":\"" + serial + "*"
                            + number + "\"}",
                    201);
            assertThat(redeemed.get("units").asLong()).isEqualTo(25_000);
            assertThat(redeemed.get("tokens")).hasSize(1);
            String token = redeemed.get("tokens").get(0).asText();
            assertThat(token).matches("[0-9]{20}");

            assertThat(system.fleet().enterToken(serial, token).result()).isIn(ResultCode.ACCEPT,
                    ResultCode.USED_ERROR);
            system.awaitFact(Fact.CreditConfirmed.class, 0);
            assertThat(system.meter(0).truth().creditAccepted()).isEqualTo(25_000);
        }
    }

    private HeadEndConfig withCards(HeadEndConfig config, PrinterOffice printer) {
        LedgerConfig ledger = config.ledger();
        return config.withCards(new LedgerConfig(ledger.directory(),
                ledger.rules().with(new ActivationPolicy(ActivationPolicy.How.SINGLE, Set.of("ann"))),
                ledger.queueCommandsMax(), ledger.batchCommandsMax()),
                new CardsConfig(folder.resolve("cards"), Optional.of(folder.resolve("card.key")),
                        Optional.of(printer.publicKey()), true));
    }

    private static void activate(Ledger ledger) {
        CardRange card = new CardRange(1, 1);
        String ticket = ledger.ask(view -> view.verifyCards(card, LocalDate.of(2026, 1, 5))).join().ticket();
        assertThat(ledger.submit(new CardCommand.ActivateCards(ANN, "a", card, ticket, "cash", Tender.CASH, "bob"))
                .join())
                .isInstanceOf(Outcome.Accepted.class);
    }

    private static JsonNode post(TestSystem system, String path, String body, int status) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            var answer = client.send(HttpRequest
                    .newBuilder(URI.create("http://127.0.0.1:" + system.headEnd().apiPort() + path))
                    .header("Idempotency-Key", path + status)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(body))
                    .build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
            return JSON.readTree(answer.body());
        }
    }
}
