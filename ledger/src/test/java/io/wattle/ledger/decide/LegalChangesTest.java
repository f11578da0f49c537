package io.wattle.ledger.decide;

import static io.wattle.ledger.decide.Desk.METER;
import static io.wattle.ledger.decide.Desk.pay;
import static io.wattle.ledger.decide.Desk.reading;
import static io.wattle.ledger.decide.Desk.register;
import static io.wattle.ledger.decide.Desk.settle;
import static io.wattle.ledger.decide.Desk.start;
import static io.wattle.ledger.decide.Meters.act;
import static io.wattle.ledger.decide.Meters.adjust;
import static io.wattle.ledger.decide.Meters.grant;
import static io.wattle.ledger.decide.Meters.registerOnly;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.entry.Command.Act;
import io.wattle.ledger.entry.Command.Answer;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.explain.Explainer;
import io.wattle.ledger.quantity.Energy;
import io.wattle.ledger.quantity.Volume;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Emergency credit and engineers' acts. Each a table: command, what is said. */
class LegalChangesTest {
    private final Desk desk = new Desk();

    @Test
    void shouldGrantEmergencyCreditAndSeeItRepaid() {
        known();
        table(grant("g1", 500), "ChangeAnnounced");
        table(grant("g1", 500), "Existing #3");
        table(grant("g1", 600), "KEY_USED_FOR_OTHER_CONTENTS key");
        table(reading(2, 0, 1500), "ReadingAccepted ChangeShown Posted ChangeAnnounced");
        assertThat(desk.balance(AccountType.EMERGENCY_CREDIT, METER)).isEqualTo(-500);
        table(pay("k1", 60), "PaymentTaken CreditOrdered Posted"); // 300 Wh: the meter keeps all of it
        table(start("C-5"), "CreditSent");
        table(settle("C-5", 1, Answer.ACCEPTED), "CreditAnswered");
        table(reading(3, 100, 1400), "ReadingAccepted CreditConfirmed:C-5 ChangeShown Posted");
        assertThat(desk.balance(AccountType.EMERGENCY_CREDIT, METER)).isEqualTo(-200);
        table(pay("k2", 400), "PaymentTaken CreditOrdered Posted");
        table(start("C-9"), "CreditSent");
        table(reading(4, 100, 3200), "ReadingAccepted CreditConfirmed:C-9 ChangeShown Posted");
        assertThat(desk.balance(AccountType.EMERGENCY_CREDIT, METER)).isZero();
        assertThat(desk.state.findings.all()).isEmpty();
        assertThat(story()).contains("emergency credit of 0.500 kWh is granted",
                "the meter will take back 0.500 kWh of emergency credit");
    }

    /** Whoever could announce any amount could have any rise pass for a legal one. */
    @Test
    void shouldLimitWhatAMeterMayLendByItself() {
        known();
        table(grant("g1", 100_001), "EMERGENCY_LIMIT amount");
        table(grant("g1", 60_000), "ChangeAnnounced");
        table(grant("g2", 40_001), "EMERGENCY_LIMIT amount");
        table(reading(2, 0, 61_000), "ReadingAccepted ChangeShown Posted ChangeAnnounced");
        table(grant("g2", 40_001), "EMERGENCY_LIMIT amount");
        table(grant("g2", 40_000), "ChangeAnnounced");
        table(grant("g3", 1), "EMERGENCY_LIMIT amount");
    }

    @Test
    void shouldFindARiseThatIsNotTheGrant() {
        known();
        table(grant("g1", 500), "ChangeAnnounced");
        table(reading(2, 0, 1400), "ReadingAccepted Posted UNBACKED_CREDIT=400");
        table(reading(3, 0, 1900), "ReadingAccepted ChangeShown Posted ChangeAnnounced");
    }

    @Test
    void shouldAdjustUpAndDown() {
        known();
        table(adjust("a1", 300), "ChangeAnnounced");
        table(reading(2, 0, 1300), "ReadingAccepted ChangeShown Posted");
        table(adjust("a2", -400), "ChangeAnnounced");
        table(reading(3, 0, 900), "ReadingAccepted ChangeShown Posted");
        assertThat(desk.balance(AccountType.ENGINEERING, METER)).isEqualTo(100);
    }

    @Test
    void shouldExplainAClearingOnceAndNothingElseByIt() {
        known();
        table(act("a1", Act.CLEAR_CREDIT), "ChangeAnnounced");
        table(act("a2", Act.CLEAR_CREDIT), "WRONG_STATE act");
        table(reading(2, 100, 900), "ReadingAccepted Posted");
        table(reading(3, 150, 0), "ReadingAccepted ChangeShown Posted");
        assertThat(desk.balance(AccountType.ENGINEERING, METER)).isEqualTo(850);
        table(reading(4, 150, 10), "ReadingAccepted Posted UNBACKED_CREDIT=10");
        assertThat(story())
                .contains("left 0.900 kWh + arrived -0.850 kWh - used 0.050 kWh = expected 0.000 kWh, as found");
    }

