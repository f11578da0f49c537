package io.wattle.ledger.decide;

import static io.wattle.ledger.book.AccountType.CREDIT_IN_TRANSIT;
import static io.wattle.ledger.book.AccountType.EXPIRED_CREDIT;
import static io.wattle.ledger.book.AccountType.UNBACKED_CREDIT;
import static io.wattle.ledger.book.AccountType.UNITS_SOLD;
import static io.wattle.ledger.book.AccountType.WALLET;
import static io.wattle.ledger.decide.Desk.METER;
import static io.wattle.ledger.decide.Desk.decideCredit;
import static io.wattle.ledger.decide.Desk.pay;
import static io.wattle.ledger.decide.Desk.reading;
import static io.wattle.ledger.decide.Desk.register;
import static io.wattle.ledger.decide.Desk.requeue;
import static io.wattle.ledger.decide.Desk.settle;
import static io.wattle.ledger.decide.Desk.start;
import static io.wattle.ledger.decide.Desk.tend;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.entry.Command.Answer;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.EntryCodec;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.explain.Explainer;
import io.wattle.ledger.journal.Journal;
import io.wattle.ledger.state.CreditStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Pending, and then too late: credits whose window passes. The window is 30 days, one kWh costs 200 cents. */
class CreditExpiryTest {
    private static final Duration WINDOW = Duration.ofDays(30);
    private final Desk desk = new Desk();

    @Test
    void shouldSetACreditApartWhenItsWindowHasPassed() {
        sent();
        desk.elapsed = WINDOW.minusSeconds(2);
        table(tend(), "nothing to do");
        desk.elapsed = WINDOW;
        table(tend(), "CreditExpired CREDIT_EXPIRED=2000 Posted");
        table(tend(), "nothing to do");
        assertThat(desk.balance(CREDIT_IN_TRANSIT, METER)).isZero();
        assertThat(desk.balance(EXPIRED_CREDIT, METER)).isEqualTo(2000);
        assertThat(desk.balance(WALLET, "acc-m1")).isZero(); // a sale is final until somebody decides
        table(start("C-3"), "WRONG_STATE creditId");
        table(requeue("C-3", 1), "WRONG_STATE creditId");
        table(settle("C-3", 1, Answer.ACCEPTED), "WRONG_STATE creditId");
        assertThat(desk.state.openCreditsOf(METER)).isEmpty();
        assertThat(desk.state.expiredCredits()).extracting(CreditStatus::state)
                .containsExactly(CreditStatus.State.EXPIRED);
        assertThat(String.join("\n", Explainer.explain(desk.entries, METER)))
                .contains("credit C-3 of 2.000 kWh expired", "FINDING F-5-1 CREDIT_EXPIRED");
    }

    @Test
    void shouldNotExpireWhatWaitsToBeSent() {
        table(register(), "MeterRegistered");
        table(reading(1, 0, 1000), "ReadingAccepted Posted");
        table(pay("k1", 400), "PaymentTaken CreditOrdered Posted");
        desk.elapsed = WINDOW.multipliedBy(3);
        table(tend(), "nothing to do");
        table(start("C-3"), "CreditSent");
        table(tend(), "nothing to do");
    }

    /** Each sending opens a window of its own, and they expire in the order of sending. */
    @Test
    void shouldCountTheWindowFromTheLastSending() {
        sent();
        desk.elapsed = Duration.ofDays(20);
        table(reading(20 * 24 * 60, 0, 1000), "ReadingAccepted");
        table(requeue("C-3", 1), "CreditRequeued");
        table(pay("k2", 200), "PaymentTaken CreditOrdered Posted");
        table(start("C-7"), "CreditSent");
        table(start("C-3"), "CreditSent");
        desk.elapsed = WINDOW.plusDays(1);
        table(tend(), "nothing to do");
        desk.elapsed = WINDOW.plusDays(20);
        table(tend(), "CreditExpired CREDIT_EXPIRED=1000 Posted CreditExpired CREDIT_EXPIRED=2000 Posted");
    }

    @Test
    void shouldMakeRoomForOtherCredits() {
        table(register(), "MeterRegistered");
        table(reading(1, 0, 1000), "ReadingAccepted Posted");
        for (int i = 3; i <= 5; i++) {
            table(pay("k" + i, 100), "PaymentTaken CreditOrdered Posted");
        }
        table(start("C-3"), "CreditSent");
        table(pay("k6", 100), "TOO_MANY_PENDING_CREDITS meter");
        desk.elapsed = WINDOW.plusDays(1);
        table(tend(), "CreditExpired CREDIT_EXPIRED=500 Posted");
        table(pay("k6", 100), "PaymentTaken CreditOrdered Posted");
    }

    @Test
    void shouldLetAPersonDecideWhatHasExpired() {
        expired();
        table(decideCredit("C-3", true), "CreditDecided CreditConfirmed:C-3 Posted EVIDENCE:F-5-1");
        table(decideCredit("C-3", true), "Existing #6");
        table(decideCredit("C-3", false), "WRONG_STATE creditId");
        assertThat(desk.balance(EXPIRED_CREDIT, METER)).isZero();
        assertThat(desk.balance(UNBACKED_CREDIT, METER)).isEqualTo(2000);
        assertThat(desk.state.expiredCredits()).isEmpty();
        assertThat(desk.state.openFindings()).isEmpty();
    }

    @Test
    void shouldGiveTheMoneyBackForWhatHasExpiredAndIsNotThere() {
        expired();
        table(decideCredit("C-3", false), "CreditDecided CreditFailed Posted EVIDENCE:F-5-1");
        assertThat(desk.balance(EXPIRED_CREDIT, METER)).isZero();
        assertThat(desk.balance(UNITS_SOLD, "flat")).isZero();
        assertThat(desk.balance(WALLET, "acc-m1")).isEqualTo(400);
    }

    /** However long the names are, what one command does fits into one record of the journal. */
    @Test
    void shouldTendABoundedPieceAtATime() {
        for (int i = 0; i < 100; i++) {
            String meter = "水".repeat(58) + i;
            desk.tell(register(meter));
            desk.tell(new Command.RecordReading(Desk.BY, meter,
                    ((Command.RecordReading) reading(1, 0, 1000)).reading()));
            desk.tell(new Command.TakePayment(Desk.BY, "k" + i, meter, ((Command.TakePayment) pay("k", 100)).tender()));
            String creditId = "C-" + desk.state.lastSequence();
            desk.tell(new Command.StartCredit(Desk.BY, meter, creditId));
        }
        desk.elapsed = Duration.ofDays(500);
        int commands = 0;
        while (!desk.say(tend()).equals("nothing to do")) {
            LedgerEntry entry = desk.entries.getLast();
            assertThat(EntryCodec.encode(entry)).hasSizeLessThanOrEqualTo(Journal.RECORD_BYTES_MAX);
            commands++;
        }
        assertThat(commands).isEqualTo(3);
        assertThat(desk.state.expiredCredits()).hasSize(100);
    }

    private void expired() {
        sent();
        desk.elapsed = WINDOW.plusDays(1);
        table(tend(), "CreditExpired CREDIT_EXPIRED=2000 Posted");
    }

    private void sent() {
        table(register(), "MeterRegistered");
        table(reading(1, 0, 1000), "ReadingAccepted Posted");
        table(pay("k1", 400), "PaymentTaken CreditOrdered Posted");
        table(start("C-3"), "CreditSent");
    }

    private void table(Command command, String said) {
        assertThat(desk.say(command)).as("%s", command).isEqualTo(said);
    }
}
