package io.wattle.ledger.state;

import static io.wattle.ledger.book.AccountType.CARD_LIABILITY;
import static io.wattle.ledger.book.AccountType.CASH;
import static io.wattle.ledger.book.AccountType.CREDIT_IN_TRANSIT;
import static io.wattle.ledger.book.AccountType.MARKETING_EXPENSE;
import static io.wattle.ledger.book.AccountType.WALLET;
import static io.wattle.ledger.state.CardDesk.BATCH;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.book.Posting;
import io.wattle.ledger.card.ActivationPolicy.How;
import io.wattle.ledger.card.CardAlphabet;
import io.wattle.ledger.card.CardBatch;
import io.wattle.ledger.card.CardForm;
import io.wattle.ledger.card.CardRange;
import io.wattle.ledger.card.CardSerial;
import io.wattle.ledger.card.CardState;
import io.wattle.ledger.card.CardVerification;
import io.wattle.ledger.entry.CardCommand;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.quantity.Money;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the ledger decides about cards, one after the other. */
class CardTest {
    private final Desk desk = CardDesk.printed(How.RANGE);

    @Test
    void shouldRefuseABatchThatCannotBe() {
        assertThat(desk.say(CardDesk.create("create", BATCH, 1, 20))).isEqualTo("Existing #2");
        assertThat(desk.say(CardDesk.create("k1", BATCH, 100, 110))).isEqualTo("CARD_BATCH_EXISTS batchId");
        assertThat(desk.say(CardDesk.create("k2", "B2", 20, 30))).isEqualTo("CARD_SERIALS_WRONG firstSerial");
        CardBatch good = CardDesk.batch("B3", 100, 110);
        assertThat(desk.say(of(new CardBatch("B3", "PO", good.denomination(), good.range(),
                new CardForm(CardAlphabet.NUMERIC, 20), "c", Optional.empty()))))
                .isEqualTo("CARD_NUMBER_WEAK numberLength");
        assertThat(desk.say(of(new CardBatch("B3", "PO", new Money(0, "USD"), good.range(), good.form(), "c",
                Optional.empty())))).isEqualTo("AMOUNT_NOT_POSITIVE denomination");
        assertThat(desk.say(of(new CardBatch("B3", "PO", new Money(500, "EUR"), good.range(), good.form(), "c",
                Optional.empty())))).isEqualTo("WRONG_CURRENCY denomination");
        assertThat(desk.say(of(new CardBatch("B3", "PO", new Money(Long.MAX_VALUE, "USD"), good.range(), good.form(),
                "c", Optional.empty())))).isEqualTo("AMOUNT_TOO_LARGE denomination");
        assertThat(desk.say(of(new CardBatch("B3", "PO", good.denomination(), good.range(), good.form(), "c",
                Optional.of(CardDesk.TODAY))))).isEqualTo("MALFORMED lastDay");
        assertThat(desk.say(new CardCommand.CreateCardBatch(Desk.BY, "k3", good))).isEqualTo("MALFORMED origin.mode");
    }

    @Test
    void shouldTakeEveryNumberOnceAndInTurnF054() {
        desk.tell(CardDesk.create("c2", "B2", 101, 104));
        assertThat(desk.say(CardDesk.add("a1", "B2", 1, 101, 101))).isEqualTo("WRONG_STATE from");
        assertThat(desk.say(CardDesk.add("a2", "B2", 0, 20, 20))).isEqualTo("CARD_NUMBER_KNOWN hashes");
        assertThat(desk.say(CardDesk.add("a3", "B2", 0, 101, 102))).isEqualTo("CardsHashed");
        assertThat(desk.say(CardDesk.add("a3", "B2", 0, 101, 102))).startsWith("Existing");
        assertThat(desk.say(CardDesk.export("e2", "B2"))).isEqualTo("WRONG_STATE batchId");
        assertThat(desk.say(CardDesk.add("a4", "B2", 2, 103, 105))).isEqualTo("WRONG_STATE from");
        assertThat(desk.say(CardDesk.add("a5", "none", 0, 103, 105))).isEqualTo("UNKNOWN_CARD_BATCH batchId");
    }

