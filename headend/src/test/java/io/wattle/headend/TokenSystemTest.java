package io.wattle.headend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wattle.headend.registry.TokenKeys;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.quantity.Energy;
import io.wattle.ledger.token.TokenTerms;
import io.wattle.protocols.dlms.server.WireFault;
import io.wattle.protocols.sts.ResultCode;
import io.wattle.protocols.sts.TokenForm;
import io.wattle.protocols.sts.key.KeyIdentity;
import io.wattle.protocols.sts.key.VendingKeyLabel;
import io.wattle.protocols.sts.value.KeyExpiryNumber;
import io.wattle.protocols.sts.value.KeyRevisionNumber;
import io.wattle.simulator.fault.WireTrouble;
import io.wattle.simulator.scenario.StsPlan;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A token from the money to the proof: real module, real wire, simulated keypads. */
class TokenSystemTest {
    private static final StsPlan PLAN = StsPlan.every(1);
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Replies of a conversation before the answer to the entry: AARE, proof, and what the gateway holds. */
    private static final int TOKEN_REPLY = 3;

    @TempDir
    Path folder;

    @Test
    void shouldLoadATokenThroughTheGatewayAndProveItByAReading() throws Exception {
        try (TestSystem system = TestSystem.startWithTokens(folder, 2, PLAN)) {
            system.awaitFact(Fact.ReadingAccepted.class, 0);
            JsonNode sale = post(system, "/payments", "pay-1", payment(system, 0, 500));

            Fact.CreditConfirmed confirmed = system.awaitFact(Fact.CreditConfirmed.class, 0);

            assertThat(confirmed.amount()).isEqualTo(new Energy(25_000));
            assertThat(system.facts(Fact.TokensIssued.class, 0)).singleElement()
                    .extracting(Fact.TokensIssued::tokensId)
                    .isEqualTo(sale.at("/tokens/tokensId").asText());
            assertThat(system.facts(Fact.CreditAnswered.class, 0)).extracting(Fact.CreditAnswered::answer)
                    .containsExactly(Command.Answer.ACCEPTED);
            assertThat(system.meter(0).truth().creditAccepted()).isEqualTo(25_000);
            // What the customer has on paper is the very token that went over the wire.
            assertThat(system.fleet().enterToken(system.meter(0).serial(), sale.at("/tokens/token").asText()).result())
                    .isEqualTo(ResultCode.USED_ERROR);
            assertThat(system.facts(Fact.FindingRaised.class, 0)).isEmpty();
        }
    }

