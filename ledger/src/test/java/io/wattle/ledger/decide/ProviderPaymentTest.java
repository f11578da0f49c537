package io.wattle.ledger.decide;

import static io.wattle.ledger.book.AccountType.CASH;
import static io.wattle.ledger.book.AccountType.CREDIT_IN_TRANSIT;
import static io.wattle.ledger.book.AccountType.WALLET;
import static io.wattle.ledger.provider.ProviderAnswer.AUTHORISED;
import static io.wattle.ledger.provider.ProviderAnswer.CANCELLED;
import static io.wattle.ledger.provider.ProviderAnswer.CAPTURED;
import static io.wattle.ledger.provider.ProviderAnswer.DECLINED;
import static io.wattle.ledger.provider.ProviderAnswer.REFUNDED;
import static io.wattle.ledger.provider.ProviderAnswer.REFUND_REFUSED;
import static io.wattle.ledger.provider.ProviderAnswer.UNKNOWN;
import static io.wattle.ledger.provider.ProviderStep.CANCEL;
import static io.wattle.ledger.provider.ProviderStep.CAPTURE;
import static io.wattle.ledger.provider.ProviderStep.CHECKOUT;
import static io.wattle.ledger.provider.ProviderStep.REFUND;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.ProviderCommand;
import io.wattle.ledger.provider.ProviderAnswer;
import io.wattle.ledger.provider.ProviderPayment;
import io.wattle.ledger.provider.ProviderState;
import io.wattle.ledger.provider.ProviderStep;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.state.StateCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProviderPaymentTest {
    private static final String SALE = "ProviderCaptured PaymentTaken CreditOrdered Posted";
    private final Desk desk = new Desk();
    private String id = "";

    @Test
    void shouldSellInTheEntryThatSaysThatTheMoneyIsTaken() {
        begin("k", 500);
        assertThat(desk.balance(CASH, "card-provider")).isZero();
        assertThat(says(AUTHORISED)).isEqualTo("ProviderAnswered");
        assertThat(says(AUTHORISED)).isEqualTo("Existing #3");
        assertThat(asks(CAPTURE)).isEqualTo("ProviderAsked");
        assertThat(desk.balance(CASH, "card-provider")).isZero();
        assertThat(says(CAPTURED)).isEqualTo(SALE);
        assertThat(says(CAPTURED)).isEqualTo("Existing #5");
        assertThat(now().state()).isEqualTo(ProviderState.SOLD);
        assertThat(now().saleId()).contains("P-5");
        assertThat(desk.balance(CASH, "card-provider")).isEqualTo(-500);
        assertThat(desk.balance(CREDIT_IN_TRANSIT, Desk.METER)).isEqualTo(2_500);
        assertThat(desk.state.providerPayments().open()).isEmpty();
    }

    @Test
    void shouldTakeNothingForWhatWasDeclinedOrLetGo() {
        begin("k", 500);
        assertThat(says(DECLINED)).isEqualTo("ProviderAnswered");
        begin("l", 500);
        assertThat(asks(CANCEL)).isEqualTo("ProviderAsked");
        assertThat(asks(CANCEL)).startsWith("Existing");
        assertThat(says(AUTHORISED)).isEqualTo("WRONG_STATE paymentId");
        assertThat(asks(CAPTURE)).isEqualTo("WRONG_STATE paymentId");
        assertThat(says(CANCELLED)).isEqualTo("ProviderAnswered");
        assertThat(desk.balance(CASH, "card-provider")).isZero();
        assertThat(desk.state.providerPayments().open()).isEmpty();
    }

    @Test
    void shouldKeepAnUnknownOutcomeAsAStateUntilItIsKnown() {
        begin("k", 500);
        says(AUTHORISED);
        asks(CAPTURE);
        assertThat(says(UNKNOWN)).isEqualTo("ProviderAnswered");
        assertThat(says(UNKNOWN)).startsWith("Existing");
        assertThat(now().state()).isEqualTo(ProviderState.OUTCOME_UNKNOWN);
        assertThat(now().phase()).isEqualTo(ProviderState.CAPTURING);
        assertThat(now().unknownSince()).contains(now().changedAt());
        assertThat(asks(CANCEL)).isEqualTo("WRONG_STATE paymentId"); // it may be taken
        assertThat(asks(CAPTURE)).startsWith("Existing");
        assertThat(says(CAPTURED)).isEqualTo(SALE);
        assertThat(now().unknownSince()).isEmpty();
    }

    @Test
    void shouldAskToCaptureFiveTimesAtMostAndThenLetGo() {
        begin("k", 500);
        for (int i = 0; i < 5; i++) {
            says(AUTHORISED);
            assertThat(asks(CAPTURE)).isEqualTo("ProviderAsked");
            says(UNKNOWN);
        }
        says(AUTHORISED);
        assertThat(asks(CAPTURE)).isEqualTo("WRONG_STATE paymentId");
        assertThat(asks(CANCEL)).isEqualTo("ProviderAsked");
    }

    @Test
    void shouldGiveBackWhatWasTakenAndCannotBeSold() {
        begin("k", 500);
        says(AUTHORISED);
        asks(CAPTURE);
        fillTheMeter();
        assertThat(says(CAPTURED)).isEqualTo("ProviderUnsold");
        assertThat(now().state()).isEqualTo(ProviderState.REFUNDING);
        assertThat(now().detail()).startsWith("TOO_MANY_PENDING_CREDITS");
        assertThat(says(REFUND_REFUSED)).isEqualTo("ProviderAnswered");
        assertThat(desk.state.providerPayments().open()).hasSize(1);
        assertThat(asks(REFUND)).isEqualTo("ProviderAsked");
        assertThat(says(REFUNDED)).isEqualTo("ProviderAnswered");
        assertThat(desk.balance(CASH, "card-provider")).isZero();
        assertThat(desk.balance(WALLET, "acc-m1")).isZero();
    }

    @Test
    void shouldNotTakeMoneyForWhatCannotBeSold() {
        fillTheMeter();
        assertThat(desk.say(begun("k", 500, "r1"))).isEqualTo("TOO_MANY_PENDING_CREDITS meter");
        assertThat(desk.say(begun("k", -1, "r1"))).isEqualTo("AMOUNT_NOT_POSITIVE tender");
        Desk other = new Desk();
        other.tell(Desk.register());
        other.tell(begun("k", 500, "r1"));
        other.tell(new ProviderCommand.RecordProvider(Desk.BY, "PP-2", AUTHORISED, ""));
        for (int i = 0; i < 3; i++) {
            other.tell(Desk.pay("p" + i, 100));
        }
        assertThat(other.say(new ProviderCommand.AskProvider(Desk.BY, "PP-2", CAPTURE, "")))
                .isEqualTo("TOO_MANY_PENDING_CREDITS meter");
    }

    @Test
    void shouldGiveBackWhatWasTakenAfterItWasLetGo() {
        begin("k", 500);
        asks(CANCEL);
        says(UNKNOWN);
        assertThat(says(CAPTURED)).isEqualTo("ProviderUnsold");
        says(REFUNDED);
        begin("l", 500);
        says(CANCELLED);
        assertThat(says(CAPTURED)).isEqualTo("ProviderUnsold"); // found out long after
        assertThat(desk.state.providerPayments().open()).hasSize(1);
        assertThat(desk.balance(CASH, "card-provider")).isZero();
    }

    @Test
    void shouldBeginOnceForAKeyWhateverTheReference() {
        begin("k", 500);
        assertThat(desk.say(begun("k", 500, "another"))).isEqualTo("Existing #2");
        assertThat(desk.say(begun("k", 600, "another"))).isEqualTo("KEY_USED_FOR_OTHER_CONTENTS key");
        assertThat(desk.say(begun("l", 500, "reference of k"))).isEqualTo("REFERENCE_USED reference");
    }

    @Test
    void shouldKeepFourOpenPaymentsOfAMeter() {
        for (int i = 0; i < 4; i++) {
            begin("k" + i, 500);
        }
        assertThat(desk.say(begun("one more", 500, "r"))).isEqualTo("TOO_MANY_PROVIDER_PAYMENTS meter");
        says(DECLINED);
        assertThat(desk.say(begun("one more", 500, "r"))).isEqualTo("ProviderPaymentBegun");
    }

    @Test
    void shouldRefuseWhatIsUnknownMalformedOrOutOfTurn() {
        desk.tell(Desk.register());
        id = "PP-77";
        assertThat(says(CAPTURED)).isEqualTo("UNKNOWN_PROVIDER_PAYMENT paymentId");
        assertThat(asks(CAPTURE)).isEqualTo("UNKNOWN_PROVIDER_PAYMENT paymentId");
        assertThat(desk.say(begun("k", 500, " "))).isEqualTo("MALFORMED reference");
        begin("k", 500);
        assertThat(asks(CAPTURE)).isEqualTo("WRONG_STATE paymentId");
        assertThat(asks(REFUND)).isEqualTo("WRONG_STATE paymentId");
        assertThat(asks(CHECKOUT)).startsWith("Existing");
        assertThat(desk.say(new ProviderCommand.AskProvider(Desk.BY, id, CANCEL, ""))).isEqualTo("MALFORMED reason");
        assertThat(desk.say(new ProviderCommand.RecordProvider(Desk.ANN, id, CAPTURED, "")))
                .isEqualTo("MALFORMED detail");
    }

    @Test
    void shouldComeBackFromASnapshotAsItWas() throws IOException {
        begin("a", 500);
        says(AUTHORISED);
        begin("b", 500);
        says(DECLINED);
        begin("c", 500);
        says(UNKNOWN);
        id = "PP-4";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StateCodec.write(desk.state, bytes);
        LedgerState back = StateCodec.read(new ByteArrayInputStream(bytes.toByteArray()));
        assertThat(back.stateHash()).isEqualTo(desk.state.stateHash());
        assertThat(back.providerPayments().open()).isEqualTo(desk.state.providerPayments().open()).hasSize(2);
        assertThat(back.providerPayments().payment(id)).isEqualTo(Optional.of(now()));
        assertThat(back.providerPayments.knowsReference("reference of b")).isTrue();
    }

    private void begin(String key, long amountMinor) {
        desk.tell(Desk.register());
        assertThat(desk.say(begun(key, amountMinor, "reference of " + key))).isEqualTo("ProviderPaymentBegun");
        id = "PP-" + desk.state.lastSequence();
    }

    private static Command begun(String key, long amountMinor, String reference) {
        return new ProviderCommand.BeginProviderPayment(Desk.BY, key, Desk.METER, new Money(amountMinor, "USD"),
                "gateway", reference);
    }

    private String says(ProviderAnswer answer) {
        return desk.say(new ProviderCommand.RecordProvider(Desk.BY, id, answer, "said so"));
    }

    private String asks(ProviderStep step) {
        return desk.say(new ProviderCommand.AskProvider(Desk.BY, id, step, "for a reason"));
    }

    private ProviderPayment now() {
        return desk.state.providerPayments().payment(id).orElseThrow();
    }

    /** No further credit can be under way. */
    private void fillTheMeter() {
        desk.tell(Desk.register());
        for (int i = 0; i < 3; i++) {
            desk.tell(Desk.pay("filler " + i, 100));
        }
    }
}
