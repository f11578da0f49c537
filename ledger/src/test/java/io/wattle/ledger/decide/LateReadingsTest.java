package io.wattle.ledger.decide;

import static io.wattle.ledger.decide.Desk.METER;
import static io.wattle.ledger.decide.Desk.reading;
import static io.wattle.ledger.decide.Desk.register;
import static io.wattle.ledger.decide.Meters.meter;
import static io.wattle.ledger.decide.Meters.registerOnly;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.entry.Command;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Readings that come late, twice, out of order, or not for days. Each a table: command, what is said. */
class LateReadingsTest {
    private static final int DAY = 24 * 60;
    private final Desk desk = new Desk();

    @Test
    void shouldKeepALateReadingAndChangeNothing() {
        table(register(), "MeterRegistered");
        table(reading(10, 100, 1000), "ReadingAccepted Posted");
        table(reading(30, 140, 960), "ReadingAccepted Posted");
        table(reading(20, 120, 980), "LateReading");
        table(reading(20, 120, 980), "Existing #4");
        table(registerOnly(25, 130), "LateReading");
        table(reading(5, 90, 200), "LateReading"); // a credit may have come since
        table(reading(40, 150, 950), "ReadingAccepted Posted");
        assertThat(desk.balance(AccountType.CONSUMED, METER)).isEqualTo(50);
        assertThat(desk.state.findings.all()).isEmpty();
    }

    @Test
    void shouldNotTakeForLateWhatCannotHaveBeenBefore() {
        table(register(), "MeterRegistered");
        table(reading(30, 140, 960), "ReadingAccepted Posted");
        table(reading(20, 140, 965), "LateReading");
        table(reading(21, 120, 985), "LateReading");
        table(reading(22, 120, 986), "CLOCK_WRONG"); // more than what was left and used
        table(reading(22, 141, 959), "READING_NOT_NEWER reading.takenAt");
        table(reading(31, 141, 959), "ReadingAccepted Posted EVIDENCE:F-5-1");
    }

    @Test
    void shouldAllowForWhatFellInBetween() {
        table(register(), "MeterRegistered");
        table(reading(10, 100, 1000), "ReadingAccepted Posted");
        table(reading(30, 100, 700), "ReadingAccepted Posted SHORTFALL=300");
        table(reading(20, 100, 1000), "LateReading");
    }

    @Test
    void shouldTakeAReadingFromBeforeTheRollOverForLate() {
        table(meter(METER, 1_000_000L, null, false), "MeterRegistered");
        table(reading(10, 999_900, 1000), "ReadingAccepted Posted");
        table(reading(30, 50, 850), "ReadingAccepted Posted");
        table(reading(20, 999_950, 950), "LateReading");
        assertThat(desk.balance(AccountType.CONSUMED, METER)).isEqualTo(150);
    }

    @Test
    void shouldTakeWhatIsOlderThanAnyCopyForAWrongClock() {
        table(register(), "MeterRegistered");
        table(reading(10, 100, 1000), "ReadingAccepted Posted");
        table(reading(-39 * DAY, 100, 1000), "LateReading");
        table(reading(-41 * DAY, 100, 1000), "CLOCK_WRONG");
    }

    /** Clock and register set back together: it looks late for a day, and no longer. */
    @Test
    void shouldNotTakeAMeterThatIsOnlyEverLateForLate() {
        table(register(), "MeterRegistered");
        table(reading(10, 100_000, 1000), "ReadingAccepted Posted");
        table(reading(-DAY, 10, 990), "LateReading");
        desk.elapsed = Duration.ofHours(23);
        table(reading(-DAY + 1, 20, 980), "LateReading");
        desk.elapsed = Duration.ofHours(25);
        table(reading(-DAY + 2, 30, 970), "CLOCK_WRONG");
    }

    @Test
    void shouldVerifyAcrossDaysWithoutReadings() {
        table(register(), "MeterRegistered");
        table(reading(10, 100, 9000), "ReadingAccepted Posted");
        desk.elapsed = Duration.ofDays(21);
        table(registerOnly(20 * DAY, 4100), "ReadingAccepted");
        table(reading(21 * DAY, 5100, 4000), "ReadingAccepted Posted");
        desk.elapsed = Duration.ofDays(60);
        table(reading(60 * DAY, 9000, 200), "ReadingAccepted Posted UNBACKED_CREDIT=100");
        table(reading(60 * DAY + 1, 9400, -200), "ReadingAccepted Posted"); // a meter may let it go below zero
    }

    @Test
    void shouldFindARiseWhateverTheOrderOfArrival() {
        table(register(), "MeterRegistered");
        table(reading(10, 100, 1000), "ReadingAccepted Posted");
        table(reading(40, 130, 1270), "ReadingAccepted Posted UNBACKED_CREDIT=300");
        table(reading(30, 120, 1280), "LateReading");
        table(reading(20, 110, 990), "LateReading");
    }

    private void table(Command command, String said) {
        assertThat(desk.say(command)).as("%s", command).isEqualTo(said);
    }
}