    @Test
    void shouldHandTheFileOutOnceF047() {
        assertThat(desk.say(CardDesk.export("e2", BATCH))).isEqualTo("CARDS_EXPORTED_BEFORE batchId");
        assertThat(desk.say(CardDesk.voidBatch("v", BATCH))).isEqualTo("CardBatchVoided");
        assertThat(desk.say(CardDesk.activate(desk, "a", 1, 1))).isEqualTo("CARDS_NOT_AVAILABLE range");
        assertThat(CardDesk.reasons(CardDesk.verify(desk, 1, 1))).containsExactly("1 NOT_ISSUED");
    }

    @Test
    void shouldKnowWhoHasWhichCardsF063() {
        assertThat(desk.say(CardDesk.handOver("h1", 1, 20, "vault", "bob"))).isEqualTo("CARDS_NOT_IN_CUSTODY from");
        assertThat(desk.say(CardDesk.handOver("h2", 1, 20, "printer", "vault"))).isEqualTo("CardsHandedOver");
        assertThat(desk.say(CardDesk.handOver("h3", 5, 9, "vault", "bob"))).isEqualTo("CardsHandedOver");
        assertThat(desk.say(CardDesk.handOver("h4", 9, 10, "vault", "eve"))).isEqualTo("CARDS_NOT_IN_CUSTODY from");
        assertThat(desk.say(CardDesk.handOver("h5", 20, 21, "vault", "eve"))).isEqualTo("CARD_SERIALS_WRONG range");
        assertThat(holder(4)).contains("vault");
        assertThat(holder(5)).contains("bob");
        assertThat(holder(9)).contains("bob");
        assertThat(holder(10)).contains("vault");
        assertThat(desk.say(CardDesk.handOver("h6", 5, 9, "bob", "vault"))).isEqualTo("CardsHandedOver");
        assertThat(desk.say(CardDesk.handOver("h7", 1, 20, "vault", "eve"))).isEqualTo("CardsHandedOver");
    }

    @Test
    void shouldSellARangeAsItWasVerifiedOrNotAtAllF067F071F072() {
        CardVerification seen = CardDesk.verify(desk, 1, 10);
        assertThat(seen.total()).contains(new Money(5_000, "USD"));
        assertThat(seen.exceptionCount()).isZero();
        assertThat(desk.say(CardDesk.activate("a0", 1, 10, "guessed"))).isEqualTo("CARDS_NOT_VERIFIED ticket");
        assertThat(desk.say(CardDesk.activate("a1", 1, 9, seen.ticket()))).isEqualTo("CARDS_NOT_VERIFIED ticket");
        desk.tell(CardDesk.block("b", 3, 3, true));
        assertThat(desk.say(CardDesk.activate("a2", 1, 10, seen.ticket()))).isEqualTo("CARDS_NOT_VERIFIED ticket");
        assertThat(desk.say(CardDesk.activate(desk, "a3", 1, 10))).isEqualTo("CARDS_NOT_AVAILABLE range");
        assertThat(state(1)).isEqualTo(CardState.AVAILABLE);
        desk.tell(CardDesk.block("u", 3, 3, false));
        assertThat(desk.say(CardDesk.activate("a4", 1, 10, seen.ticket()))).isEqualTo("CardsActivated Posted");
        assertThat(desk.say(CardDesk.activate("a4", 1, 10, seen.ticket()))).startsWith("Existing");
        assertThat(desk.balance(CARD_LIABILITY, BATCH)).isEqualTo(5_000);
        assertThat(desk.balance(CASH, "CASH/bob")).isEqualTo(-5_000);
    }

