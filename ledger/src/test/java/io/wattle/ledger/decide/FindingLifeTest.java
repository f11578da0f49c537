package io.wattle.ledger.decide;

import static io.wattle.ledger.decide.Desk.METER;
import static io.wattle.ledger.decide.Desk.decideCredit;
import static io.wattle.ledger.decide.Desk.decideFinding;
import static io.wattle.ledger.decide.Desk.pay;
import static io.wattle.ledger.decide.Desk.reading;
import static io.wattle.ledger.decide.Desk.register;
import static io.wattle.ledger.decide.Desk.settle;
import static io.wattle.ledger.decide.Desk.start;
import static io.wattle.ledger.decide.Desk.tend;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.entry.Command.Answer;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.explain.Explainer;
import io.wattle.ledger.state.FindingStatus.Status;
import io.wattle.ledger.state.FindingStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** From open to explained, fraud or closed. */
class FindingLifeTest {
    private final Desk desk = new Desk();

    @Test
    void shouldLetAPersonSayWhatItWasAndThinkAgain() {
        found();
        table(decideFinding("F-3-1", false), "EXPLAINED:F-3-1");
        table(decideFinding("F-3-1", false), "Existing #4");
        table(decideFinding("F-3-1", true), "FRAUD:F-3-1");
        table(decideFinding("F-3-1", true), "Existing #5");
        table(decideFinding("F-3-1", false), "EXPLAINED:F-3-1");
        FindingStatus finding = desk.state.finding("F-3-1").orElseThrow();
        assertThat(finding.status()).isEqualTo(Status.EXPLAINED);
        assertThat(finding.end().orElseThrow().by()).isEqualTo("ann");
        assertThat(finding.end().orElseThrow().reason()).isEqualTo("looked");
        assertThat(desk.state.openFindings()).isEmpty();
        assertThat(desk.state.findingsOf(METER)).containsExactly(finding);
        assertThat(String.join("\n", Explainer.explain(desk.entries, METER)))
                .contains("finding F-3-1 is explained (looked)", "finding F-3-1 is confirmed as fraud (looked)");
    }

    @Test
    void shouldAskForAPersonAReasonAndAFindingOfThatMeter() {
        found();
        table(register("m2"), "MeterRegistered");
        table(new Command.DecideFinding(Desk.BY, METER, "F-3-1", true, "looked"), "MALFORMED origin.mode");
        table(new Command.DecideFinding(Desk.ANN, METER, "F-3-1", true, " "), "MALFORMED reason");
        table(new Command.DecideFinding(Desk.ANN, METER, "", true, "looked"), "MALFORMED findingId");
        table(new Command.DecideFinding(Desk.ANN, "m9", "F-3-1", true, "looked"), "UNKNOWN_METER meter");
        table(new Command.DecideFinding(Desk.ANN, "m2", "F-3-1", true, "looked"), "UNKNOWN_FINDING findingId");
        table(decideFinding("F-3-2", true), "UNKNOWN_FINDING findingId");
        assertThat(desk.state.openFindings()).hasSize(1);
    }

    /** What a decided credit explains is closed by it, and no person can open or turn that again. */
    @Test
    void shouldCloseWhatADecidedCreditExplains() {
        acceptedAndNotShown();
        table(decideCredit("C-3", true), "CreditDecided CreditConfirmed:C-3 Posted EVIDENCE:F-6-1");
        assertThat(desk.state.finding("F-6-1").orElseThrow().status()).isEqualTo(Status.CLOSED);
        table(decideFinding("F-6-1", true), "WRONG_STATE findingId");
    }

    /** The meter said that it took what it did not take: giving the money back does not explain that. */
    @Test
    void shouldLeaveOpenWhyAMeterSaidWhatIsNotSo() {
        acceptedAndNotShown();
        table(decideCredit("C-3", false), "CreditDecided CreditFailed Posted");
        assertThat(desk.state.openFindings()).hasSize(1);
    }

    @Test
    void shouldLeaveOpenWhatACreditExplainsOnlyInPart() {
        sent();
        table(reading(2, 0, 3500), "ReadingAccepted CreditConfirmed:C-3 Posted UNBACKED_CREDIT=500");
        table(pay("k2", 400), "PaymentTaken CreditOrdered Posted");
        table(start("C-6"), "CreditSent");
        table(reading(3, 0, 3000), "ReadingAccepted Posted SHORTFALL=500");
        table(reading(4, 0, 4000), "ReadingAccepted Posted UNBACKED_CREDIT=1000");
        table(decideCredit("C-6", true), "CreditDecided CreditConfirmed:C-6 Posted");
        assertThat(desk.state.openFindings()).hasSize(3);
    }

    @Test
    void shouldForgetWhatEndedLongAgo() {
        found();
        table(reading(3, 0, 1000), "ReadingAccepted Posted SHORTFALL=500");
        table(decideFinding("F-3-1", false), "EXPLAINED:F-3-1");
        desk.elapsed = Duration.ofDays(300);
        table(decideFinding("F-3-1", true), "FRAUD:F-3-1"); // the later word counts, for the time too
        desk.elapsed = Duration.ofDays(401);
        table(tend(), "nothing to do");
        desk.elapsed = Duration.ofDays(701);
        table(tend(), "Forgotten 0,0,0,1");
        table(tend(), "nothing to do");
        table(decideFinding("F-3-1", true), "UNKNOWN_FINDING findingId");
        assertThat(desk.state.findingsOf(METER)).extracting(one -> one.raised().findingId()).containsExactly("F-4-1");
    }

    private void found() {
        table(register(), "MeterRegistered");
        table(reading(1, 0, 1000), "ReadingAccepted Posted");
        table(reading(2, 0, 1500), "ReadingAccepted Posted UNBACKED_CREDIT=500");
    }

    private void sent() {
        table(register(), "MeterRegistered");
        table(reading(1, 0, 1000), "ReadingAccepted Posted");
        table(pay("k1", 400), "PaymentTaken CreditOrdered Posted");
        table(start("C-3"), "CreditSent");
    }

    private void acceptedAndNotShown() {
        sent();
        table(settle("C-3", 1, Answer.ACCEPTED), "CreditAnswered");
        table(reading(2, 0, 1000), "ReadingAccepted CREDIT_NOT_SHOWN=2000");
    }

    private void table(Command command, String said) {
        assertThat(desk.say(command)).as("%s", command).isEqualTo(said);
    }
}