    // The line is dead, the customer keys the token in, and the line comes back: the gateway says that it was used.
    @Test
    void shouldProveATokenThatTheCustomerKeysInWhileTheMeterIsAway() throws Exception {
        try (TestSystem system = TestSystem.startWithTokens(folder, 1, PLAN)) {
            system.awaitFact(Fact.ReadingAccepted.class, 0);
            system.meter(0).inject(WireTrouble.always(WireFault.HANG));
            JsonNode sale = post(system, "/payments", "pay-1", payment(system, 0, 500));
            assertThat(sale.at("/tokens/state").asText()).isEqualTo("ISSUED");

            assertThat(system.fleet().enterToken(system.meter(0).serial(), sale.at("/tokens/token").asText()).result())
                    .isEqualTo(ResultCode.ACCEPT);
            system.meter(0).endWireTrouble();
            system.awaitFact(Fact.CreditConfirmed.class, 0);

            assertThat(system.meter(0).truth().creditAccepted()).isEqualTo(25_000);
            assertThat(system.facts(Fact.FindingRaised.class, 0)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(TokenForm.class)
    void shouldSpeakEveryFormOfGateway(TokenForm form) throws Exception {
        try (TestSystem system = TestSystem.startWithTokens(folder, 1, PLAN.withGateway(form, Duration.ZERO))) {
            system.awaitFact(Fact.ReadingAccepted.class, 0);
            system.pay(0, "pay-1", 500);
            system.awaitFact(Fact.CreditConfirmed.class, 0);
            assertThat(system.meter(0).truth().creditAccepted()).isEqualTo(25_000);
        }
    }

    // The meter has it, or has not; only the answer is lost: the same token is entered again, and counts once.
    @ParameterizedTest
    @ValueSource(ints = {TOKEN_REPLY, TOKEN_REPLY + 1})
    void shouldAskAgainWhenTheAnswerToATokenIsLost(int reply) throws Exception {
        try (TestSystem system = TestSystem.startWithTokens(folder, 1, PLAN)) {
            system.awaitFact(Fact.ReadingAccepted.class, 0);
            system.meter(0).inject(new WireTrouble(WireFault.DROP_MID_FRAME, reply, reply, Integer.MAX_VALUE));
            system.pay(0, "pay-1", 500);
            system.awaitFact(Fact.CreditAnswered.class, 0);
            system.meter(0).endWireTrouble();

            system.awaitFact(Fact.CreditConfirmed.class, 0);
            system.awaitReadings(0, 3);

            assertThat(system.facts(Fact.CreditAnswered.class, 0)).extracting(Fact.CreditAnswered::answer)
                    .startsWith(Command.Answer.UNKNOWN);
            assertThat(system.meter(0).truth().creditAccepted()).isEqualTo(25_000);
            assertThat(system.facts(Fact.TokensOrdered.class, 0)).hasSize(1);
            assertThat(system.facts(Fact.FindingRaised.class, 0)).isEmpty();
        }
    }

    // Nothing reached the gateway: the token goes out when somebody has read the meter again.
    @Test
    void shouldDeliverLaterWhenTheConversationBreaksBeforeTheEntry() throws Exception {
        try (TestSystem system = TestSystem.startWithTokens(folder, 1, PLAN)) {
            system.awaitFact(Fact.ReadingAccepted.class, 0);
            system.meter(0).inject(new WireTrouble(WireFault.DROP_MID_FRAME, 2, 2, Integer.MAX_VALUE));
            system.pay(0, "pay-1", 500);
            system.awaitFailedPolls(0, 3);
            assertThat(system.meter(0).truth().creditAccepted()).isZero();
            system.meter(0).endWireTrouble();

            system.awaitFact(Fact.CreditConfirmed.class, 0);

            assertThat(system.meter(0).truth().creditAccepted()).isEqualTo(25_000);
        }
    }

    @Test
    void shouldGiveSixtySalesOfOneMinuteSixtyIdentifiers() throws Exception {
        try (TestSystem system = TestSystem.startWithTokens(folder, 1, PLAN)) {
            system.awaitFact(Fact.ReadingAccepted.class, 0);
            Set<Integer> tids = new HashSet<>();
            for (int i = 0; i < 60; i++) {
                post(system, "/meters/" + system.meter(0).serial() + "/tokens", "act-" + i,
                        "{\"what\":\"set-tariff-rate\",\"value\":" + i + ",\"person\":\"Ann\"}");
            }
            system.awaitFact(Fact.TokensIssued.class, 0, 60);
            system.facts(Fact.TokensOrdered.class, 0).forEach(order -> tids.add(order.tid().orElseThrow()));
            assertThat(tids).hasSize(60);
        }
    }

    // The ledger has forgotten long since how the first order ended: too many came after it.
    @Test
    void shouldAnswerARepeatedSaleWithTheSameTokenAfterManyOthers() throws Exception {
        try (TestSystem system = TestSystem.startWithTokens(folder, 1, PLAN)) {
            system.awaitFact(Fact.ReadingAccepted.class, 0);
            JsonNode sale = post(system, "/payments", "pay-1", payment(system, 0, 500));
            for (int i = 0; i < 70; i++) {
                post(system, "/meters/" + system.meter(0).serial() + "/tokens", "act-" + i,
                        "{\"what\":\"set-tariff-rate\",\"value\":" + i + ",\"person\":\"Ann\"}");
            }
            assertThat(post(system, "/payments", "pay-1", payment(system, 0, 500))).isEqualTo(sale);
        }
    }

    @Test
    void shouldBringAPlannedKeyChangeWithTheNextSaleAndSellUnderTheNewKey() throws Exception {
        VendingKeyLabel old = PLAN.vending();
        VendingKeyLabel next = new VendingKeyLabel(old.supplyGroup(), new KeyRevisionNumber(2), old.kind(),
                old.baseDate(), old.algorithm(), old.expiry());
        try (TestSystem system = TestSystem.startWithTokens(folder, 1, PLAN, old, next)) {
            system.awaitFact(Fact.ReadingAccepted.class, 0);
            TokenTerms to = withRevision(system.meter(0).firstKey().orElseThrow(), 2);
            post(system, "/meters/" + system.meter(0).serial() + "/key-change-plan", "",
                    "{\"person\":\"Ann\",\"keyChangeTo\":" + JSON.writeValueAsString(to) + "}");

            JsonNode sale = post(system, "/payments", "pay-1", payment(system, 0, 500));
            system.awaitFact(Fact.CreditConfirmed.class, 0);
            JsonNode second = post(system, "/payments", "pay-2", payment(system, 0, 100));
            system.awaitFact(Fact.CreditConfirmed.class, 0, 2);

            assertThat(sale.at("/tokens/keyChange")).hasSize(2);
            assertThat(second.at("/tokens/keyChange")).isEmpty();
            assertThat(system.meter(0).truth().creditAccepted()).isEqualTo(30_000);
            assertThat(system.headEnd().ledger().ask(view -> view.tokenTerms(system.meter(0).serial())).join())
                    .contains(to);
            assertThat(system.facts(Fact.FindingRaised.class, 0)).isEmpty();
        }
    }

    // The key is not in the keystore: no token, and no money lost.
    @Test
    void shouldGiveTheMoneyBackWhenTheModuleCannotMakeTheToken() throws Exception {
        VendingKeyLabel old = PLAN.vending();
        VendingKeyLabel other = new VendingKeyLabel(old.supplyGroup(), new KeyRevisionNumber(9), old.kind(),
                old.baseDate(), old.algorithm(), old.expiry());
        try (TestSystem system = TestSystem.startWithTokens(folder, 1, PLAN, other)) {
            system.awaitFact(Fact.ReadingAccepted.class, 0);
            JsonNode sale = post(system, "/payments", "pay-1", payment(system, 0, 500));

            system.awaitFact(Fact.TokensRefused.class, 0);
            system.awaitFact(Fact.CreditFailed.class, 0);

            assertThat(sale.at("/tokens/state").asText()).isEqualTo("REFUSED");
            assertThat(sale.at("/tokens/token").isNull()).isTrue();
            assertThat(system.meter(0).truth().creditAccepted()).isZero();
        }
    }

    @Test
    void shouldGoOnWithTheSameTokenAfterARestart() throws Exception {
        String token;
        String id;
        try (TestSystem system = TestSystem.startWithTokens(folder, 1, PLAN)) {
            system.awaitFact(Fact.ReadingAccepted.class, 0);
            system.meter(0).inject(WireTrouble.always(WireFault.HANG));
            JsonNode sale = post(system, "/payments", "pay-1", payment(system, 0, 500));
            token = sale.at("/tokens/token").asText();
            id = sale.at("/tokens/tokensId").asText();
        }
        try (TestSystem system = TestSystem.startWithTokens(folder, 1, PLAN)) {
            system.awaitFact(Fact.CreditConfirmed.class, 0);
            assertThat(get(system, "/tokens/" + id).at("/tokens/token").asText()).isEqualTo(token);
            assertThat(system.meter(0).truth().creditAccepted()).isEqualTo(25_000);
            assertThat(system.facts(Fact.TokensOrdered.class, 0)).hasSize(1);
        }
    }

    @Test
    void shouldDeliverAKeyChangeAndAManagementTokenOnDemand() throws Exception {
        try (TestSystem system = TestSystem.startWithTokens(folder, 1, PLAN)) {
            system.awaitFact(Fact.ReadingAccepted.class, 0);
            String meter = "/meters/" + system.meter(0).serial();
            TokenTerms to = TokenKeys.terms(withTariff(system.meter(0).firstKey().orElseThrow()),
                    KeyExpiryNumber.NEVER);
            JsonNode change = post(system, meter + "/tokens", "kc-1",
                    "{\"what\":\"key-change\",\"person\":\"Ann\",\"keyChangeTo\":" + JSON.writeValueAsString(to) + "}");
            assertThat(deliver(system, change)).isEqualTo("accepted");
            JsonNode limit = post(system, meter + "/tokens", "lim-1",
                    "{\"what\":\"set-maximum-power\",\"value\":4000,\"person\":\"Ann\"}");
            assertThat(deliver(system, limit)).isEqualTo("accepted");
            assertThat(deliver(system, limit)).isEqualTo("already-used");
            assertThat(get(system, meter + "/tokens").at("/tokens")).hasSize(2);
            assertThat(get(system, meter + "/token-terms").at("/terms/tariffIndex").asText()).isEqualTo("02");
        }
    }

    @Test
    void shouldLetNoSecondMeterHaveTheSameNumber() throws Exception {
        try (TestSystem system = TestSystem.startWithTokens(folder, 2, PLAN)) {
            TokenTerms ofTheFirst = TokenKeys.terms(system.meter(0).firstKey().orElseThrow(), KeyExpiryNumber.NEVER);
            JsonNode said = ask(system, "/meters/" + system.meter(1).serial() + "/token-terms", "",
                    "{\"person\":\"Ann\",\"terms\":" + JSON.writeValueAsString(ofTheFirst) + "}");
            assertThat(said.at("/title").asText()).isEqualTo("PAN_IN_USE");
            assertThat(said.at("/detail").asText()).contains(system.meter(0).serial());
        }
    }

    @Test
    void shouldPrintAReceiptWithTheToken() throws Exception {
        try (TestSystem system = TestSystem.startWithTokens(folder, 1, PLAN)) {
            system.awaitFact(Fact.ReadingAccepted.class, 0);
            JsonNode sale = post(system, "/payments", "pay-1", payment(system, 0, 500));
            system.awaitFact(Fact.CreditConfirmed.class, 0);
            String receipt = system.awaitApi("/payments/" + sale.at("/paymentId").asText() + "/receipt",
                    body -> body.contains("Token: "));
            assertThat(receipt).contains("Bought 25.000 kWh for 5.00 USD",
                    "Token: " + sale.at("/tokens/token").asText());
        }
    }

    private static TokenTerms withRevision(KeyIdentity key, int revision) {
        return TokenKeys.terms(new KeyIdentity(key.pan(), key.supplyGroup(), key.tariffIndex(),
                new KeyRevisionNumber(revision), key.type(), key.baseDate(), key.algorithm(), key.encryption()),
                KeyExpiryNumber.NEVER);
    }

    private static KeyIdentity withTariff(KeyIdentity key) {
        return new KeyIdentity(key.pan(), key.supplyGroup(), new io.wattle.protocols.sts.value.TariffIndex(2),
                key.revision(), key.type(), key.baseDate(), key.algorithm(), key.encryption());
    }

    private static String payment(TestSystem system, int place, long amountMinor) {
        return "{\"meter\":\"" + system.meter(place).serial() + "\",\"amountMinor\":" + amountMinor
                + ",\"currency\":\"USD\",\"cashier\":\"Ama\"}";
    }

    private static String deliver(TestSystem system, JsonNode order) throws Exception {
        String id = order.at("/tokensId").asText();
        system.awaitApi("/tokens/" + id, body -> body.contains("ISSUED"));
        return post(system, "/tokens/" + id + "/delivery", "", "").at("/answer").asText();
    }

    private static JsonNode get(TestSystem system, String path) throws Exception {
        return JSON.readTree(system.awaitApi(path, body -> !body.contains("NOT_FOUND")));
    }

    private static JsonNode post(TestSystem system, String path, String key, String body) throws Exception {
        JsonNode said = ask(system, path, key, body);
        assertThat(said.has("title")).as(said.toString()).isFalse();
        return said;
    }

    private static JsonNode ask(TestSystem system, String path, String key, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest
                .newBuilder(URI.create("http://127.0.0.1:" + system.headEnd().apiPort() + path))
                .header("Content-Type", "application/json")
                .POST(body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!key.isEmpty()) {
            request.header("Idempotency-Key", key);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return JSON.readTree(client.send(request.build(), BodyHandlers.ofString()).body());
        }
    }
}
