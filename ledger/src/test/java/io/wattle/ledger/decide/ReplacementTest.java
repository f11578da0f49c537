package io.wattle.ledger.decide;

import static io.wattle.ledger.decide.Desk.METER;
import static io.wattle.ledger.decide.Desk.pay;
import static io.wattle.ledger.decide.Desk.reading;
import static io.wattle.ledger.decide.Desk.register;
import static io.wattle.ledger.decide.Desk.start;
import static io.wattle.ledger.decide.Meters.ANN;
import static io.wattle.ledger.decide.Meters.meter;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Reading;
import io.wattle.ledger.entry.Supply;
import io.wattle.ledger.explain.Explainer;
import io.wattle.ledger.quantity.Energy;
import io.wattle.ledger.quantity.Unit;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One meter takes another's place: m1 goes, n1 comes. */
class ReplacementTest {
    private final Desk desk = new Desk();

    @Test
    void shouldCarryOverWhatWasLeft() {
        known();
        table(replace("r1", true, Optional.of(last(5, 200, 900))),
                "ReadingAccepted Posted MeterRegistered MeterReplaced ChangeAnnounced");
        table(replace("r1", true, Optional.of(last(5, 200, 900))), "Existing #3");
        table(replace("r1", false, Optional.empty()), "KEY_USED_FOR_OTHER_CONTENTS key");
        table(Meters.reading("n1", 6, 0, 0), "ReadingAccepted");
        assertThat(onMeter(METER)).isEqualTo(900);
        table(Meters.reading("n1", 7, 10, 890), "ReadingAccepted ChangeShown Posted");
        assertThat(onMeter(METER)).isZero();
        assertThat(onMeter("n1")).isEqualTo(890);
        table(Meters.reading("n1", 8, 10, 1790), "ReadingAccepted Posted UNBACKED_CREDIT=900");
        assertThat(String.join("\n", Explainer.explain(desk.entries, "n1")))
                .contains("meter n1 took the place of meter m1; what was left goes with it (burnt)",
                        "0.900 kWh are to be carried over (left in m1)");
    }

    @Test
    void shouldSeeInTheFirstBalanceWhatWasCarriedOver() {
        known();
        table(replace("r1", true, Optional.empty()), "MeterRegistered MeterReplaced ChangeAnnounced");
        table(Meters.reading("n1", 6, 0, 1050), "ReadingAccepted ChangeShown Posted");
        assertThat(onMeter("n1")).isEqualTo(1050);
        assertThat(desk.balance(AccountType.OPENING_BALANCE, "n1")).isEqualTo(-50);
    }

    @Test
    void shouldLeaveItWhereItWasIfAsked() {
        known();
        table(replace("r1", false, Optional.empty()), "MeterRegistered MeterReplaced");
        table(Meters.reading("n1", 6, 0, 0), "ReadingAccepted");
        table(Meters.reading("n1", 7, 0, 1000), "ReadingAccepted Posted UNBACKED_CREDIT=1000");
        assertThat(onMeter(METER)).isEqualTo(1000);
    }

    @Test
    void shouldTakeADebtAlongWithWhatIsOwedOfEmergencyCredit() {
        known();
        table(Meters.grant("g1", 500), "ChangeAnnounced");
        table(reading(2, 100, 1500), "ReadingAccepted ChangeShown Posted ChangeAnnounced");
        table(replace("r1", true, Optional.empty()),
                "MeterRegistered MeterReplaced ChangeAnnounced ChangeAnnounced Posted");
        assertThat(desk.balance(AccountType.EMERGENCY_CREDIT, METER)).isZero();
        assertThat(desk.balance(AccountType.EMERGENCY_CREDIT, "n1")).isEqualTo(-500);
        table(Meters.reading("n1", 6, 0, 1500), "ReadingAccepted ChangeShown Posted");
        table(Meters.pay("k1", "n1", 400), "PaymentTaken CreditOrdered Posted");
        table(new Command.StartCredit(Desk.BY, "n1", "C-7"), "CreditSent");
        table(Meters.reading("n1", 7, 0, 3000), "ReadingAccepted CreditConfirmed:C-7 ChangeShown Posted");
        assertThat(desk.balance(AccountType.EMERGENCY_CREDIT, "n1")).isZero();
    }

