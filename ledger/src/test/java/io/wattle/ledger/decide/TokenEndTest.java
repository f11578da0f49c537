package io.wattle.ledger.decide;

import static io.wattle.ledger.decide.Desk.METER;
import static io.wattle.ledger.decide.Desk.pay;
import static io.wattle.ledger.decide.Desk.reading;
import static io.wattle.ledger.decide.Desk.register;
import static io.wattle.ledger.decide.Desk.requeue;
import static io.wattle.ledger.decide.Desk.settle;
import static io.wattle.ledger.decide.Desk.tend;
import static io.wattle.ledger.decide.Tokens.TERMS;
import static io.wattle.ledger.decide.Tokens.act;
import static io.wattle.ledger.decide.Tokens.credit;
import static io.wattle.ledger.decide.Tokens.made;
import static io.wattle.ledger.decide.Tokens.refused;
import static io.wattle.ledger.decide.Tokens.set;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.entry.Command.Answer;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.explain.Explainer;
import io.wattle.ledger.state.CreditStatus;
import io.wattle.ledger.token.TokenOrder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What becomes of tokens that were ordered, and of the credits that went out as tokens. */
class TokenEndTest {
    private final Desk desk = new Desk();

    @Test
    void shouldProveTheTokenOfAMeterThatIsReadByItsReadings() {
        orderedAndRead();
        table(made("T-5"), "TokensIssued");
        assertThat(desk.state.openTokenOrders()).isEmpty();
        assertThat(desk.balance(AccountType.CREDIT_IN_TRANSIT, METER)).isEqualTo(2000);
        table(reading(2, 0, 3000), "ReadingAccepted CreditConfirmed:C-4 Posted");
        assertThat(desk.balance(AccountType.CREDIT_ON_METER, METER)).isEqualTo(3000);
    }

    @Test
    void shouldEndTheCreditOfAMeterThatIsNeverRead() {
        table(register(), "MeterRegistered");
        table(set(TERMS), "TokenTermsSet");
        for (int i = 0; i < 5; i++) { // more than can be pending
            table(pay("k" + i, 400), "PaymentTaken CreditOrdered Posted");
            long sold = desk.state.lastSequence();
            table(credit("t" + i, "C-" + sold), "TokensOrdered CreditSent");
            table(made("T-" + (sold + 1)), "TokensIssued CreditHandedOver Posted");
        }
        assertThat(desk.balance(AccountType.TOKENS_HANDED_OVER, METER)).isEqualTo(10_000);
        assertThat(desk.balance(AccountType.CREDIT_IN_TRANSIT, METER)).isZero();
        assertThat(desk.state.openCredits()).isEmpty();
        assertThat(desk.state.credit("C-3").orElseThrow().state()).isEqualTo(CreditStatus.State.HANDED_OVER);
        table(settle("C-3", 1, Answer.ACCEPTED), "Existing #5");
        table(settle("C-3", 1, Answer.REFUSED), "WRONG_STATE creditId");
        table(Desk.decideCredit("C-3", true), "WRONG_STATE creditId");
        table(requeue("C-3", 1), "WRONG_STATE creditId");
        table(Meters.log(Meters.line(1, "C-3", 2000, 1)), "CreditLogged");
        desk.elapsed = Duration.ofDays(31);
        table(tend(), "nothing to do");
        table(reading(1, 500, 7000), "ReadingAccepted Posted"); // as it is found
        assertThat(desk.balance(AccountType.OPENING_BALANCE, METER)).isEqualTo(-7000);
        desk.elapsed = Duration.ofDays(402);
        table(tend(), "Forgotten 10,5,0,0");
        assertThat(desk.state.credit("C-3")).isEmpty();
        assertThat(String.join("\n", Explainer.explain(desk.entries, METER))).contains(
                "tokens T-4 were made by module module-1 with a key of check value A1B2C3",
                "credit C-3 of 2.000 kWh was handed over as a token");
    }

    @Test
    void shouldGiveTheMoneyBackWhenNoTokenWasMade() {
        orderedAndRead();
        table(refused("T-5"), "TokensRefused CreditFailed Posted");
        table(refused("T-5"), "Existing #6");
        table(made("T-5"), "WRONG_STATE tokensId");
        assertThat(desk.balance(AccountType.WALLET, "acc-m1")).isEqualTo(400);
        assertThat(desk.balance(AccountType.CREDIT_IN_TRANSIT, METER)).isZero();
        assertThat(desk.state.credit("C-4").orElseThrow().state()).isEqualTo(CreditStatus.State.FAILED);
    }

    @Test
    void shouldTakeBackWhatExpiredBeforeAModuleSaidNo() {
        orderedAndRead();
        desk.elapsed = Duration.ofDays(31);
        table(tend(), "CreditExpired CREDIT_EXPIRED=2000 Posted");
        table(refused("T-5"), "TokensRefused CreditFailed Posted EVIDENCE:F-6-1");
        assertThat(desk.balance(AccountType.EXPIRED_CREDIT, METER)).isZero();
        assertThat(desk.balance(AccountType.WALLET, "acc-m1")).isEqualTo(400);
    }