    /** Rounding of 4 before the clearing and of 3 after it: neither is more than the tolerance, and they are not one. */
    @Test
    void shouldBeginCountingAnewAfterAClearing() {
        known();
        table(act("a1", Act.CLEAR_CREDIT), "ChangeAnnounced");
        table(reading(2, 100, 904), "ReadingAccepted Posted");
        table(reading(3, 150, 0), "ReadingAccepted ChangeShown Posted");
        table(reading(4, 150, 3), "ReadingAccepted Posted");
        table(reading(5, 150, 6), "ReadingAccepted Posted UNBACKED_CREDIT=6");
    }

    @Test
    void shouldKeepActsThatMoveNothingInTheJournal() {
        known();
        table(act("a1", Act.KEY_CHANGE), "ChangeAnnounced");
        table(act("a2", Act.TAMPER_RESET), "ChangeAnnounced");
        table(reading(2, 100, 900), "ReadingAccepted Posted");
        assertThat(story()).contains("by ann, by hand", "the meter's keys are changed (ordered by the office)",
                "the tamper state is reset");
    }

    @Test
    void shouldTakeAResetOfTheRegisterOnce() {
        known();
        table(reading(2, 500, 500), "ReadingAccepted Posted");
        table(act("a1", Act.REGISTER_RESET), "ChangeAnnounced");
        table(registerOnly(3, 10), "ReadingAccepted ChangeShown");
        table(reading(4, 20, 430), "ReadingAccepted Posted");
        assertThat(desk.balance(AccountType.CONSUMED, METER)).isEqualTo(570);
        table(reading(5, 5, 430), "ReadingAccepted REGISTER_WENT_BACK=15");
    }

    @Test
    void shouldLetAChangeLapseThatNobodyShows() {
        known();
        table(adjust("a1", 300), "ChangeAnnounced");
        desk.elapsed = Duration.ofDays(8);
        table(registerOnly(2, 0), "ReadingAccepted");
        table(reading(3, 0, 1000), "ReadingAccepted ChangeLapsed");
        table(reading(4, 0, 1300), "ReadingAccepted Posted UNBACKED_CREDIT=300");
    }

    /** Nobody read the meter in time; the first reading may still show it. */
    @Test
    void shouldNotLetAChangeLapseBeforeAReadingCouldShowIt() {
        known();
        table(adjust("a1", 300), "ChangeAnnounced");
        desk.elapsed = Duration.ofDays(8);
        table(reading(3, 0, 1300), "ReadingAccepted ChangeShown Posted");
    }

    @Test
    void shouldRefuseWhatMakesNoSense() {
        table(grant("g1", 500), "UNKNOWN_METER meter");
        known();
        table(grant("", 500), "MALFORMED key");
        table(grant("g1", 0), "AMOUNT_NOT_POSITIVE amount");
        table(grant("g1", 2_000_000_000_000L), "AMOUNT_TOO_LARGE amount");
        table(new Command.GrantEmergency(Desk.BY, "g1", METER, new Volume(1)), "WRONG_UNIT amount");
        table(adjust("a1", 0), "MALFORMED amount");
        table(new Command.AnnounceAct(Desk.BY, "a1", METER, Act.KEY_CHANGE, Optional.empty(), "r"),
                "MALFORMED origin.mode");
        table(new Command.AnnounceAct(Meters.ANN, "a1", METER, Act.KEY_CHANGE, Optional.empty(), " "),
                "MALFORMED reason");
        table(new Command.AnnounceAct(Meters.ANN, "a1", METER, Act.KEY_CHANGE, Optional.of(new Energy(1)), "r"),
                "MALFORMED amount");
        for (int i = 0; i < ChangeDecisions.CHANGES_MAX; i++) {
            table(grant("g-" + i, 500), "ChangeAnnounced");
        }
        table(grant("g-9", 500), "TOO_MANY_PENDING_CHANGES meter");
    }

    private void known() {
        table(register(), "MeterRegistered");
        table(reading(1, 0, 1000), "ReadingAccepted Posted");
    }

    private String story() {
        return String.join("\n", Explainer.explain(desk.entries, METER));
    }

    private void table(Command command, String said) {
        assertThat(desk.say(command)).as("%s", command).isEqualTo(said);
    }
}
