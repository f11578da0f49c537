package io.wattle.ledger.verify;

import static io.wattle.ledger.verify.Weighed.NOON;
import static io.wattle.ledger.verify.Weighed.changes;
import static io.wattle.ledger.verify.Weighed.trail;
import static io.wattle.ledger.verify.Weighed.weigh;
import static io.wattle.ledger.verify.Weighed.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.tariff.MeterTariff;
import io.wattle.ledger.tariff.StandingCharge;
import io.wattle.ledger.tariff.TariffVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Registers that roll over and are reset, tariffs in the meter, and charges by its clock. Before: noon, register 1000. */
class TermsTest {
    private static final Instant MIDNIGHT = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # case                            | before | now    | modulus | reset | expected
            up                                |    100 |    150 | 1000000 | false | FORWARD 50 0
            over the last digit               | 999900 |     50 | 1000000 | false | ROLLED_OVER 150 999850
            over it by almost a quarter       | 750001 |      0 | 1000000 | false | ROLLED_OVER 249999 750001
            by a quarter is too much          | 750000 |      0 | 1000000 | false | WENT_BACK 0 750000
            not from the last quarter         | 749999 |      0 | 1000000 | false | WENT_BACK 0 749999
            by a quarter in all is too much   | 999900 | 249900 | 1000000 | false | WENT_BACK 0 750000
            a register beyond its end         |1000001 |      0 | 1000000 | false | WENT_BACK 0 1000001
            where it ends is not known        | 999900 |     50 |       0 | false | WENT_BACK 0 999850
            reset as announced                | 999900 |     50 |       0 | true  | RESET 0 999850
            it may have rolled over as well   | 999900 |     50 | 1000000 | true  | ROLLED_OVER 150 999850
            a reset that has not come yet     |    100 |    150 |       0 | true  | FORWARD 50 0
            """)
    void shouldSayWhatTheRegisterDid(String name, long before, long now, long modulus, boolean reset,
            String expected) {
        RegisterStep step = RegisterStep.of(before, now, modulus, reset);
        assertThat(step.kind() + " " + step.consumed() + " " + step.fellBy()).isEqualTo(expected);
    }

    /** Balance 500 before, nothing known of what was used before the reset. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # case                              | balance | pending | expected       | used
            the balance tells what was used     |     430 |         | Quiet 0        | 70
            all of it                           |       0 |         | Quiet 0        | 500
            a credit as well                    |    1430 | 1000    | Explained 0 C0 | 70
            a fall is use, not a credit missing |     430 | 1000    | Quiet 0        | 70
            a rise is a rise                    |     530 |         | Unbacked 30 30 | 0
            """)
    void shouldTakeUseFromTheBalanceWhenTheRegisterIsReset(String name, long balance, @Nullable String pending,
            String expected, long used) {
        Weighing weighing = weigh(MeterTerms.PLAIN, trail(500, 0), 1, 20, balance,
                new Pending(changes(pending), List.of(), false, true));
        assertThat(words(weighing.verdict())).isEqualTo(expected);
        assertThat(weighing.settled()).isEqualTo(new Settlement(used, 0, true));
    }

    /** Then the next balance tells what was used, and not a register that went round. */
    @ParameterizedTest
    @CsvSource({"true, RESET, 0, true", "false, ROLLED_OVER, 150, false"})
    void shouldExpectWhatWasAnnouncedWhereThereIsNoBalance(boolean reset, String register, long used, boolean unknown) {
        MeterTerms terms = new MeterTerms(false, 1_000_000, MeterTerms.PLAIN.tariffs());
        Weighing weighing = new BalanceVerifier(5).weigh(terms, Optional.of(trail(999_900, 500, 0, Used.NOTHING)),
                NOON.plusSeconds(3600), 50, OptionalLong.empty(), new Pending(List.of(), List.of(), false, reset));
        assertThat(weighing.register().kind()).hasToString(register);
        assertThat(weighing.cost()).isEqualTo(new Used(used, 0, 0, unknown));
    }

    /** Else the rounding that each estimate swallows would never come back, and an honest meter would walk away. */
    @ParameterizedTest
    @CsvSource({"-3, 73, 3", "0, 70, 0", "4, 66, -4"})
    void shouldBringTheDriftBackToZeroWithAnEstimate(long drift, long used, long delta) {
        Weighing weighing = weigh(MeterTerms.PLAIN, trail(500, drift), 1, 20, 430,
                new Pending(List.of(), List.of(), false, true));
        assertThat(words(weighing.verdict())).isEqualTo("Quiet " + delta);
        assertThat(weighing.settled()).isEqualTo(new Settlement(used, 0, true));
    }

    /** The meter takes back what it gave, whoever tells of the credit. */
    @ParameterizedTest
    @CsvSource({"L1000 R-300, 1200, Explained 0 C0 C1", "L1000 R-300, 1500, Explained 0 C0",
            "L1000 R-3000, 500, Explained 0 C0 C1=-1000", "L1000 200 R-1100, 600, Explained 0 C0 C1 C2"})
    void shouldTakeARepaymentOutOfACreditInTheLog(String pending, long balance, String expected) {
        Weighing weighing = weigh(MeterTerms.PLAIN, trail(500, 0), 1, 1000, balance, Pending.of(changes(pending)));
        assertThat(words(weighing.verdict())).isEqualTo(expected);
    }

    /** From 1000 to 0 and up to 1010 again, or from 0 to 0: the register alone does not show it. */
    @Test
    void shouldSeeAResetThatOnlyTheBalanceShows() {
        Pending reset = new Pending(List.of(), List.of(), false, true);
        Weighing weighing = weigh(MeterTerms.PLAIN, trail(5000, 0), 1, 1010, 3700, reset);
        assertThat(words(weighing.verdict())).isEqualTo("Quiet 0");
        assertThat(weighing.register()).isEqualTo(new RegisterStep(RegisterStep.Kind.RESET, 10, 0));
        assertThat(weighing.settled()).isEqualTo(new Settlement(1300, 0, true));
    }

    /** From 999,900 to 50: by roll-over 150 were used. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # case                              | balance | expected | register
            the balance says that it rolled on  |     350 | Quiet 0  | ROLLED_OVER
            the balance says that it was reset  |     430 | Quiet 0  | RESET
            the balance says that more was used |     200 | Quiet 0  | RESET
            """)
    void shouldLetTheBalanceTellAResetFromARollOver(String name, long balance, String expected, String register) {
        MeterTerms terms = new MeterTerms(false, 1_000_000, MeterTerms.PLAIN.tariffs());
        Weighing weighing = weigh(terms, trail(999_900, 500, 0, Used.NOTHING), 1, 50, balance,
                new Pending(List.of(), List.of(), false, true));
        assertThat(words(weighing.verdict())).isEqualTo(expected);
        assertThat(weighing.register().kind()).hasToString(register);
    }

    @Test
    void shouldJudgeTheBalanceWithoutConsumptionWhenTheRegisterWentBack() {
        Weighing weighing = weigh(MeterTerms.PLAIN, trail(500, 0), 1, 900, 450, Pending.NOTHING);
        assertThat(weighing.register()).isEqualTo(new RegisterStep(RegisterStep.Kind.WENT_BACK, 0, 100));
        assertThat(words(weighing.verdict())).isEqualTo("Shortfall 50 -50");
    }

    /** 23.7 cents for a kWh: whatever the readings cut it into, in the end it is the same sum. */
    @Test
    void shouldCarryWhatIsLeftOfACent() {
        MeterTerms terms = terms(tariff(237, null));
        long balance = 1000;
        long register = 1000;
        long remainder = 0;
        for (int hour = 1; hour <= 100; hour++) {
            MeterTrail before = trail(register, balance, 0, new Used(remainder, 0, 0, false));
            register += 7;
            long shown = 1000 - (register - 1000) * 237 / 1000;
            Weighing weighing = weigh(terms, before, 1, register, shown, Pending.NOTHING);
            assertThat(words(weighing.verdict())).isEqualTo("Quiet 0");
            remainder = terms.remainder(before.used().plus(weighing.cost()).exact());
            balance = shown;
        }
        assertThat(balance).isEqualTo(1000 - 165); // 700 * 0.237 = 165.9
    }

    /** 1000 units within 10 hours, at 100, and at 300 for 1000 from the fourth hour on: 40 + 180, at least 100, at most 300. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # case                              | balance | pending | expected            | used
            as estimated                        |     780 |         | Quiet 0             | 220
            all at the low price                |     900 |         | Quiet 0             | 100
            all at the high price               |     700 |         | Quiet 0             | 300
            cheaper than the low price          |     906 |         | Unbacked 6 6        | 100
            dearer than the high price          |     694 |         | Shortfall 6 -6      | 300
            a credit as well                    |    1700 | 1000    | Explained 0 C0      | 300
            """)
    void shouldDivideAnIntervalAtAChangeOfTariffAndSayHowFarThatCanBeOff(String name, long balance,
            @Nullable String pending, String expected, long used) {
        MeterTerms terms = terms(tariff(100, null),
                new TariffVersion(NOON.plus(Duration.ofHours(4)), new MeterTariff(300, Optional.empty())));
        Weighing weighing = weigh(terms, trail(1000, 0), 10, 2000, balance, Pending.of(changes(pending)));
        assertThat(weighing.cost()).isEqualTo(new Used(220_000, 120_000, 80_000, false));
        assertThat(words(weighing.verdict())).isEqualTo(expected);
        assertThat(weighing.settled()).isEqualTo(new Settlement(used, 0, true));
    }

    @Test
    void shouldNotEstimateWhenAReadingWasTakenAtTheChange() {
        MeterTerms terms = terms(tariff(100, null),
                new TariffVersion(NOON.plus(Duration.ofHours(4)), new MeterTariff(300, Optional.empty())));
        assertThat(weigh(terms, trail(1000, 0), 4, 2000, 900, Pending.NOTHING).cost())
                .isEqualTo(new Used(100_000, 0, 0, false));
        MeterTrail atTheChange = new MeterTrail(NOON.plus(Duration.ofHours(4)), 2000,
                trail(900, 0).balance(), Used.NOTHING, 0, false);
        assertThat(weigh(terms, atTheChange, 5, 3000, 600, Pending.NOTHING).cost())
                .isEqualTo(new Used(300_000, 0, 0, false));
    }

    /** 50 a day at midnight, for a balance in units as well. Balance 500 before; hours after noon. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # case                              | hours | balance | stepped | expected         | charged
            before midnight                     |    11 |     500 | false   | Quiet 0          | 0
            at midnight                         |    12 |     450 | false   | Quiet 0          | 50
            missing for three days              |    72 |     350 | false   | Quiet 0          | 150
            it was not charged                  |    12 |     500 | false   | Unbacked 50 50   | 50
            it was charged twice                |    12 |     400 | false   | Shortfall 50 -50 | 50
            twice, but the clock was wrong      |    12 |     400 | true    | Quiet 0          | 100
            a clock that went forward a day     |    36 |     400 | false   | Quiet 0          | 100
            a rise behind a clock that stepped  |    12 |     460 | true    | Unbacked 10 10   | 50
            """)
    void shouldCountStandingChargesByTheMetersClock(String name, long hours, long balance, boolean stepped,
            String expected, long charged) {
        MeterTerms terms = new MeterTerms(false, 0, List.of(tariff(0, 50L)));
        MeterTrail before = new MeterTrail(NOON, 1000, trail(500, 0).balance(), Used.NOTHING, 0, stepped);
        Weighing weighing = weigh(terms, before, hours, 1000, balance, Pending.NOTHING);
        assertThat(words(weighing.verdict())).isEqualTo(expected);
        assertThat(weighing.settled().charged()).isEqualTo(charged);
    }

    /** The clock went back over midnight: the same midnight comes again, and some meters charge for it again. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # case                              | balance | expected
            not charged again                   |     500 | Quiet 0
            charged again                       |     450 | Quiet 0
            charged twice more                  |     400 | Shortfall 50 -50
            """)
    void shouldTakeEitherForADayThatComesTwice(String name, long balance, String expected) {
        MeterTerms terms = new MeterTerms(false, 0, List.of(tariff(0, 50L)));
        MeterTrail before = new MeterTrail(NOON, 1000,
                Optional.of(new MeterTrail.LastBalance(NOON, NOON.plus(Duration.ofHours(13)), 500)), Used.NOTHING, 0,
                false);
        assertThat(words(weigh(terms, before, 12, 1000, balance, Pending.NOTHING).verdict())).isEqualTo(expected);
    }

    @Test
    void shouldCountEachChargeByTheTariffOfItsDay() {
        MeterTerms terms = new MeterTerms(false, 0, List.of(tariff(0, 50L),
                new TariffVersion(NOON.plus(Duration.ofHours(24)), tariff(0, 70L).tariff())));
        Weighing weighing = weigh(terms, trail(500, 0), 60, 1000, 500 - 50 - 70 - 70, Pending.NOTHING);
        assertThat(words(weighing.verdict())).isEqualTo("Quiet 0");
    }

    @Test
    void shouldNeverLeaveTheRangeOfALong() {
        MeterTerms terms = terms(tariff(1_000_000_000, 1_000_000_000L),
                new TariffVersion(NOON, tariff(1, 1_000_000_000L).tariff()));
        Used most = new Used(Used.MAX, Used.MAX, Used.MAX, true);
        Weighing weighing = new BalanceVerifier(5).weigh(terms,
                Optional.of(new MeterTrail(Instant.MIN, 0, trail(1000, -1_000_000_000_000L, 0, most).balance(), most, 0,
                        true)),
                Instant.MAX, 1_000_000_000_000L, OptionalLong.of(1_000_000_000_000L), Pending.NOTHING);
        assertThat(weighing.verdict()).isInstanceOf(Verdict.Unbacked.class);
    }

    private static MeterTerms terms(TariffVersion... versions) {
        return new MeterTerms(true, 0, List.of(versions));
    }

    private static TariffVersion tariff(long price, @Nullable Long daily) {
        return TariffVersion.always(new MeterTariff(price, Optional.ofNullable(daily)
                .map(amount -> new StandingCharge(amount, Duration.ofDays(1), MIDNIGHT))));
    }
}
