package io.wattle.headend;

import static io.wattle.headend.TokenApi.get;
import static io.wattle.headend.TokenApi.payment;
import static io.wattle.headend.TokenApi.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.quantity.Energy;
import io.wattle.protocols.dlms.server.WireFault;
import io.wattle.protocols.sts.ResultCode;
import io.wattle.protocols.sts.TokenForm;
import io.wattle.protocols.sts.key.VendingKeyLabel;
import io.wattle.protocols.sts.value.KeyRevisionNumber;
import io.wattle.simulator.fault.WireTrouble;
import io.wattle.simulator.scenario.StsPlan;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A token from the money to the proof: real module, real wire, simulated keypads. */
class TokenSystemTest {
    private static final StsPlan PLAN = StsPlan.every(1);
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
}
