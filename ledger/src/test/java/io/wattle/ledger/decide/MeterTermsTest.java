package io.wattle.ledger.decide;

import static io.wattle.ledger.decide.Desk.METER;
import static io.wattle.ledger.decide.Desk.pay;
import static io.wattle.ledger.decide.Desk.reading;
import static io.wattle.ledger.decide.Desk.start;
import static io.wattle.ledger.decide.Meters.daily;
import static io.wattle.ledger.decide.Meters.meter;
import static io.wattle.ledger.decide.Meters.moneyReading;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.explain.Explainer;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.tariff.MeterTariff;
import io.wattle.ledger.tariff.TariffVersion;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Balances in a currency, tariffs in the meter, standing charges, roll-over. The first reading is of noon. */
class MeterTermsTest {
    private static final int HOUR = 60;
    private static final int DAY = 24 * HOUR;
    private final Desk desk = new Desk(Meters.RULES);

    @Test
    void shouldVerifyABalanceInACurrency() {
        table(meter(METER, null, new MeterTariff(237, Optional.empty()), true), "MeterRegistered");
        table(moneyReading(1, 1000, 500), "ReadingAccepted Posted");
        table(pay("k1", 1000), "PaymentTaken CreditOrdered Posted");
        table(start("C-3"), "CreditSent");
        table(moneyReading(2, 1003, 1500), "ReadingAccepted CreditConfirmed:C-3 Posted"); // 0.711 cents used
        table(moneyReading(3, 1005, 1499), "ReadingAccepted Posted"); // 1.185 in all
        table(Meters.registerOnly(4, 2000), "ReadingAccepted");
        table(moneyReading(5, 2005, 1262), "ReadingAccepted Posted"); // 238.185 in all
        assertThat(money(AccountType.CONSUMED)).isEqualTo(238);
        assertThat(money(AccountType.CREDIT_ON_METER)).isEqualTo(1262);
        table(moneyReading(6, 2005, 1300), "ReadingAccepted Posted UNBACKED_CREDIT=38");
        assertThat(String.join("\n", Explainer.explain(desk.entries, METER)))
                .contains("it takes off 237 minor units for 1000 of its register", "0.38 USD higher");
    }

    @Test
    void shouldNotSellMoneyForOtherMoney() {
        table(new Command.RegisterMeter(Desk.BY, METER, "acc-m1", Unit.WATT_HOUR, Unit.money("KES"), Optional.empty(),
                Optional.of(new MeterTariff(237, Optional.empty()))), "MeterRegistered");
        table(pay("k1", 1000), "WRONG_UNIT meter");
    }

    @Test
    void shouldEstimateAcrossAChangeOfTariffAndSaySo() {
        table(meter(METER, null, new MeterTariff(100, Optional.empty()), true), "MeterRegistered");
        table(moneyReading(0, 1000, 9000), "ReadingAccepted Posted");
        table(tariff(4 * HOUR, 300), "TariffSet");
        table(tariff(4 * HOUR, 300), "Existing #3");
        desk.elapsed = Duration.ofHours(10);
        table(moneyReading(10 * HOUR, 11_000, 6500), "ReadingAccepted Posted"); // 2200 as estimated, 3000 at most
        assertThat(money(AccountType.CONSUMED)).isEqualTo(2500);
        table(moneyReading(10 * HOUR + 1, 12_000, 6200), "ReadingAccepted Posted");
        table(moneyReading(10 * HOUR + 2, 13_000, 6100), "ReadingAccepted Posted UNBACKED_CREDIT=200");
        table(tariff(5 * HOUR, 400), "TARIFF_TOO_EARLY version.from");
        assertThat(String.join("\n", Explainer.explain(desk.entries, METER)))
                .contains("used 25.00 USD = expected 65.00 USD, an estimate held to what is possible, as found");
    }

    @Test
    void shouldKeepTheTariffsThatAreStillNeededAndNoMore() {
        table(meter(METER, null, new MeterTariff(100, Optional.empty()), true), "MeterRegistered");
        table(moneyReading(0, 1000, 9000), "ReadingAccepted Posted");
        for (int i = 1; i < 8; i++) {
            table(tariff(i * HOUR, 100L * i), "TariffSet");
        }
        table(tariff(9 * HOUR, 900), "TOO_MANY_PENDING_CHANGES meter");
        table(moneyReading(3 * HOUR, 1000, 9000), "ReadingAccepted");
        table(new Command.SetMeterTariff(Desk.BY, "m9", new TariffVersion(Desk.NOON, MeterTariff.NONE)),
                "UNKNOWN_METER meter");
    }

    @Test
    void shouldCountWhatTheMeterTakesOffByTheDay() {
        table(meter(METER, null, daily(0, 50), false), "MeterRegistered");
        table(reading(0, 0, 1000), "ReadingAccepted Posted");
        desk.elapsed = Duration.ofDays(4);
        table(reading(DAY, 100, 850), "ReadingAccepted Posted");
        table(reading(4 * DAY, 100, 700), "ReadingAccepted Posted");
        table(reading(4 * DAY + 1, 100, 650), "ReadingAccepted Posted SHORTFALL=50");
        assertThat(desk.balance(AccountType.METER_CHARGES, METER)).isEqualTo(200);
    }

    /** The clock jumps over midnight and is set back: the meter charges when its clock passes midnight, each time or once. */
    @Test
    void shouldAllowForAClockThatPassesMidnightTwice() {
        for (boolean chargesTwice : new boolean[] {true, false}) {
            Desk own = new Desk(Meters.RULES);
            own.tell(meter(METER, null, daily(0, 50), false));
            own.tell(reading(0, 0, 1000));
            assertThat(own.say(reading(13 * HOUR, 10, 940))).isEqualTo("ReadingAccepted Posted");
            assertThat(own.say(reading(2 * HOUR, 20, 930))).isEqualTo("CLOCK_WRONG");
            own.elapsed = Duration.ofMinutes(90);
            assertThat(own.say(reading(3 * HOUR, 30, 920))).isEqualTo("ReadingAccepted Posted EVIDENCE:F-4-1");
            own.elapsed = Duration.ofHours(12);
            assertThat(own.say(reading(12 * HOUR, 40, chargesTwice ? 860 : 910))).isEqualTo("ReadingAccepted Posted");
            assertThat(own.state.findings.open()).isEmpty();
        }
    }

    @Test
    void shouldCountAcrossTheLastDigitOfTheRegister() {
        table(meter(METER, 1_000_000L, null, false), "MeterRegistered");
        table(reading(1, 999_900, 1000), "ReadingAccepted Posted");
        table(reading(2, 100, 800), "ReadingAccepted Posted");
        table(reading(3, 50, 800), "ReadingAccepted REGISTER_WENT_BACK=50");
        assertThat(desk.balance(AccountType.CONSUMED, METER)).isEqualTo(200);
    }

    private static Command tariff(int minute, long price) {
        return new Command.SetMeterTariff(Desk.BY, METER,
                new TariffVersion(Meters.at(minute), new MeterTariff(price, Optional.empty())));
    }

    private long money(AccountType type) {
        return desk.state.balance(new AccountKey(type, METER, Unit.money("USD"))).value();
    }

    private void table(Command command, String said) {
        assertThat(desk.say(command)).as("%s", command).isEqualTo(said);
    }
}
