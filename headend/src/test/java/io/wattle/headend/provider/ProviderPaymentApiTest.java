package io.wattle.headend.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.headend.provider.ProviderDoor.Answer;
import io.wattle.headend.provider.embedded.Question;
import io.wattle.headend.provider.embedded.Trouble;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.Outcome;
import io.wattle.ledger.entry.ProviderFact;
import io.wattle.ledger.provider.ProviderAnswer;
import io.wattle.protocols.dlms.server.WireFault;
import io.wattle.simulator.fault.WireTrouble;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Payments by card, from the HTTP door to the meter, with a provider that fails in every way. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProviderPaymentApiTest {
    private static final int METERS = 8;
    /** Cannot be reached, so that what is sold for it stays under way. */
    private static final int DEAF = METERS - 1;

    private ProviderDoor door;
    private int next;
    private int fillers;

    @BeforeAll
    void open(@TempDir Path folder) {
        door = new ProviderDoor(folder, METERS);
        door.provider.lateBy(Duration.ofMillis(700));
        for (int place = 0; place < METERS; place++) {
            door.system.awaitFact(Fact.ReadingAccepted.class, place);
        }
        door.system.meter(DEAF).inject(WireTrouble.always(WireFault.GARBAGE));
    }

    @AfterAll
    void close() {
        door.close();
    }

    @AfterEach
    void heal() {
        door.provider.watch((_, _) -> {
        });
        for (Question question : Question.values()) {
            door.provider.answer(question, Trouble.NONE);
        }
    }

    @Test
    void shouldSendTheCustomerToTheProvidersPageAndSellWhenHeHasPaid() {
        int place = meter();
        Answer begun = door.begin(place, 500);
        assertThat(begun.status()).isEqualTo(201);
        assertThat(begun.state()).isEqualTo("BEGUN");
        assertThat(begun.body().path("checkoutUrl").asText()).startsWith(door.provider.uri() + "/checkout/");
        door.provider.pay(begun.body().path("reference").asText());
        Answer sold = door.await(begun.id(), "SOLD");
        assertThat(sold.body().path("checkoutUrl").isMissingNode() || sold.body().path("checkoutUrl").isNull())
                .isTrue();
        assertThat(door.atProvider(begun).captures()).isEqualTo(1);
        door.system.awaitFact(Fact.CreditConfirmed.class, place);
        door.system.awaitApi("/payments/" + sold.body().path("salePaymentId").asText(),
                body -> body.contains("\"amountMinor\":500") && body.contains("card-provider"));
    }

    // The balance of such a meter lives here: nothing has to be sent to it, and no link to it need be known.
    @Test
    void shouldSellToABalanceThatLivesHereByEveryNameOfItsMeter() {
        door.post("/account-rows", "none", "{\"how\":\"each\",\"person\":\"Ama\",\"rows\":[{\"account\":{\"account\":\"of-here-1\"}}]}");
        door.post("/meter-registrations", "none", "{\"person\":\"Ama\",\"meter\":\"here-1\",\"account\":\"of-here-1\","
                + "\"service\":\"ELECTRICITY\"}");
        assertThat(door.begin("here-0", "here-1", 500).body().path("title").asText()).isEqualTo("UNKNOWN_METER");
        door.post("/meters/here-1/server-balance", "none", "{\"unit\":\"USD\",\"person\":\"Ama\"}");
        for (String name : List.of("here-1", "of-here-1")) {
            Answer begun = door.begin("by-" + name, name, 500);
            assertThat(begun.status()).as(begun.text()).isEqualTo(201);
            assertThat(begun.body().path("meter").asText()).isEqualTo("here-1");
        }
        assertThat(door.begin("by-nothing", "nothing", 500).status()).isEqualTo(404);
    }

    @Test
    void shouldSellNothingToACustomerWhoseBankRefuses() {
        Answer begun = door.beginWithCard(meter(), 500, "tok-bad-1");
        Answer declined = door.await(begun.id(), "DECLINED");
        assertThat(declined.body().path("detail").asText()).isEqualTo("do_not_honour");
        Answer asked = door.begin(meter(), 500);
        door.provider.decline(asked.body().path("reference").asText());
        door.await(asked.id(), "DECLINED");
        door.provider.answer(Question.CAPTURE, Trouble.REFUSE);
        door.await(door.beginWithCard(meter(), 500, "tok-1").id(), "DECLINED");
        door.assertMoneyIsSoldOrGivenBack();
    }

    static Stream<Arguments> troubles() {
        return Stream.of(Question.AUTHORISE, Question.CAPTURE, Question.QUERY)
                .flatMap(question -> Stream.of(Trouble.values())
                        .filter(trouble -> trouble != Trouble.NONE && trouble != Trouble.REFUSE)
                        .map(trouble -> Arguments.of(question, trouble)));
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void shouldTakeTheMoneyOnceWhateverBecomesOfTheAnswer(Question question, Trouble trouble) {
        door.provider.answerOnce(question, trouble);
        Answer sold = door.await(door.beginWithCard(meter(), 300, "tok-1").id(), "SOLD");
        if (question != Question.QUERY) {
            assertThat(door.facts(sold.id())).anyMatch(fact -> fact instanceof ProviderFact.ProviderAnswered answered
                    && answered.answer() == ProviderAnswer.UNKNOWN);
        }
        assertThat(door.atProvider(sold).captures()).isEqualTo(1);
        door.assertMoneyIsSoldOrGivenBack();
    }

    @Test
    void shouldLetGoWhatTheProviderNeverCaptures() {
        door.provider.answer(Question.CAPTURE, Trouble.ERROR);
        Answer begun = door.beginWithCard(meter(), 500, "tok-1");
        door.await(begun.id(), "CANCELLED");
        assertThat(door.atProvider(begun).captures()).isZero();
        door.assertMoneyIsSoldOrGivenBack();
    }

    @Test
    void shouldSayThatAnOutcomeHasBeenUnknownForTooLong() {
        Answer begun = lost(Trouble.LOSE_ANSWER, meter());
        String id = begun.id();
        door.await(id, "OUTCOME_UNKNOWN");
        door.system.awaitApi("/alarms", body -> body.contains("\"" + id + "\"")
                && body.contains("CARD_PAYMENT_OUTCOME_UNKNOWN"));
        door.provider.answer(Question.CAPTURE, Trouble.NONE);
        door.provider.answer(Question.QUERY, Trouble.NONE);
        door.await(id, "SOLD");
        door.system.awaitApi("/alarms", body -> !body.contains("\"" + id + "\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NONE", "LOSE_QUESTION", "LOSE_ANSWER", "GARBAGE", "ERROR"})
    void shouldGiveBackOnceWhatWasTakenAndCannotBeSold(Trouble trouble) {
        door.provider.answerOnce(Question.REFUND, trouble);
        Answer refunded = door.await(takenAndUnsold().id(), "REFUNDED");
        assertThat(door.facts(refunded.id())).anyMatch(ProviderFact.ProviderUnsold.class::isInstance);
        assertThat(door.atProvider(refunded).refunds()).isEqualTo(1);
        door.assertMoneyIsSoldOrGivenBack();
    }

    @Test
    void shouldLeaveARefusedRefundToAPersonWhoMay() {
        door.provider.answer(Question.REFUND, Trouble.REFUSE);
        Answer refused = door.await(takenAndUnsold().id(), "REFUND_REFUSED");
        assertThat(refused.body().path("detail").asText()).isEqualTo("too_old");
        door.system.awaitApi("/alarms", body -> body.contains("CARD_PAYMENT_REFUND_REFUSED"));
        assertThat(door.byPerson(refused.id(), "refund", "somebody", "").title()).isEqualTo("REFUND_NOT_ALLOWED");
        door.provider.answer(Question.REFUND, Trouble.NONE);
        assertThat(door.byPerson(refused.id(), "refund", "manager", "").status()).isEqualTo(200);
        door.await(refused.id(), "REFUNDED");
        door.assertMoneyIsSoldOrGivenBack();
    }

    @Test
    void shouldLetGoWhatIsNotPaidAndKeepWhatIsSold() {
        Answer begun = door.begin(meter(), 500);
        assertThat(door.byPerson(begun.id(), "refund", "manager", "").status()).isEqualTo(200);
        door.await(begun.id(), "CANCELLED");
        Answer sold = door.await(door.beginWithCard(meter(), 500, "tok-1").id(), "SOLD");
        assertThat(door.byPerson(sold.id(), "refund", "manager", "").title())
                .as("its units are in the meter, or may be")
                .isEqualTo("SALE_PROVED");
        assertThat(door.byPerson(sold.id(), "decision", "manager", ",\"outcome\":\"refunded\"").title())
                .isEqualTo("WRONG_STATE");
        assertThat(door.byPerson("PP-999999", "refund", "manager", "").status()).isEqualTo(404);
    }

    @Test
    void shouldGiveBackWhatWasSoldAndTheSaleWithItF112() {
        makeRoom();
        Answer sold = door.await(door.beginWithCard(DEAF, 500, "tok-1").id(), "SOLD");
        String sale = sold.body().path("salePaymentId").asText();
        assertThat(door.post("/payments/" + sale + "/reversal", "r", "{\"person\":\"manager\",\"reason\":\"no\"}")
                .status()).as("not at a till").isEqualTo(403);
        assertThat(door.byPerson(sold.id(), "refund", "manager", "").status()).isEqualTo(200);
        door.await(sold.id(), "REFUNDED");
        assertThat(door.atProvider(sold).refunds()).isEqualTo(1);
        door.assertMoneyIsSoldOrGivenBack();
        door.system.awaitApi("/payments/" + sale + "/receipt", body -> body.contains("Void: all of it was given back"));
    }

    @Test
    void shouldHaveAPersonDecideWhatTheProviderCannotSay() {
        Answer begun = lost(Trouble.LOSE_QUESTION, meter());
        door.await(begun.id(), "OUTCOME_UNKNOWN");
        Answer decided = door.byPerson(begun.id(), "decision", "manager", ",\"outcome\":\"not-captured\"");
        assertThat(decided.state()).isEqualTo("CANCELLED");
        assertThat(decided.body().path("detail").asText()).isEqualTo("the customer asks");
    }

    @Test
    void shouldBeginOnceForAKey() {
        int place = meter();
        Answer first = door.begin("the key", place, 500, "");
        Answer again = door.begin("the key", place, 500, "");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.id()).isEqualTo(first.id());
        assertThat(again.body().path("checkoutUrl")).isEqualTo(first.body().path("checkoutUrl"));
        assertThat(door.begin("the key", place, 600, "").status()).isEqualTo(409);
        assertThat(door.begin(DEAF, 0).status()).isEqualTo(400);
        door.byPerson(first.id(), "refund", "manager", "");
    }

    @Test
    void shouldTakeANoticeForNoMoreThanAHint() {
        Answer begun = door.begin(meter(), 500);
        String reference = begun.body().path("reference").asText();
        String path = "/provider-payments/" + begun.id() + "/notice";
        String lie = "{\"reference\":\"" + reference + "\",\"status\":\"CAPTURED\"}";
        String signed = Notices.signature(lie.getBytes(StandardCharsets.UTF_8), ProviderDoor.NOTICE_SECRET);
        assertThat(door.post(path, "k", lie).status()).isEqualTo(401);
        assertThat(door.post(path, "k", lie + " ", "Provider-Signature", signed).status()).isEqualTo(401);
        assertThat(door.post("/provider-payments/PP-1/notice", "k", lie, "Provider-Signature", signed).status())
                .isEqualTo(404);
        int before = door.provider.asked(Question.QUERY);
        assertThat(door.post(path, "k", lie, "Provider-Signature", signed).status()).isEqualTo(202);
        door.awaitAsked(Question.QUERY, 1);
        assertThat(door.provider.asked(Question.QUERY)).isGreaterThan(before);
        assertThat(door.get("/provider-payments/" + begun.id()).state()).isEqualTo("BEGUN");
        door.byPerson(begun.id(), "refund", "manager", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4111111111111111", "4111 1111 1111 1111", "5500-0055-5555-5559", "378282246310005",
            "pay with 6011000990139424 12/29"})
    void shouldRefuseWhatLooksLikeACardWhereverItStands(String number) {
        String token = ",\"cardToken\":\"" + number.replace(" ", "-") + "\"";
        Answer asToken = door.begin("k1", 0, 500, token);
        Answer asPerson = door.begin("k2", 0, 500, ",\"person\":\"" + number + "\"");
        Answer asKey = door.begin(number, 0, 500, "");
        Answer asReason = door.post("/provider-payments/PP-1/refund", "k", "{\"person\":\"manager\",\"reason\":\""
                + number + "\"}");
        Answer asMeter = door.post("/provider-payments", "k3", "{\"meter\":\"" + number
                + "\",\"amountMinor\":500,\"currency\":\"USD\"}");
        assertThat(Stream.of(asToken, asPerson, asKey, asReason, asMeter)).allMatch(
                answer -> answer.title().equals("CARD_NUMBER_REFUSED") && !answer.text().contains(number));
    }

    private void makeRoom() {
        Ledger ledger = door.system.headEnd().ledger();
        ledger.ask(view -> view.openCreditsOf(door.serial(DEAF)))
                .join()
                .forEach(credit -> ledger.submit(new Command.DecideCredit(Origin.manual("ann", "test"),
                        credit.meter(), credit.creditId(), false, "makes room")).join());
    }

    /** Captured while the customer's last place for a credit was taken by somebody at the till. */
    private Answer takenAndUnsold() {
        makeRoom();
        Answer begun = lost(Trouble.LOSE_ANSWER, DEAF);
        door.await(begun.id(), "OUTCOME_UNKNOWN");
        while (door.system.pay(DEAF, "filler " + ++fillers, 100) instanceof Outcome.Accepted) {
            assertThat(fillers).isLessThan(1_000);
        }
        door.provider.answer(Question.CAPTURE, Trouble.NONE);
        door.provider.answer(Question.QUERY, Trouble.NONE);
        return begun;
    }

    /** A payment that the provider is asked to capture, and never a word from it since. */
    private Answer lost(Trouble trouble, int place) {
        door.provider.answer(Question.CAPTURE, trouble);
        door.provider.watch((question, _) -> {
            if (question == Question.CAPTURE) {
                door.provider.answer(Question.QUERY, Trouble.ERROR);
            }
        });
        Answer begun = door.beginWithCard(place, 500, "tok-1");
        assertThat(begun.status()).isEqualTo(201);
        door.await(begun.id(), "OUTCOME_UNKNOWN");
        return begun;
    }

    private int meter() {
        next = (next + 1) % DEAF;
        return next;
    }
}
