package io.wattle.ledger.decide;

import static io.wattle.ledger.decide.ServerDesk.USD;
import static io.wattle.ledger.decide.ServerDesk.accrue;
import static io.wattle.ledger.decide.ServerDesk.bring;
import static io.wattle.ledger.decide.ServerDesk.keep;
import static io.wattle.ledger.decide.ServerDesk.poll;
import static io.wattle.ledger.decide.ServerDesk.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.balance.Deduction;
import io.wattle.ledger.balance.Quality;
import io.wattle.ledger.balance.Stage;
import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.entry.BalanceCommand;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.tariff.plan.BlockPrice;
import io.wattle.ledger.tariff.plan.Component;
import io.wattle.ledger.tariff.plan.FlatPrice;
import io.wattle.ledger.tariff.plan.PlanPart;
import io.wattle.ledger.tariff.plan.Scope;
import io.wattle.ledger.tariff.plan.StandingFee;
import io.wattle.ledger.tariff.plan.TariffPlan;
import io.wattle.ledger.tariff.plan.Tax;
import io.wattle.ledger.tariff.plan.WaterfallStep;
import io.wattle.ledger.vending.Conversion;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Balances that live here, in money and in units. */
class ServerBalanceTest {
    private static final Component PRICE = new FlatPrice(200_000_000);
    private static final Component VAT = new Tax("VAT", new Tax.Percent(150_000), false,
            List.of(Tax.Base.ENERGY, Tax.Base.STANDING), List.of(), List.of(), 0);
    private static final Component FEE = new StandingFee("Service", 3_100_000_000L, StandingFee.Period.MONTH);

    @Test
    void shouldDeductWhatWasUsedByThePriceInForce() {
        ServerDesk server = ServerDesk.in(USD, PRICE, VAT);
        assertThat(server.say(Desk.pay("k1", 1_000))).isEqualTo("PaymentTaken BalancePaid SaleMade Posted");
        assertThat(server.say(poll(1, 1_000))).isEqualTo("ReadingAccepted UsageRead UsageDeducted Posted");

        assertThat(server.wallet()).isEqualTo(770);
        assertThat(server.desk.balance(AccountType.REVENUE, "plan")).isEqualTo(200);
        assertThat(server.desk.balance(AccountType.TAX_PAYABLE, "VAT")).isEqualTo(30);
        assertThat(server.status().deductions()).singleElement().satisfies(one -> {
            assertThat(one.from().register()).isZero();
            assertThat(one.to().register()).isEqualTo(1_000);
            assertThat(one.consumed()).isEqualTo(1_000);
            assertThat(one.charged()).isEqualTo(usd(230));
        });
    }

    @Test
    void shouldFindARegisterThatFallsBelowACorrection() {
        ServerDesk server = ServerDesk.in(Unit.WATT_HOUR, PRICE);
        server.pass(100);
        server.say(poll(1, 1_000));
        server.say(bring(24, 4_000, Quality.ACTUAL));
        assertThat(server.say(bring(24, 500_000, Quality.CORRECTED))).startsWith("UsageRead");
        assertThat(server.say(bring(48, 4_500, Quality.ACTUAL))).contains("REGISTER_WENT_BACK");
        assertThat(server.say(poll(50, 4_600))).doesNotContain("REGISTER_WENT_BACK");
    }

    // A customer in a class that no tariff prices: what he uses must not be lost without a word.
    @Test
    void shouldFindUsageThatNothingPricesAndDeductItLater() {
        ServerDesk server = new ServerDesk();
        server.desk.tell(Desk.register());
        TariffPlan plan = new TariffPlan("homes", 1, Unit.Kind.ENERGY, "EUR", ZoneOffset.UTC,
                new Scope(Optional.empty(), Optional.empty(), List.of("home")), WaterfallStep.USUAL,
                List.of(new PlanPart(Scope.ALL, PRICE)));
        Tariffs.inForce(plan, Optional.empty()).forEach(server.desk::tell);
        server.say(classed("home"));
        assertThat(server.say(ServerDesk.keep(Unit.money("EUR"), Optional.of(ZoneOffset.UTC))))
                .isEqualTo("BalanceKept");
        server.say(poll(0, 0));
        server.say(classed("other"));
        assertThat(server.say(poll(1, 1_000))).contains("USAGE_NOT_DEDUCTED");
        assertThat(server.say(poll(2, 2_000))).as("said once").doesNotContain("USAGE_NOT_DEDUCTED");
        server.say(classed("home"));
        assertThat(server.say(poll(3, 3_000))).contains("UsageDeducted", "EVIDENCE:");
        assertThat(server.desk.state.balance(new AccountKey(AccountType.WALLET, "acc-m1", Unit.money("EUR"))).value())
                .as("3 kWh at 2.00")
                .isEqualTo(-600);
        assertThat(server.desk.state.findings.open()).isEmpty();
    }