    @Test
    void shouldHandOverWhatExpiredBeforeAModuleSaidYes() {
        table(register(), "MeterRegistered");
        table(set(TERMS), "TokenTermsSet");
        table(pay("k1", 400), "PaymentTaken CreditOrdered Posted");
        table(credit("t1", "C-3"), "TokensOrdered CreditSent");
        desk.elapsed = Duration.ofDays(31);
        table(tend(), "CreditExpired CREDIT_EXPIRED=2000 Posted");
        table(made("T-4"), "TokensIssued CreditHandedOver Posted EVIDENCE:F-5-1");
        assertThat(desk.balance(AccountType.EXPIRED_CREDIT, METER)).isZero();
        assertThat(desk.balance(AccountType.TOKENS_HANDED_OVER, METER)).isEqualTo(2000);
        assertThat(desk.state.expiredCredits()).isEmpty();
    }

    /** A reading was quicker than the word of the module: the credit has ended, and stays as it is. */
    @Test
    void shouldLeaveACreditAloneThatHasEnded() {
        orderedAndRead();
        table(reading(2, 0, 3000), "ReadingAccepted CreditConfirmed:C-4 Posted");
        table(refused("T-5"), "TokensRefused");
        assertThat(desk.state.credit("C-4").orElseThrow().state()).isEqualTo(CreditStatus.State.CONFIRMED);
    }

    @Test
    void shouldNeverSendACreditAgainThatWentOutAsAToken() {
        orderedAndRead();
        table(settle("C-4", 1, Answer.UNKNOWN), "ORDER_OPEN creditId");
        table(Desk.decideCredit("C-4", false), "ORDER_OPEN creditId");
        table(made("T-5"), "TokensIssued");
        table(reading(2, 0, 1000), "ReadingAccepted");
        table(requeue("C-4", 1), "NOT_PROVED creditId");
        table(settle("C-4", 1, Answer.REFUSED), "NOT_PROVED answer");
        table(settle("C-4", 1, Answer.UNKNOWN), "CreditAnswered");
        table(credit("t2", "C-4"), "WRONG_STATE order.creditId");
        table(Desk.decideCredit("C-4", false), "CreditDecided CreditFailed Posted");
    }

    @Test
    void shouldSayTheSameAgainForADayAndKnowNoOthers() {
        orderedAndRead();
        table(made("T-5"), "TokensIssued");
        table(made("T-5"), "Existing #6");
        table(new Command.RecordTokens(Desk.BY, METER, "T-5", "module-2", "A1B2C3"), "WRONG_STATE tokensId");
        table(refused("T-5"), "WRONG_STATE tokensId");
        table(made("T-6"), "UNKNOWN_TOKENS tokensId");
        table(new Command.RecordTokens(Desk.BY, "m9", "T-5", "module-1", "A1B2C3"), "UNKNOWN_METER meter");
        table(act("t2", TokenOrder.Kind.CLEAR_TAMPER, 0), "TokensOrdered");
        table(made("T-7"), "TokensIssued");
        table(made("T-5"), "Existing #6");
        desk.elapsed = Duration.ofDays(2);
        table(act("t3", TokenOrder.Kind.CLEAR_TAMPER, 0), "TokensOrdered");
        table(made("T-9"), "TokensIssued");
        table(made("T-7"), "UNKNOWN_TOKENS tokensId");
    }

    /** The journal has no token: nothing that could be one gets past here. */
    @Test
    void shouldTakeNoTwentyDigitsForACheckValue() {
        orderedAndRead();
        table(new Command.RecordTokens(Desk.BY, METER, "T-5", "module-1", "12345678901234567890"),
                "MALFORMED keyCheckValue");
        table(new Command.RecordTokens(Desk.BY, METER, "T-5", " ", "A1B2C3"), "MALFORMED moduleId");
        table(new Command.RecordTokens(Desk.BY, METER, " ", "module-1", "A1B2C3"), "MALFORMED tokensId");
        table(new Command.RefuseTokens(Desk.BY, METER, "T-5", " "), "MALFORMED reason");
    }

    @Test
    void shouldExpectTheClearingThatATokenBringsAndNotOneThatWasNeverMade() {
        table(register(), "MeterRegistered");
        table(set(TERMS), "TokenTermsSet");
        table(reading(1, 0, 1000), "ReadingAccepted Posted");
        table(act("t1", TokenOrder.Kind.CLEAR_CREDIT, 0xFFFF), "TokensOrdered ChangeAnnounced");
        table(act("t2", TokenOrder.Kind.CLEAR_CREDIT, 0xFFFF), "WRONG_STATE order");
        table(refused("T-4"), "TokensRefused ChangeLapsed");
        table(act("t2", TokenOrder.Kind.CLEAR_CREDIT, 0xFFFF), "TokensOrdered ChangeAnnounced");
        table(made("T-6"), "TokensIssued");
        table(reading(2, 0, 0), "ReadingAccepted ChangeShown Posted");
        assertThat(desk.balance(AccountType.ENGINEERING, METER)).isEqualTo(1000);
        for (int i = 0; i < ChangeDecisions.CHANGES_MAX; i++) {
            table(Meters.grant("g" + i, 100), "ChangeAnnounced");
        }
        table(act("t3", TokenOrder.Kind.CLEAR_CREDIT, 0), "TOO_MANY_PENDING_CHANGES meter");
    }

    private void orderedAndRead() {
        table(register(), "MeterRegistered");
        table(set(TERMS), "TokenTermsSet");
        table(reading(1, 0, 1000), "ReadingAccepted Posted");
        table(pay("k1", 400), "PaymentTaken CreditOrdered Posted");
        table(credit("t1", "C-4"), "TokensOrdered CreditSent");
    }

    private void table(Command command, String said) {
        assertThat(desk.say(command)).as("%s", command).isEqualTo(said);
    }
}
