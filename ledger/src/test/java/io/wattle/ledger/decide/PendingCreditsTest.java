package io.wattle.ledger.decide;

import static io.wattle.ledger.decide.Desk.METER;
import static io.wattle.ledger.decide.Desk.decideCredit;
import static io.wattle.ledger.decide.Desk.pay;
import static io.wattle.ledger.decide.Desk.reading;
import static io.wattle.ledger.decide.Desk.register;
import static io.wattle.ledger.decide.Desk.requeue;
import static io.wattle.ledger.decide.Desk.settle;
import static io.wattle.ledger.decide.Desk.start;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.entry.Command.Answer;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.explain.Explainer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Credits that arrive in part, late, at the wrong meter, or after they were taken back. 400 cents buy 2000 Wh. */
class PendingCreditsTest {
    private final Desk desk = new Desk();

    @Test
    void shouldConfirmSeveralCreditsByOneReading() {
        sent();
        table(pay("k2", 200), "PaymentTaken CreditOrdered Posted");
        table(start("C-5"), "CreditSent");
        table(reading(2, 10, 3990), "ReadingAccepted CreditConfirmed:C-3 CreditConfirmed:C-5 Posted");
    }

    @Test
    void shouldConfirmAPartAndLaterTheRest() {
        sent();
        table(reading(2, 0, 1500), "ReadingAccepted CreditConfirmed:C-3 Posted PARTIAL_CREDIT=500");
        assertThat(desk.balance(AccountType.CREDIT_IN_TRANSIT, METER)).isEqualTo(1500);
        assertThat(desk.state.openCreditsOf(METER).getFirst().remaining().value()).isEqualTo(1500);
        table(reading(3, 0, 3000), "ReadingAccepted CreditConfirmed:C-3 Posted EVIDENCE:F-5-1");
        assertThat(desk.balance(AccountType.CREDIT_IN_TRANSIT, METER)).isZero();
        assertThat(desk.balance(AccountType.UNBACKED_CREDIT, METER)).isZero();
        assertThat(story()).contains("only 0.500 kWh of the 2.000 kWh that were to come with credit C-3",
                "finding F-5-1 is closed by evidence (credit C-3 has been shown in full)");
    }

    /** Somebody loads 500 while the credit is on its way; then the credit comes, all of it. */
    @Test
    void shouldSeeWhenThePartWasSomethingElse() {
        sent();
        table(reading(2, 0, 1500), "ReadingAccepted CreditConfirmed:C-3 Posted PARTIAL_CREDIT=500");
        table(reading(3, 0, 3500), "ReadingAccepted CreditConfirmed:C-3 CreditCameLater Posted");
        assertThat(desk.balance(AccountType.UNBACKED_CREDIT, METER)).isEqualTo(-500);
        assertThat(desk.state.findings.open()).hasSize(1);
        table(reading(4, 0, 4000), "ReadingAccepted Posted UNBACKED_CREDIT=500");
    }

    /**
     * More than the credit came: it counts as arrived, and the rest is found. If as much comes once more, one of the two was
     * not the credit, and 600 alone have been found.
     */
    @Test
    void shouldFindWhatComesOnceMoreAfterItWasTakenForACredit() {
        sent();
        table(reading(2, 0, 3600), "ReadingAccepted CreditConfirmed:C-3 Posted UNBACKED_CREDIT=600");
        table(reading(3, 0, 5600), "ReadingAccepted Posted UNBACKED_CREDIT=2000");
        assertThat(desk.balance(AccountType.UNBACKED_CREDIT, METER)).isEqualTo(-2600);
    }

    /** A person gave the money back: the part was no part of anything, and nothing more is to come. */
    @Test
    void shouldFindAPartThatComesOnceMoreAfterTheMoneyWentBack() {
        sent();
        table(reading(2, 0, 1500), "ReadingAccepted CreditConfirmed:C-3 Posted PARTIAL_CREDIT=500");
        assertThat(desk.say(decideCredit("C-3", false))).contains("CreditFailed");
        table(reading(3, 0, 2000), "ReadingAccepted Posted UNBACKED_CREDIT=500");
    }

    /** What was carried is in the part that is named, as in every finding; else rounding would add up, part by part. */
    @Test
    void shouldBeginCountingAnewAfterAPart() {
        sent();
        table(reading(2, 0, 997), "ReadingAccepted Posted");
        table(reading(3, 0, 1497), "ReadingAccepted CreditConfirmed:C-3 Posted PARTIAL_CREDIT=497");
        table(reading(4, 0, 1492), "ReadingAccepted Posted");
        table(reading(5, 0, 1491), "ReadingAccepted Posted SHORTFALL=6");
    }