    private static Command classed(String word) {
        return AccountDesk.save(AccountDesk.account("acc-m1", "", "", AccountDesk.terms(word, 3)));
    }

    @Test
    void shouldDeductUnitsWithoutConversion() {
        ServerDesk server = ServerDesk.in(Unit.WATT_HOUR, PRICE);
        assertThat(server.say(Desk.pay("k1", 1_000))).isEqualTo("PaymentTaken BalancePaid SaleMade Posted");
        assertThat(server.balance()).isEqualTo(5_002); // a price is rounded half up: two Wh more for the money
        server.say(poll(1, 1_234));
        assertThat(server.balance()).isEqualTo(3_768);
        assertThat(server.desk.balance(AccountType.CONSUMED, Desk.METER)).isEqualTo(1_234);
        assertThat(server.wallet()).isZero();
        assertThat(server.say(new Command.ConvertWallet(Desk.BY, "k2", Desk.METER, new Conversion.All())))
                .isEqualTo("BALANCE_TOO_LOW conversion");
    }

    @Test
    void shouldSellByTheOneRateWhereNoTariffHolds() {
        ServerDesk server = ServerDesk.in(USD);
        assertThat(server.say(Desk.pay("k1", 500))).isEqualTo("PaymentTaken BalancePaid Posted");
        server.say(poll(1, 1_000));
        assertThat(server.balance()).isEqualTo(300);
        ServerDesk units = ServerDesk.in(Unit.WATT_HOUR);
        assertThat(units.say(Desk.pay("k1", 500))).isEqualTo("PaymentTaken BalancePaid Posted");
        assertThat(units.balance()).isEqualTo(2_500);
    }

    // Used is used: the wallet then owes it, the next payment pays it first, and nobody else may draw on it.
    @Test
    void shouldOweWhatWasUsedAndNotPaid() {
        ServerDesk server = ServerDesk.in(USD, PRICE);
        server.say(Desk.pay("k1", 100));
        server.say(poll(1, 1_000));
        assertThat(server.balance()).isEqualTo(-100);
        assertThat(server.status().stage()).isEqualTo(Stage.EMPTY);
        assertThat(server.say(Desk.correct("c1", 1, -10))).isEqualTo("BALANCE_TOO_LOW postings");
        assertThat(server.say(Desk.correct("c2", 1, 10))).isEqualTo("Corrected Posted");
        assertThat(server.say(Desk.pay("k2", 300))).isEqualTo("PaymentTaken BalancePaid SaleMade Posted");
        assertThat(server.balance()).isEqualTo(210);
    }

    @Test
    void shouldPriceEachPartByTheTariffOfItsTime() {
        ServerDesk server = ServerDesk.in(USD, PRICE);
        server.sellBy("dearer", ZoneId.of("UTC"), Optional.of(ServerDesk.at(6)), new FlatPrice(400_000_000));
        server.pass(10);
        server.say(poll(8, 8_000));
        // six hours at 2.00 and two at 4.00, spread over time
        assertThat(server.wallet()).isEqualTo(-(6 * 200 + 2 * 400));
        assertThat(server.desk.balance(AccountType.REVENUE, "plan")).isEqualTo(1_200);
        assertThat(server.desk.balance(AccountType.REVENUE, "dearer")).isEqualTo(800);
        assertThat(server.status().deductions().getFirst().estimated()).isTrue();
    }

    @Test
    void shouldForgetAnEstimateWhenARealReadingComes() {
        ServerDesk server = ServerDesk.in(USD, PRICE);
        assertThat(server.say(bring(10, 5_000, Quality.ESTIMATED))).isEqualTo("UsageRead UsageDeducted Posted");
        assertThat(server.wallet()).isEqualTo(-1_000);
        assertThat(server.say(bring(10, 5_000, Quality.ESTIMATED))).startsWith("Existing #");
        server.pass(20);
        assertThat(server.say(poll(20, 4_000)))
                .isEqualTo("ReadingAccepted UsageRead DeductionsReversed Posted UsageDeducted Posted");
        assertThat(server.wallet()).isEqualTo(-800);
        assertThat(server.status().points()).hasSize(2);
        assertThat(server.say(bring(15, 3_000, Quality.ESTIMATED))).isEqualTo("READING_KNOWN_BETTER quality");
    }