    @Test
    void shouldListEveryExceptionF071() {
        desk.tell(CardDesk.activate(desk, "a1", 2, 3));
        desk.tell(CardDesk.redeem("r1", 3));
        desk.tell(CardDesk.block("b", 4, 4, true));
        desk.tell(CardDesk.expiry("e", 5, 5, CardDesk.TODAY.plusDays(1)));
        desk.elapsed = Duration.ofDays(2);
        CardVerification seen = CardDesk.verify(desk, 1, 22);
        assertThat(CardDesk.reasons(seen)).containsExactly("2 ALREADY_ACTIVATED", "3 REDEEMED", "4 BLOCKED",
                "5 EXPIRED",
                "21 MISSING", "22 MISSING");
        assertThat(seen.total()).contains(new Money(16 * 500, "USD"));
        assertThat(CardDesk.verify(desk, 500, 700).exceptionCount()).isEqualTo(201);
        assertThat(CardDesk.verify(desk, 500, 700).exceptions()).hasSize(CardVerification.EXCEPTIONS_MAX);
    }

    @Test
    void shouldActivateNothingAsLongAsNobodyChoseHowF062() {
        Desk undecided = new Desk();
        undecided.tell(CardDesk.create("c", BATCH, 1, 20));
        assertThat(undecided.say(CardDesk.activate(undecided, "a", 1, 1))).isEqualTo("NO_ACTIVATION_POLICY ");
        Desk single = CardDesk.printed(How.SINGLE);
        assertThat(single.say(CardDesk.activate(single, "a", 1, 2))).isEqualTo("ACTIVATION_NOT_ALLOWED range");
        assertThat(single.say(CardDesk.activate(single, "b", 1, 1))).isEqualTo("CardsActivated Posted");
        Desk holder = CardDesk.printed(How.HOLDER);
        assertThat(holder.say(CardDesk.activate(holder, "a", 1, 2))).isEqualTo("CARDS_NOT_IN_CUSTODY cashier");
        holder.tell(CardDesk.handOver("h", 1, 10, "printer", "bob"));
        assertThat(holder.say(CardDesk.activate(holder, "b", 1, 2))).isEqualTo("CardsActivated Posted");
        assertThat(holder.say(CardDesk.activate(holder, "c", 10, 11))).isEqualTo("CARDS_NOT_IN_CUSTODY cashier");
    }

    @Test
    void shouldLetOnlySupervisorsActivateF060() {
        CardCommand.ActivateCards byAnn = (CardCommand.ActivateCards) CardDesk.activate(desk, "a", 1, 1);
        assertThat(desk.say(new CardCommand.ActivateCards(Origin.manual("eve", "api"), "b",
                byAnn.range(), byAnn.ticket(), "cash", byAnn.tender(), "eve")))
                .isEqualTo("ACTIVATION_NOT_ALLOWED person");
    }

    @Test
    void shouldGiveCardsAtTheExpenseOfACampaignF083() {
        assertThat(desk.say(CardDesk.give(desk, "g", 1, 2))).isEqualTo("CardsGiven Posted");
        assertThat(desk.balance(MARKETING_EXPENSE, "opening")).isEqualTo(-1_000);
        assertThat(desk.balance(CARD_LIABILITY, BATCH)).isEqualTo(1_000);
        assertThat(desk.say(CardDesk.redeem("r", 2))).startsWith("CardRedeemed");
    }

    @Test
    void shouldRedeemOnceIntoTheWalletAndSellF056F061() {
        desk.tell(CardDesk.activate(desk, "a", 1, 1));
        assertThat(desk.say(CardDesk.redeem("r1", 1))).isEqualTo("CardRedeemed PaymentTaken CreditOrdered Posted");
        assertThat(desk.say(CardDesk.redeem("r1", 1))).startsWith("Existing");
        assertThat(desk.say(CardDesk.redeem("r2", 1))).isEqualTo("CARD_NOT_ACCEPTED card");
        assertThat(desk.say(CardDesk.redeem("r1", 2))).isEqualTo("KEY_USED_FOR_OTHER_CONTENTS key");
        assertThat(desk.balance(CARD_LIABILITY, BATCH)).isZero();
        assertThat(desk.balance(CREDIT_IN_TRANSIT, Desk.METER)).isEqualTo(2_500);
        assertThat(desk.balance(WALLET, "acc-m1")).isZero();
        assertThat(state(1)).isEqualTo(CardState.REDEEMED);
    }

