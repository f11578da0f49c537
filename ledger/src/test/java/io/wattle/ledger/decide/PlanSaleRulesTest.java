package io.wattle.ledger.decide;

import static io.wattle.ledger.decide.Desk.pay;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.book.Posting;
import io.wattle.ledger.entry.AsQuoted;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.DebtCommand.ChangePlan;
import io.wattle.ledger.entry.DebtCommand.ForgiveDebt;
import io.wattle.ledger.entry.DebtFact.DebtAdded;
import io.wattle.ledger.quantity.Energy;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.tariff.plan.BlockPrice;
import io.wattle.ledger.tariff.plan.EmergencyTerms;
import io.wattle.ledger.tariff.plan.FreeUnits;
import io.wattle.ledger.tariff.plan.MinimumCharge;
import io.wattle.ledger.tariff.plan.PurchaseLimits;
import io.wattle.ledger.vending.Conversion;
import io.wattle.ledger.vending.Debt;
import io.wattle.ledger.vending.Quoted;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sales by a tariff plan beside the usual: debts, free units, limits of a day and a month, quotes. */
class PlanSaleRulesTest extends PlanSaleDesk {

    @Test
    void shouldPayOffWhatIsOwedWholeOnesFirst() {
        open(PRICE);
        table(debt("d1", Debt.whole("old bill", LocalDate.of(2025, 1, 1)), 300), "DebtAdded Posted");
        table(debt("d2", new Debt("connection", LocalDate.of(2024, 1, 1), 500_000, 10_000, 0), 1_000),
                "DebtAdded Posted");
        assertThat(desk.balance(AccountType.ARREARS, ACCOUNT)).isEqualTo(-1_300);
        table(pay("k1", 1_000), "PaymentTaken CreditOrdered SaleMade Posted");

        assertThat(desk.balance(AccountType.ARREARS, ACCOUNT)).isEqualTo(-500);
        assertThat(desk.state.debtsOf(ACCOUNT)).singleElement()
                .satisfies(left -> assertThat(left.due()).isEqualTo(usd(500)));
        assertThat(sold()).isEqualTo(new Energy(1_000)); // 10.00 less 3.00 and 5.00
        table(pay("k2", 1_000), "PaymentTaken CreditOrdered SaleMade Posted");
        assertThat(desk.state.debtsOf(ACCOUNT)).isEmpty();
        assertThat(desk.balance(AccountType.ARREARS, ACCOUNT)).isZero();
    }

    // Free units with a payment that goes to debts altogether: a credit, and no revenue at all.
    @Test
    void shouldGiveFreeUnitsWithAPaymentThatDebtsTakeWhole() {
        open(PRICE, new FreeUnits("Lifeline", 500, 500, false));
        table(debt("d1", Debt.whole("old bill", LocalDate.of(2025, 1, 1)), 300), "DebtAdded Posted");
        table(pay("k1", 200), "PaymentTaken CreditOrdered SaleMade Posted");
        assertThat(credit().amount()).isEqualTo(new Energy(500));
        assertThat(credit().price()).isEqualTo(usd(0));
        table(Desk.decideCredit("C-" + desk.state.lastSequence(), false), "CreditDecided CreditFailed Posted");
        assertThat(desk.balance(AccountType.UNITS_SOLD, "plan")).isZero();
        table(pay("k2", 200), "PaymentTaken CreditOrdered SaleMade Posted");
        assertThat(credit().amount().value()).as("what failed can be claimed again").isGreaterThanOrEqualTo(1_000);
    }

    @Test
    void shouldLendNothingToAMeterWhoseTariffLendsNothing() {
        open(PRICE);
        table(Meters.grant("g1", 500), "EMERGENCY_NOT_OFFERED meter");
    }

    @Test
    void shouldLoadIntoTheMeterWhatTheTariffLendsAndTakeItOutOfTheNextPayment() {
        open(PRICE, new EmergencyTerms(5_000, 1_000, 250_000_000));
        table(Meters.grant("g0", 1), "AMOUNT_TOO_SMALL amount");
        table(Meters.grant("g1", 5_001), "EMERGENCY_LIMIT amount");
        table(Meters.grant("g1", 4_000), "CreditGranted CreditOrdered Posted");
        table(Meters.grant("g1", 4_000), "Existing #" + desk.state.lastSequence());
        table(Meters.grant("g2", 1_100), "EMERGENCY_LIMIT amount");
        assertThat(credit().amount()).isEqualTo(new Energy(4_000));
        assertThat(credit().price()).isEqualTo(usd(1_000));
        assertThat(desk.balance(AccountType.EMERGENCY_RECEIVABLE, ACCOUNT)).isEqualTo(-1_000);
        assertThat(desk.balance(AccountType.CREDIT_IN_TRANSIT, Desk.METER)).isEqualTo(4_000);

        table(pay("k1", 1_200), "PaymentTaken CreditOrdered SaleMade Posted");
        assertThat(credit().amount().value()).as("2.00 of 12.00 buy units").isBetween(1_000L, 1_002L);
        assertThat(desk.balance(AccountType.EMERGENCY_RECEIVABLE, ACCOUNT)).isZero();
    }

