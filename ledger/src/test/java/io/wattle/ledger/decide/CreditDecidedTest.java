package io.wattle.ledger.decide;

import static io.wattle.ledger.decide.Desk.METER;
import static io.wattle.ledger.decide.Desk.pay;
import static io.wattle.ledger.decide.Desk.reading;
import static io.wattle.ledger.decide.Desk.register;
import static io.wattle.ledger.decide.Desk.requeue;
import static io.wattle.ledger.decide.Desk.settle;
import static io.wattle.ledger.decide.Desk.start;
import static io.wattle.ledger.decide.Desk.warn;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.entry.Command.Answer;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.Supply;
import io.wattle.ledger.explain.Explainer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What readings cannot prove: credits with a finding beside them, and clocks that are wrong. */
class CreditDecidedTest {
    private final Desk desk = new Desk();

    /** The credit arrived, 300 were lost: neither "not there" nor "there" fits, and it must not be loaded again. */
    @Test
    void shouldNotSendAgainWhatAFindingMayHide() {
        sent();
        table(reading(2, 0, 2700), "ReadingAccepted CreditConfirmed:C-3 Posted PARTIAL_CREDIT=1700");
        table(reading(3, 0, 2700), "ReadingAccepted");
        table(requeue("C-3", 1), "NOT_PROVED creditId");
        table(decide(true), "CreditDecided CreditConfirmed:C-3 Posted EVIDENCE:F-5-1");
        table(decide(true), "Existing #7");
        table(decide(false), "WRONG_STATE creditId");
        assertThat(desk.balance(AccountType.UNBACKED_CREDIT, METER)).isEqualTo(300);
        assertThat(desk.balance(AccountType.CREDIT_IN_TRANSIT, METER)).isZero();
        assertThat(String.join("\n", Explainer.explain(desk.entries, METER)))
                .contains("a person decided that credit C-3 is in the meter (looked)", "counts as in the meter");
    }

    @Test
    void shouldNotSendAgainAfterAShortfallOrARegisterThatFell() {
        sent();
        table(reading(2, 100, 700), "ReadingAccepted Posted SHORTFALL=200");
        table(reading(3, 100, 700), "ReadingAccepted");
        table(requeue("C-3", 1), "NOT_PROVED creditId");
        table(reading(4, 50, Supply.ON), "ReadingAccepted REGISTER_WENT_BACK=50");
        table(pay("k2", 400), "PaymentTaken CreditOrdered Posted");
        table(start("C-8"), "CreditSent");
        table(reading(5, 50, 700), "ReadingAccepted");
        table(reading(6, 50, 700), "ReadingAccepted");
        table(requeue("C-8", 1), "NOT_PROVED creditId");
    }

    @Test
    void shouldTakeTheMetersWordBeforeAFinding() {
        sent();
        table(settle("C-3", 1, Answer.ACCEPTED), "CreditAnswered");
        table(reading(2, 0, 2700), "ReadingAccepted CreditConfirmed:C-3 Posted SHORTFALL=300");
    }

    @Test
    void shouldNotTakeAReadingForProofOfWhatTheToleranceHides() {
        table(register(), "MeterRegistered");
        table(reading(1, 0, 1000), "ReadingAccepted Posted");
        table(pay("k1", 2), "PaymentTaken CreditOrdered Posted"); // 10 Wh, twice the tolerance
        table(start("C-3"), "CreditSent");
        table(reading(2, 0, 1000), "ReadingAccepted");
        table(requeue("C-3", 1), "NOT_PROVED creditId");
        table(decide(false), "CreditDecided CreditFailed Posted");
        assertThat(desk.balance(AccountType.WALLET, "acc-m1")).isEqualTo(2);
    }

    @Test
    void shouldLetOnlyAPersonDecideAndOnlyAboutWhatIsOnItsWay() {
        table(register(), "MeterRegistered");
        table(reading(1, 0, 1000), "ReadingAccepted Posted");
        table(pay("k1", 400), "PaymentTaken CreditOrdered Posted");
        table(new Command.DecideCredit(Desk.BY, METER, "C-3", true, "looked"), "MALFORMED origin.mode");
        table(new Command.DecideCredit(Origin.manual("ann", "api"), METER, "C-3", true, " "), "MALFORMED reason");
        table(decide(true), "WRONG_STATE creditId");
        table(start("C-3"), "CreditSent");
        table(decide(false), "CreditDecided CreditFailed Posted");
        table(decide(false), "Existing #5");
        table(decide(true), "WRONG_STATE creditId");
        assertThat(desk.balance(AccountType.WALLET, "acc-m1")).isEqualTo(400);
    }

    @Test
    void shouldSayOnceThatAClockIsWrongAndNotShutTheMeterOut() {
        table(register(), "MeterRegistered");
        table(reading(600, 100, 1000), "ReadingAccepted Posted");
        table(reading(1, 110, 2000), "CLOCK_WRONG");
        table(reading(2, 110, 2000), "READING_NOT_NEWER reading.takenAt");
        desk.elapsed = Duration.ofMinutes(61);
        table(reading(3, 99, 2000), "READING_NOT_NEWER reading.takenAt");
        table(reading(-1500, 110, 2000), "READING_NOT_NEWER reading.takenAt");
        table(reading(3, 110, 2000), "ReadingAccepted Posted UNBACKED_CREDIT=1010 EVIDENCE:F-3-1");
        table(reading(4, 110, 2000), "ReadingAccepted");
        table(reading(2000, 110, 2000), "CLOCK_WRONG");
        table(reading(2000, 110, 2000), "READING_AHEAD_OF_TIME reading.takenAt");
        assertThat(desk.state.meter(METER).orElseThrow().lastReading().orElseThrow().takenAt())
                .isEqualTo(at(4));
    }

    @Test
    void shouldForgetAWarningWhateverRaisedTheBalance() {
        table(register(), "MeterRegistered");
        table(reading(1, 0, 10), "ReadingAccepted Posted");
        table(warn(), "DisconnectWarned");
        table(reading(2, 5, 5), "ReadingAccepted Posted");
        table(warn(), "ALREADY_WARNED meter");
        table(reading(3, 5, 500), "ReadingAccepted Posted UNBACKED_CREDIT=495");
        table(warn(), "DisconnectWarned");
    }

    private void sent() {
        table(register(), "MeterRegistered");
        table(reading(1, 0, 1000), "ReadingAccepted Posted");
        table(pay("k1", 400), "PaymentTaken CreditOrdered Posted");
        table(start("C-3"), "CreditSent");
    }

    private static Instant at(int minute) {
        return Desk.NOON.plusSeconds(60L * minute);
    }

    private static Command decide(boolean inMeter) {
        return new Command.DecideCredit(Origin.manual("ann", "api"), METER, "C-3", inMeter, "looked");
    }

    private void table(Command command, String said) {
        assertThat(desk.say(command)).as("%s", command).isEqualTo(said);
    }
}
