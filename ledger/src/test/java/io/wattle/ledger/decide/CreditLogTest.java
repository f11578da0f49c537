package io.wattle.ledger.decide;

import static io.wattle.ledger.decide.Desk.METER;
import static io.wattle.ledger.decide.Desk.pay;
import static io.wattle.ledger.decide.Desk.reading;
import static io.wattle.ledger.decide.Desk.register;
import static io.wattle.ledger.decide.Desk.requeue;
import static io.wattle.ledger.decide.Desk.settle;
import static io.wattle.ledger.decide.Desk.start;
import static io.wattle.ledger.decide.Meters.line;
import static io.wattle.ledger.decide.Meters.log;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.entry.Command.Answer;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.LogEntry;
import io.wattle.ledger.explain.Explainer;
import io.wattle.ledger.quantity.Volume;
import io.wattle.ledger.state.CreditStatus;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Direct evidence from a meter's own log. Two credits of 2000 Wh were sent: C-3 and C-5. */
class CreditLogTest {
    private final Desk desk = new Desk();

    @Test
    void shouldTakeWhatTheLogHasForCertain() {
        sent();
        table(log(line(1, "C-5", 2000, 2)), "CreditLogged");
        table(log(line(1, "C-5", 2000, 2)), "Existing #7");
        table(requeue("C-5", 1), "NOT_PROVED creditId");
        table(reading(1, 0, 1000), "Existing #2");
        table(reading(3, 0, 3000), "ReadingAccepted CreditConfirmed:C-5 Posted");
        table(log(line(1, "C-5", 2000, 2), line(2, "C-3", 2000, 4)), "CreditLogged");
        table(reading(5, 0, 5000), "ReadingAccepted CreditConfirmed:C-3 Posted");
        assertThat(story()).contains("the meter's own log, line 1: 2.000 kWh under reference C-5");
    }

    @Test
    void shouldFindWhatIsMissingOfWhatTheLogHas() {
        sent();
        table(log(line(1, "C-5", 2000, 2)), "CreditLogged");
        table(reading(3, 0, 1000), "ReadingAccepted CreditConfirmed:C-5 Posted SHORTFALL=2000");
    }

    /** The reading was taken before the line was entered, and came after it. */
    @Test
    void shouldNotExpectItInAReadingFromBefore() {
        sent();
        table(log(line(1, "C-5", 2000, 10)), "CreditLogged");
        table(reading(3, 0, 1000), "ReadingAccepted");
        table(reading(10, 0, 3000), "ReadingAccepted CreditConfirmed:C-5 Posted");
    }

    @Test
    void shouldKnowACreditByTheReferenceItWasSentUnder() {
        table(register(), "MeterRegistered");
        table(reading(1, 0, 1000), "ReadingAccepted Posted");
        table(pay("k1", 400), "PaymentTaken CreditOrdered Posted");
        table(pay("k2", 400), "PaymentTaken CreditOrdered Posted");
        table(new Command.StartCredit(Desk.BY, METER, "C-3", Optional.of("T-77")), "CreditSent");
        table(new Command.StartCredit(Desk.BY, METER, "C-4", Optional.of("T-77")), "REFERENCE_USED reference");
        table(new Command.StartCredit(Desk.BY, METER, "C-4", Optional.of("C-3")), "REFERENCE_USED reference");
        table(new Command.StartCredit(Desk.BY, METER, "C-4", Optional.of("")), "MALFORMED reference");
        table(log(line(1, "T-77", 2000, 2)), "CreditLogged");
        table(reading(3, 0, 3000), "ReadingAccepted CreditConfirmed:C-3 Posted");
    }

    @Test
    void shouldFindAtOnceWhatNobodySoldAndNotASecondTime() {
        sent();
        table(log(line(1, "X-1", 700, 2), line(2, "X-2", 50, 2)),
                "CreditLogged UNBACKED_CREDIT_LOGGED=700 ChangeAnnounced"
                        + " CreditLogged UNBACKED_CREDIT_LOGGED=50 ChangeAnnounced");
        table(reading(3, 0, 1750), "ReadingAccepted ChangeShown Posted");
        assertThat(desk.balance(AccountType.UNBACKED_CREDIT, METER)).isEqualTo(-750);
        table(reading(4, 0, 2500), "ReadingAccepted CreditConfirmed:C-3 Posted PARTIAL_CREDIT=750");
    }

    @Test
    void shouldNameWhatIsNotThisMetersToTake() {
        sent();
        table(register("m2"), "MeterRegistered");
        table(Meters.reading("m2", 1, 0, 100), "ReadingAccepted Posted");
        table(Meters.pay("k3", "m2", 400), "PaymentTaken CreditOrdered Posted");
        table(new Command.StartCredit(Desk.BY, "m2", "C-9"), "CreditSent");
        table(log(line(1, "C-9", 2000, 2)), "CreditLogged CREDIT_OF_OTHER_METER=2000 ChangeAnnounced");
        table(reading(3, 0, 3000), "ReadingAccepted ChangeShown Posted");
        table(settle("C-3", 1, Answer.REFUSED), "CreditAnswered CreditFailed Posted");
        table(log(line(2, "C-3", 2000, 4)), "CreditLogged REVOKED_CREDIT_SHOWN=2000 ChangeAnnounced");
        table(reading(5, 0, 5000), "ReadingAccepted ChangeShown Posted");
    }

