package io.wattle.headend;

import static io.wattle.headend.TokenApi.JSON;
import static io.wattle.headend.TokenApi.ask;
import static io.wattle.headend.TokenApi.get;
import static io.wattle.headend.TokenApi.payment;
import static io.wattle.headend.TokenApi.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wattle.headend.registry.TokenKeys;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.token.TokenTerms;
import io.wattle.protocols.sts.key.KeyIdentity;
import io.wattle.protocols.sts.key.VendingKeyLabel;
import io.wattle.protocols.sts.value.KeyExpiryNumber;
import io.wattle.protocols.sts.value.KeyRevisionNumber;
import io.wattle.simulator.scenario.StsPlan;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders beside sales: key changes, management tokens, and how meters read tokens. */
class TokenOrderSystemTest {
    private static final StsPlan PLAN = StsPlan.every(1);

    @TempDir
    Path folder;

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

    private static TokenTerms withRevision(KeyIdentity key, int revision) {
        return TokenKeys.terms(new KeyIdentity(key.pan(), key.supplyGroup(), key.tariffIndex(),
                new KeyRevisionNumber(revision), key.type(), key.baseDate(), key.algorithm(), key.encryption()),
                KeyExpiryNumber.NEVER);
    }

    private static KeyIdentity withTariff(KeyIdentity key) {
        return new KeyIdentity(key.pan(), key.supplyGroup(), new io.wattle.protocols.sts.value.TariffIndex(2),
                key.revision(), key.type(), key.baseDate(), key.algorithm(), key.encryption());
    }

    private static String deliver(TestSystem system, JsonNode order) throws Exception {
        String id = order.at("/tokensId").asText();
        system.awaitApi("/tokens/" + id, body -> body.contains("ISSUED"));
        return post(system, "/tokens/" + id + "/delivery", "", "").at("/answer").asText();
    }
}