    @Test
    void shouldCorrectAReadingByCompensatingEntries() {
        ServerDesk server = ServerDesk.in(USD, new BlockPrice(BlockPrice.Method.MARGINAL, List.of(
                new BlockPrice.Block(2_000, 100_000_000), new BlockPrice.Block(BlockPrice.OPEN, 300_000_000))));
        server.pass(30);
        server.say(bring(10, 9_000, Quality.ACTUAL));
        assertThat(server.wallet()).isEqualTo(-2_300);
        assertThat(server.say(bring(10, 9_000, Quality.ACTUAL))).startsWith("Existing #");
        assertThat(server.say(bring(10, 900, Quality.ACTUAL))).isEqualTo("READING_CONTRADICTS register");
        assertThat(server.say(bring(10, 900, Quality.CORRECTED)))
                .isEqualTo("UsageRead DeductionsReversed Posted UsageDeducted Posted");
        assertThat(server.wallet()).isEqualTo(-90);
        assertThat(server.say(bring(20, 2_500, Quality.ACTUAL)))
                .contains("ReadingAccepted")
                .contains("UsageDeducted");
        assertThat(server.wallet()).isEqualTo(-(200 + 150));
        assertThat(server.say(bring(15, 3_000, Quality.CORRECTED))).isEqualTo("READING_CONTRADICTS register");
        assertThat(server.say(bring(-5, 0, Quality.ACTUAL))).isEqualTo("READING_TOO_OLD takenAt");
        assertThat(server.say(bring(90, 5_000, Quality.ACTUAL))).isEqualTo("READING_AHEAD_OF_TIME takenAt");
    }

    @Test
    void shouldCountAReadingThatCameLate() {
        ServerDesk server = ServerDesk.in(USD, PRICE);
        server.pass(12);
        server.say(poll(10, 5_000));
        assertThat(server.say(poll(5, 1_000)))
                .isEqualTo("LateReading UsageRead DeductionsReversed Posted UsageDeducted UsageDeducted Posted");
        assertThat(server.wallet()).isEqualTo(-1_000);
        assertThat(server.status().deductions()).extracting(Deduction::consumed).containsExactly(1_000L, 4_000L);
    }

    @Test
    void shouldChargeEachDayOnceWhateverTheClockDoes() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        ServerDesk server = ServerDesk.in(USD, berlin, PRICE, VAT, FEE);
        assertThat(server.say(accrue())).isEqualTo("nothing to do");
        // Noon of the first of January to the second of April: 91 days are over, one of them of 23 hours
        server.desk.elapsed = Duration.between(Desk.NOON, Instant.parse("2026-04-01T22:30:00Z"));
        assertThat(server.say(accrue())).isEqualTo("DayCharged"); // when it began no tariff was in force
        int days = 0;
        while (server.say(accrue()).equals("DayCharged Posted")) {
            days++;
        }
        assertThat(days).isEqualTo(90);
        assertThat(server.status().chargedUntil()).contains(LocalDate.of(2026, 4, 2));
        assertThat(server.desk.balance(AccountType.REVENUE, "plan fees")).isEqualTo(3_000 + 2 * 3_100 + 103);
        assertThat(server.wallet()).isLessThan(-(3_000 + 2 * 3_100 + 103));
    }

    @Test
    void shouldRefuseWhatDoesNotGoTogetherWithABalanceHere() {
        Desk desk = new Desk();
        desk.tell(Desk.register());
        desk.tell(Desk.reading(0, 0, 5));
        assertThat(desk.say(keep(USD, Optional.empty()))).isEqualTo("BALANCE_IN_METER meter");
        assertThat(desk.say(bring(1, 5, Quality.ESTIMATED))).isEqualTo("BALANCE_IN_METER meter");
        assertThat(desk.say(new BalanceCommand.KeepBalance(Desk.BY, Desk.METER, USD, Optional.empty(), true)))
                .isEqualTo("MALFORMED origin.mode");
        assertThat(desk.say(new BalanceCommand.KeepBalance(Desk.ANN, Desk.METER, USD, Optional.empty(), true)))
                .isEqualTo("BalanceKept Posted");
        assertThat(desk.balance(AccountType.CREDIT_ON_METER, Desk.METER)).isZero();
        ServerDesk server = ServerDesk.in(USD, PRICE);
        assertThat(server.say(keep(USD, Optional.empty()))).startsWith("Existing #");
        assertThat(server.say(keep(Unit.WATT_HOUR, Optional.empty()))).isEqualTo("WRONG_STATE unit");
        assertThat(server.say(keep(Unit.money("EUR"), Optional.empty()))).isEqualTo("WRONG_STATE unit");
        assertThat(server.say(new Command.AnnounceAct(Desk.ANN, "a", Desk.METER, Command.Act.CLEAR_CREDIT,
                Optional.empty(), "x"))).isEqualTo("BALANCE_ON_SERVER act");
        assertThat(server.say(new Command.SetTokenTerms(Desk.BY, Desk.METER, Tokens.TERMS)))
                .isEqualTo("BALANCE_ON_SERVER meter");
    }
}