    @Test
    void shouldFindACreditThatTheLogHasTwiceOrAsTooMuch() {
        sent();
        table(log(line(1, "C-3", 2100, 2)), "CreditLogged UNBACKED_CREDIT_LOGGED=100 ChangeAnnounced");
        table(reading(3, 0, 3100), "ReadingAccepted CreditConfirmed:C-3 ChangeShown Posted");
        table(log(line(2, "C-3", 2000, 4)), "CreditLogged UNBACKED_CREDIT_LOGGED=2000 ChangeAnnounced");
        table(reading(5, 0, 5100), "ReadingAccepted ChangeShown Posted");
        assertThat(desk.balance(AccountType.UNBACKED_CREDIT, METER)).isEqualTo(-2100);
        assertThat(desk.balance(AccountType.CREDIT_IN_TRANSIT, METER)).isEqualTo(2000);
    }

    @Test
    void shouldTakeAPartThatTheLogHas() {
        sent();
        table(log(line(1, "C-3", 800, 2)), "CreditLogged PARTIAL_CREDIT=800");
        table(reading(3, 0, 1800), "ReadingAccepted CreditConfirmed:C-3 Posted");
        assertThat(desk.balance(AccountType.CREDIT_IN_TRANSIT, METER)).isEqualTo(3200);
    }

    /** Both are of the same amount, and one came: the oldest was taken for it, and the log says it was the other. */
    @Test
    void shouldPutRightWhatWasInferred() {
        sent();
        table(reading(3, 0, 3000), "ReadingAccepted CreditConfirmed:C-3 Posted");
        table(log(line(1, "C-5", 2000, 2)), "CreditLogged CreditReattributed");
        assertThat(desk.state.openCreditsOf(METER).getFirst().creditId()).isEqualTo("C-3");
        assertThat(desk.state.credit("C-5").orElseThrow().state()).isEqualTo(CreditStatus.State.CONFIRMED);
        assertThat(desk.balance(AccountType.CREDIT_IN_TRANSIT, METER)).isEqualTo(2000);
        table(reading(4, 0, 3000), "ReadingAccepted");
        table(requeue("C-3", 1), "CreditRequeued");
        table(start("C-3"), "CreditSent");
        table(reading(5, 0, 5000), "ReadingAccepted CreditConfirmed:C-3 Posted");
        assertThat(story()).contains("the rise that was taken for credit C-3 was credit C-5 of the same amount");
    }

    /** It lay in a balance that did not add up, 300 less than it should have been; the log settles it. */
    @Test
    void shouldSettleADoubtByTheLog() {
        table(register(), "MeterRegistered");
        table(reading(1, 0, 1000), "ReadingAccepted Posted");
        table(pay("k1", 400), "PaymentTaken CreditOrdered Posted");
        table(start("C-3"), "CreditSent");
        table(reading(3, 0, 500), "ReadingAccepted Posted SHORTFALL=500");
        table(log(line(1, "C-3", 2000, 2)), "CreditLogged CreditConfirmed:C-3 Posted");
        assertThat(desk.balance(AccountType.CREDIT_IN_TRANSIT, METER)).isZero();
        assertThat(story()).contains("its own log proves it");
    }

    @Test
    void shouldRefuseLinesThatMakeNoSense() {
        table(log(line(1, "C-3", 1, 2)), "UNKNOWN_METER meter");
        sent();
        table(log(), "MALFORMED lines");
        table(log(line(2, "C-3", 1, 2), line(2, "C-5", 1, 2)), "MALFORMED lines.logSequence");
        table(log(line(0, "C-3", 1, 2)), "MALFORMED lines.logSequence");
        table(log(line(1, "", 1, 2)), "MALFORMED lines.reference");
        table(log(line(1, "C-3", 0, 2)), "MALFORMED lines.amount");
        table(log(new LogEntry(1, "C-3", new Volume(1), Meters.at(2))), "WRONG_UNIT lines.amount");
        table(log(IntStream.rangeClosed(1, 33).mapToObj(n -> line(n, "C-3", 1, 2)).toArray(LogEntry[]::new)),
                "MALFORMED lines");
    }

    private void sent() {
        table(register(), "MeterRegistered");
        table(reading(1, 0, 1000), "ReadingAccepted Posted");
        table(pay("k1", 400), "PaymentTaken CreditOrdered Posted");
        table(start("C-3"), "CreditSent");
        table(pay("k2", 400), "PaymentTaken CreditOrdered Posted");
        table(start("C-5"), "CreditSent");
    }

    private String story() {
        return String.join("\n", Explainer.explain(desk.entries, METER));
    }

    private void table(Command command, String said) {
        assertThat(desk.say(command)).as("%s", command).isEqualTo(said);
    }
}