    @Test
    void shouldTakeACreditThatAFindingPutInDoubtWhenAllOfItComes() {
        sent();
        table(reading(2, 0, 700), "ReadingAccepted Posted SHORTFALL=300");
        table(reading(3, 0, 700), "ReadingAccepted");
        table(requeue("C-3", 1), "NOT_PROVED creditId");
        table(reading(4, 0, 2700), "ReadingAccepted CreditConfirmed:C-3 Posted");
    }

    /** Two sent; one came with a loss that makes it look like a part of the other: neither may be loaded again. */
    @Test
    void shouldNotSendAnythingAgainBesideAPart() {
        sent();
        table(pay("k2", 200), "PaymentTaken CreditOrdered Posted");
        table(start("C-5"), "CreditSent");
        table(reading(2, 0, 1700), "ReadingAccepted CreditConfirmed:C-3 Posted PARTIAL_CREDIT=700");
        table(reading(3, 0, 1700), "ReadingAccepted");
        table(requeue("C-3", 1), "NOT_PROVED creditId");
        table(requeue("C-5", 1), "NOT_PROVED creditId");
        table(reading(4, 0, 3000), "ReadingAccepted CreditConfirmed:C-3 Posted EVIDENCE:F-7-1");
        table(reading(5, 0, 3000), "ReadingAccepted");
        table(requeue("C-5", 1), "NOT_PROVED creditId");
    }

    @Test
    void shouldGiveBackOnlyTheMoneyForWhatDidNotCome() {
        sent();
        table(reading(2, 0, 1500), "ReadingAccepted CreditConfirmed:C-3 Posted PARTIAL_CREDIT=500");
        table(new Command.DecideCredit(Meters.ANN, METER, "C-3", false, "the rest was never sent"),
                "CreditDecided CreditFailed Posted");
        assertThat(desk.balance(AccountType.WALLET, "acc-m1")).isEqualTo(300);
        assertThat(desk.balance(AccountType.CREDIT_IN_TRANSIT, METER)).isZero();
        assertThat(desk.balance(AccountType.UNITS_SOLD, "flat")).isEqualTo(-500);
    }

    @Test
    void shouldConfirmACreditAfterItsWindow() {
        sent();
        table(reading(2, 0, 1000), "ReadingAccepted");
        desk.elapsed = Duration.ofDays(31);
        table(new Command.Tend(Desk.BY), "CreditExpired CREDIT_EXPIRED=2000 Posted");
        table(reading(3, 0, 3000), "ReadingAccepted CreditConfirmed:C-3 Posted EVIDENCE:F-6-1");
        assertThat(desk.balance(AccountType.EXPIRED_CREDIT, METER)).isZero();
        assertThat(desk.balance(AccountType.CREDIT_ON_METER, METER)).isEqualTo(3000);
    }

    @Test
    void shouldNameACreditThatWasTakenBack() {
        sent();
        table(settle("C-3", 1, Answer.REFUSED), "CreditAnswered CreditFailed Posted");
        table(reading(2, 0, 3000), "ReadingAccepted Posted REVOKED_CREDIT_SHOWN=2000");
        assertThat(desk.balance(AccountType.UNBACKED_CREDIT, METER)).isEqualTo(-2000);
        assertThat(story()).contains("that is credit C-3 of 2.000 kWh, which was taken back");
    }

    @Test
    void shouldNameTheMeterThatACreditWasSoldFor() {
        sent();
        table(register("m2"), "MeterRegistered");
        table(Meters.reading("m2", 1, 0, 100), "ReadingAccepted Posted");
        table(Meters.reading("m2", 2, 0, 2103), "ReadingAccepted Posted CREDIT_OF_OTHER_METER=2003");
        table(Meters.reading("m2", 3, 0, 2203), "ReadingAccepted Posted UNBACKED_CREDIT=100");
        table(reading(2, 0, 3000), "ReadingAccepted CreditConfirmed:C-3 Posted");
        table(Meters.reading("m2", 4, 0, 4203), "ReadingAccepted Posted UNBACKED_CREDIT=2000");
        assertThat(String.join("\n", Explainer.explain(desk.entries, "m2")))
                .contains("that is credit C-3 of 2.000 kWh, which was sold for meter m1");
    }

    private void sent() {
        table(register(), "MeterRegistered");
        table(reading(1, 0, 1000), "ReadingAccepted Posted");
        table(pay("k1", 400), "PaymentTaken CreditOrdered Posted");
        table(start("C-3"), "CreditSent");
    }

    private String story() {
        return String.join("\n", Explainer.explain(desk.entries, METER));
    }

    private void table(Command command, String said) {
        assertThat(desk.say(command)).as("%s", command).isEqualTo(said);
    }
}