    @Test
    void shouldAskForCreditsToBeDecidedFirst() {
        known();
        table(pay("k1", 400), "PaymentTaken CreditOrdered Posted");
        table(start("C-3"), "CreditSent");
        assertThat(desk.tell(replace("r1", true, Optional.empty())).toString())
                .contains("CREDITS_OPEN", "decide these credits first: C-3");
        table(new Command.DecideCredit(ANN, METER, "C-3", false, "never sent"), "CreditDecided CreditFailed Posted");
        table(replace("r1", true, Optional.empty()), "MeterRegistered MeterReplaced ChangeAnnounced");
    }

    @Test
    void shouldHearNoMoreOfTheOldOneAndSayOnceIfItIsInUse() {
        known();
        table(replace("r1", true, Optional.empty()), "MeterRegistered MeterReplaced ChangeAnnounced");
        table(register(), "Existing #1");
        table(reading(1, 100, 1000), "Existing #2");
        table(reading(-5, 90, 1010), "METER_RETIRED meter");
        table(reading(9, 100, 1000), "METER_RETIRED meter");
        table(reading(10, 130, 970), "METER_NOT_IN_SERVICE=970");
        table(reading(11, 150, 950), "METER_RETIRED meter");
        table(pay("k1", 400), "METER_RETIRED meter");
        table(Meters.grant("g1", 500), "METER_RETIRED meter");
        table(Desk.order(Supply.OFF), "METER_RETIRED meter");
        table(Desk.warn(), "METER_RETIRED meter");
        table(replace("r2", true, Optional.empty()), "METER_RETIRED meter");
    }

    @Test
    void shouldSayThatABalanceRoseInAMeterThatWasReplaced() {
        known();
        table(replace("r1", true, Optional.empty()), "MeterRegistered MeterReplaced ChangeAnnounced");
        table(reading(2, 100, 1006), "METER_NOT_IN_SERVICE=1006");
    }

    @Test
    void shouldRefuseAReplacementThatMakesNoSense() {
        known();
        table(register("m2"), "MeterRegistered");
        table(new Command.ReplaceMeter(Desk.BY, "r1", METER, meter("n1", null, null, false), Optional.empty(), true,
                "r"), "MALFORMED origin.mode");
        table(by(meter("m2", null, null, false), " "), "MALFORMED reason");
        table(by(meter("m2", null, null, false), "r"), "METER_EXISTS_WITH_OTHER_CONTENTS newMeter.meter");
        table(by(new Command.RegisterMeter(ANN, "n1", "other", Unit.WATT_HOUR, Unit.WATT_HOUR), "r"),
                "MALFORMED newMeter.account");
        table(by(new Command.RegisterMeter(ANN, "n1", "acc-m1", Unit.LITRE, Unit.LITRE), "r"),
                "WRONG_UNIT newMeter.registerUnit");
        table(replace("r1", true, Optional.of(last(0, 90, 1000))), "READING_NOT_NEWER finalReading");
        table(replace("r1", true, Optional.of(last(9000, 90, 1000))), "READING_NOT_NEWER finalReading");
    }

    private void known() {
        table(register(), "MeterRegistered");
        table(reading(1, 100, 1000), "ReadingAccepted Posted");
    }

    private static Command replace(String key, boolean carryOver, Optional<Reading> finalReading) {
        return new Command.ReplaceMeter(ANN, key, METER, meter("n1", null, null, false), finalReading, carryOver,
                "burnt");
    }

    private static Command by(Command.RegisterMeter newMeter, String reason) {
        return new Command.ReplaceMeter(ANN, "r1", METER, newMeter, Optional.empty(), true, reason);
    }

    private static Reading last(int minute, long register, long balance) {
        return new Reading(Meters.at(minute), new Energy(register), Optional.of(new Energy(balance)),
                Optional.empty());
    }

    private long onMeter(String meter) {
        return desk.state.balance(new AccountKey(AccountType.CREDIT_ON_METER, meter, Unit.WATT_HOUR)).value();
    }

    private void table(Command command, String said) {
        assertThat(desk.say(command)).as("%s", command).isEqualTo(said);
    }
}