    @Test
    void shouldOweNothingForWhatWasLentAndDidNotReachTheMeter() {
        open(PRICE, new EmergencyTerms(5_000, 1_000, 250_000_000));
        table(Meters.grant("g1", 4_000), "CreditGranted CreditOrdered Posted");
        table(Desk.decideCredit("C-" + desk.state.lastSequence(), false), "CreditDecided CreditFailed Posted");

        assertThat(desk.balance(AccountType.WALLET, ACCOUNT)).isZero();
        assertThat(desk.balance(AccountType.EMERGENCY_RECEIVABLE, ACCOUNT)).isZero();
        assertThat(desk.balance(AccountType.UNITS_SOLD, "plan")).isZero();
    }

    @Test
    void shouldPayBackIntoTheWalletWhatWasRepaidForUnitsThatDidNotReachTheMeter() {
        open(PRICE, new EmergencyTerms(5_000, 1_000, 250_000_000));
        table(Meters.grant("g1", 4_000), "CreditGranted CreditOrdered Posted");
        String lent = "C-" + desk.state.lastSequence();
        table(pay("k1", 600), "PaymentTaken SaleMade Posted");
        table(Desk.decideCredit(lent, false), "CreditDecided CreditFailed Posted");

        assertThat(desk.balance(AccountType.WALLET, ACCOUNT)).isEqualTo(600);
        assertThat(desk.balance(AccountType.EMERGENCY_RECEIVABLE, ACCOUNT)).isZero();
    }

    @Test
    void shouldLendToAMeterThatHasNextToNothingLeft() {
        open(PRICE, new EmergencyTerms(5_000, 1_000, 250_000_000));
        table(Desk.reading(0, 0, 1_001), "ReadingAccepted Posted");
        table(Meters.grant("g1", 4_000), "EMERGENCY_NOT_NEEDED meter");
    }

    @Test
    void shouldGiveFreeUnitsWithoutAPurchase() {
        open(PRICE, new FreeUnits("Lifeline", 500, 500, false));
        table(convert("c1", new Conversion.FreeUnits()), "WalletConverted CreditOrdered SaleMade Posted");
        assertThat(credit().amount()).isEqualTo(new Energy(500));
        table(convert("c2", new Conversion.FreeUnits()), "AMOUNT_TOO_SMALL conversion");
        table(pay("k1", 200), "PaymentTaken CreditOrdered SaleMade Posted");
        assertThat(sold()).isEqualTo(new Energy(1_000));
    }

    @Test
    void shouldForgiveDebtsAndChangeTheirPlansButNeverByACorrection() {
        open(PRICE);
        table(debt("d1", Debt.whole("old bill", LocalDate.of(2025, 1, 1)), 300), "DebtAdded Posted");
        long first = desk.state.lastSequence();
        table(new Command.PostCorrection(Desk.ANN, "c1", first, "typed wrongly", List.of(
                new Posting(AccountType.ARREARS, ACCOUNT, usd(300)), new Posting(AccountType.REVENUE, "x", usd(-300)))),
                "WRONG_ACCOUNT postings");
        table(new ForgiveDebt(Desk.ANN, "f1", ACCOUNT, "old bill", usd(301), "poor"), "BALANCE_TOO_LOW amount");
        table(new ForgiveDebt(Desk.ANN, "f1", ACCOUNT, "old", usd(1), "poor"), "UNKNOWN_DEBT debt.name");
        table(new ForgiveDebt(Desk.ANN, "f1", ACCOUNT, "old bill", new Money(1, "EUR"), "poor"),
                "WRONG_CURRENCY amount");
        table(new ForgiveDebt(Desk.ANN, "f1", ACCOUNT, "old bill", usd(100), "poor"), "DebtForgiven Posted");
        table(new ForgiveDebt(Desk.ANN, "f1", ACCOUNT, "old bill", usd(100), "poor"),
                "Existing #" + desk.state.lastSequence());
        assertThat(desk.balance(AccountType.ARREARS, ACCOUNT)).isEqualTo(-200);
        Debt half = new Debt("old bill", LocalDate.EPOCH, 500_000, 10_000, 1);
        table(new ChangePlan(Desk.ANN, "p1", ACCOUNT, half, "agreed"), "PlanChanged");
        table(pay("k1", 200), "PaymentTaken CreditOrdered SaleMade Posted");
        assertThat(desk.state.debtsOf(ACCOUNT)).singleElement().satisfies(debt -> {
            assertThat(debt.due()).isEqualTo(usd(100));
            assertThat(debt.debt().since()).isEqualTo(LocalDate.of(2025, 1, 1));
        });
        table(new ForgiveDebt(Desk.ANN, "f2", ACCOUNT, "old bill", usd(100), "poor"), "DebtForgiven Posted");
        assertThat(desk.state.debtsOf(ACCOUNT)).isEmpty();
    }