    /** The very same refusal whatever is wrong. */
    @Test
    void shouldNeverSayWhatIsWrongWithACardF055F058() {
        desk.tell(CardDesk.activate(desk, "a", 1, 5));
        desk.tell(CardDesk.redeem("r", 1));
        desk.tell(CardDesk.block("b", 2, 2, true));
        desk.tell(CardDesk.expiry("e", 3, 3, CardDesk.TODAY.plusDays(1)));
        assertThat(desk.tell(CardDesk.redeem("fine", 4))).isInstanceOf(Decision.Accept.class);
        desk.elapsed = Duration.ofDays(3);
        List<Decision> refused = List.of(desk.tell(CardDesk.redeem("x1", 1)), desk.tell(CardDesk.redeem("x2", 2)),
                desk.tell(CardDesk.redeem("x3", 3)), desk.tell(CardDesk.redeem("x6", 6)),
                desk.tell(CardDesk.redeem("x9", 999)));
        assertThat(refused).containsOnly(refused.getFirst());
        assertThat(desk.tell(CardDesk.redeem("x5", 5))).isInstanceOf(Decision.Accept.class);
    }

    @Test
    void shouldKeepItsHandsOffTheLiabilityOfCardsF084() {
        assertThat(desk.say(Desk.correct("c", 1, List.of(new Posting(CARD_LIABILITY, BATCH, new Money(5, "USD")),
                new Posting(CASH, "api", new Money(-5, "USD")))))).isEqualTo("WRONG_ACCOUNT postings");
    }

    private CardState state(int serial) {
        return desk.state.card(new CardSerial(serial)).orElseThrow().state();
    }

    private Optional<String> holder(int serial) {
        return desk.state.card(new CardSerial(serial)).orElseThrow().holder();
    }

    private static CardCommand of(CardBatch batch) {
        return new CardCommand.CreateCardBatch(Desk.ANN, "k" + batch.hashCode(), batch);
    }

    /** The answer must not depend on the card, or it could be tried there whether a number is good. */
    @Test
    void shouldSayThatNothingIsSoldForTheMeterBeforeItLooksAtTheCard() {
        desk.tell(CardDesk.activate(desk, "a", 1, 3));
        desk.tell(AccountDesk.save(AccountDesk.meter(Desk.METER, "", false)));
        assertThat(desk.tell(CardDesk.redeem("good", 1))).isEqualTo(desk.tell(CardDesk.redeem("wrong", 999)));
        assertThat(desk.say(CardDesk.redeem("good", 1))).isEqualTo("VENDING_DISABLED meter");
        desk.tell(AccountDesk.save(AccountDesk.meter(Desk.METER, "", true)));
        for (int i = 0; i < 3; i++) {
            desk.tell(Desk.pay("pay" + i, 1_000));
        }
        assertThat(desk.tell(CardDesk.redeem("good", 1))).isEqualTo(desk.tell(CardDesk.redeem("wrong", 999)));
        assertThat(desk.say(CardDesk.redeem("good", 1))).isEqualTo("TOO_MANY_PENDING_CREDITS meter");
    }

    @Test
    void shouldForgetABuyerOnce() throws IOException {
        Desk desk = CardDesk.printed(How.RANGE);
        CardRange cards = new CardRange(1, 2);
        assertThat(desk.say(new CardCommand.ForgetCardBuyer(Desk.ANN, "f-1", cards, "asked for it")))
                .isEqualTo("CardBuyerForgotten");
        long entry = desk.state.lastSequence();
        assertThat(desk.say(new CardCommand.ForgetCardBuyer(Desk.ANN, "f-2", cards, "asked again")))
                .isEqualTo("Existing #" + entry);

        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StateCodec.write(desk.state, out);
        assertThat(StateCodec.read(new ByteArrayInputStream(out.toByteArray())).cards.forgottenIn(cards))
                .contains(entry);
    }
}