    @Test
    void shouldCountADaysMoneyOnceHoweverItIsSpent() {
        open(PRICE, new PurchaseLimits(PurchaseLimits.Range.OPEN, 1_500, PurchaseLimits.Range.OPEN, 1_000_000));
        table(keep("k1", 1_000), "PaymentTaken KeptInWallet SaleMade Posted");
        table(convert("c1", new Conversion.All()), "WalletConverted CreditOrdered SaleMade Posted");
        table(pay("k2", 500), "PaymentTaken CreditOrdered SaleMade Posted");
        table(pay("k3", 1), "PURCHASE_LIMIT tender");
    }

    /** Only of its own month: what is sold this month stays counted. */
    @Test
    void shouldNotGiveTheBlocksOfThisMonthBackForACreditOfTheLast() {
        open(new BlockPrice(BlockPrice.Method.MARGINAL,
                List.of(new BlockPrice.Block(2_000, 100_000_000), new BlockPrice.Block(BlockPrice.OPEN, 200_000_000))));
        table(pay("k1", 200), "PaymentTaken CreditOrdered SaleMade Posted");
        String old = "C-" + desk.state.lastSequence();
        desk.elapsed = Duration.ofDays(31);
        table(pay("k2", 200), "PaymentTaken CreditOrdered SaleMade Posted");
        assertThat(sold()).isEqualTo(new Energy(2_000));
        table(Desk.decideCredit(old, false), "CreditDecided CreditFailed Posted");
        table(pay("k3", 200), "PaymentTaken CreditOrdered SaleMade Posted");
        assertThat(sold()).as("at the price of the second block, with 2.00 from the wallet")
                .isEqualTo(new Energy(1_000));
    }

    @Test
    void shouldGiveFreeUnitsOnceAMonth() {
        open(PRICE, new FreeUnits("Lifeline", 500, 500, false));
        table(pay("k1", 200), "PaymentTaken CreditOrdered SaleMade Posted");
        assertThat(sold()).isEqualTo(new Energy(1_500));
        table(pay("k2", 200), "PaymentTaken CreditOrdered SaleMade Posted");
        assertThat(sold()).isEqualTo(new Energy(1_000));
        desk.elapsed = Duration.ofDays(62); // months do not add up
        table(pay("k3", 200), "PaymentTaken CreditOrdered SaleMade Posted");
        assertThat(sold()).isEqualTo(new Energy(1_500));
    }

    @Test
    void shouldSellAsQuotedOrNotAtAll() {
        open(PRICE);
        Instant later = Desk.NOON.plus(Duration.ofDays(1));
        table(quoted(new Quoted("plan", 2, 1_002, 200, 0, later)), "QUOTE_OF_OTHER_TARIFF quote.tariff");
        table(quoted(new Quoted("plan", 1, 1_000, 200, 0, later)), "QUOTE_CHANGED quote.units");
        table(quoted(new Quoted("plan", 1, 1_002, 199, 0, later)), "QUOTE_CHANGED quote.moneyMinor");
        table(quoted(new Quoted("plan", 1, 1_002, 200, 1, later)), "QUOTE_CHANGED quote.walletMinor");
        table(quoted(new Quoted("plan", 1, 1_002, 200, 0, Desk.NOON)), "QUOTE_EXPIRED quote.validUntil");
        table(quoted(new Quoted("plan", 1, 1_002, 200, 0, later)), "PaymentTaken CreditOrdered SaleMade Posted");
        table(quoted(new Quoted("plan", 1, 1_002, 200, 0, Desk.NOON)), "Existing #" + desk.state.lastSequence());
    }

    @Test
    void shouldAskForTheMinimumOfAMonthOnce() {
        open(PRICE, new MinimumCharge(1_000));
        desk.tell(keep("k", 5_000));
        desk.tell(convert("c1", new Conversion.Units(new Energy(2_000))));
        assertThat(desk.balance(AccountType.WALLET, ACCOUNT)).isEqualTo(4_000);
        desk.tell(convert("c2", new Conversion.Units(new Energy(3_000))));
        assertThat(desk.balance(AccountType.WALLET, ACCOUNT)).as("10.00 of energy, and 10.00 paid").isEqualTo(4_000);
        desk.tell(convert("c3", new Conversion.Units(new Energy(1_000))));
        assertThat(desk.balance(AccountType.WALLET, ACCOUNT)).isEqualTo(3_800);
        table(Desk.decideCredit(credit().creditId(), false), "CreditDecided CreditFailed Posted");
        assertThat(desk.balance(AccountType.WALLET, ACCOUNT)).isEqualTo(4_000);
    }

    private static Command quoted(Quoted quote) {
        return new AsQuoted(pay("k1", 200), quote);
    }
}
