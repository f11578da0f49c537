package io.wattle.ledger.state;

import io.wattle.ledger.entry.DebtFact.DebtAdded;
import io.wattle.ledger.entry.DebtCommand.AddDebt;
import io.wattle.ledger.entry.DebtCommand.ChangePlan;
import io.wattle.ledger.entry.DebtCommand.ForgiveDebt;
import io.wattle.ledger.book.Posting;
import static io.wattle.ledger.state.Desk.METER;
import static io.wattle.ledger.state.Desk.pay;
import static io.wattle.ledger.state.Desk.register;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.quantity.Energy;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.tariff.plan.BlockPrice;
import io.wattle.ledger.tariff.plan.ChannelFee;
import io.wattle.ledger.tariff.plan.Component;
import io.wattle.ledger.tariff.plan.FlatPrice;
import io.wattle.ledger.tariff.plan.FreeUnits;
import io.wattle.ledger.tariff.plan.PlanPart;
import io.wattle.ledger.tariff.plan.PurchaseLimits;
import io.wattle.ledger.tariff.plan.Scope;
import io.wattle.ledger.tariff.plan.StandingFee;
import io.wattle.ledger.tariff.plan.TariffPlan;
import io.wattle.ledger.tariff.plan.Tax;
import io.wattle.ledger.tariff.plan.WaterfallStep;
import io.wattle.ledger.tariff.sale.Quote;
import io.wattle.ledger.tariff.sale.SaleCalculator;
import io.wattle.ledger.vending.Conversion;
import io.wattle.ledger.vending.Debt;
import io.wattle.ledger.vending.Sale;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Sales by a tariff plan: who gets what of the money, and what goes back. A kWh costs 2.00 unless said otherwise. */
class PlanSaleTest {
    private static final Component PRICE = new FlatPrice(200_000_000);
    private static final Component VAT = new Tax("VAT", new Tax.Percent(150_000), false,
            List.of(Tax.Base.ENERGY, Tax.Base.STANDING), List.of(), List.of(), 0);
    private static final Component FEE = new StandingFee("Service", 100_000_000, StandingFee.Period.MONTH);
    private static final String ACCOUNT = "acc-m1";
    private final Desk desk = new Desk();

    @Test
    void shouldDivideAPaymentAmongTaxFeeAndUnits() {
        open(PRICE, VAT, FEE);
        table(pay("k1", 1_265), "PaymentTaken CreditOrdered SaleMade Posted");

        // 1.00 fee and 0.15 tax on it; 11.50 are left: 10.00 of units with 1.50 tax
        assertThat(sold()).isEqualTo(new Energy(5_000));
        assertThat(credit().price()).isEqualTo(usd(1_150));
        assertThat(desk.balance(AccountType.REVENUE, "plan")).isEqualTo(1_000);
        assertThat(desk.balance(AccountType.REVENUE, "plan fees")).isEqualTo(100);
        assertThat(desk.balance(AccountType.TAX_PAYABLE, "VAT")).isEqualTo(165);
        assertThat(desk.balance(AccountType.WALLET, ACCOUNT)).isZero();
        assertThat(sale().taxOfUnits()).singleElement().satisfies(tax -> assertThat(tax.amountMinor()).isEqualTo(150));
    }

    @Test
    void shouldTakeAFeeOnceAMonth() {
        open(PRICE, FEE);
        table(pay("k1", 300), "PaymentTaken CreditOrdered SaleMade Posted");
        assertThat(sold()).isEqualTo(new Energy(1_000));
        table(pay("k2", 300), "PaymentTaken CreditOrdered SaleMade Posted");
        assertThat(sold()).isEqualTo(new Energy(1_500));
        desk.elapsed = Duration.ofDays(31);
        table(pay("k3", 300), "PaymentTaken CreditOrdered SaleMade Posted");
        assertThat(sold()).isEqualTo(new Energy(1_000));
        assertThat(desk.balance(AccountType.REVENUE, "plan fees")).isEqualTo(200);
    }

    // Tender that does not pay the whole fee buys nothing, and what was paid of the fee is not asked for again.
    @Test
    void shouldRememberAFeeThatWasPaidInPart() {
        open(PRICE, FEE);
        table(pay("k1", 40), "PaymentTaken SaleMade Posted");
        table(pay("k2", 260), "PaymentTaken CreditOrdered SaleMade Posted");
        assertThat(sold()).isEqualTo(new Energy(1_000));
        assertThat(desk.balance(AccountType.REVENUE, "plan fees")).isEqualTo(100);
    }

    @Test
    void shouldGiveUnitsAndTheirTaxBackButNotTheFee() {
        open(PRICE, VAT, FEE);
        table(pay("k1", 1_265), "PaymentTaken CreditOrdered SaleMade Posted");
        String creditId = "C-" + desk.state.lastSequence();
        table(Desk.decideCredit(creditId, false), "CreditDecided CreditFailed Posted");

        assertThat(desk.balance(AccountType.WALLET, ACCOUNT)).isEqualTo(1_150);
        assertThat(desk.balance(AccountType.TAX_PAYABLE, "VAT")).isEqualTo(15);
        assertThat(desk.balance(AccountType.REVENUE, "plan")).isZero();
        assertThat(desk.balance(AccountType.REVENUE, "plan fees")).isEqualTo(100);
        assertThat(desk.balance(AccountType.UNITS_SOLD, "plan")).isZero();
    }

    @Test
    void shouldCountTheMonthsUnitsThroughTheBlocks() {
        open(new BlockPrice(BlockPrice.Method.MARGINAL,
                List.of(new BlockPrice.Block(2_000, 100_000_000), new BlockPrice.Block(BlockPrice.OPEN, 200_000_000))));
        table(pay("k1", 200), "PaymentTaken CreditOrdered SaleMade Posted");
        assertThat(sold()).isEqualTo(new Energy(2_000));
        table(pay("k2", 200), "PaymentTaken CreditOrdered SaleMade Posted");
        assertThat(sold()).isEqualTo(new Energy(1_000));
        table(Desk.decideCredit("C-" + desk.state.lastSequence(), false), "CreditDecided CreditFailed Posted");
        desk.elapsed = Duration.ofDays(31);
        table(pay("k3", 200), "PaymentTaken CreditOrdered SaleMade Posted");
        assertThat(sold()).isEqualTo(new Energy(2_000));
    }

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

    @Test
    void shouldKeepMoneyAndConvertAsMuchOfItAsTheCustomerWants() {
        open(PRICE);
        table(keep("k1", 1_000), "PaymentTaken KeptInWallet SaleMade Posted");
        assertThat(desk.balance(AccountType.WALLET, ACCOUNT)).isEqualTo(1_000);
        table(keep("k1", 1_000), "Existing #" + desk.state.lastSequence());
        table(pay("k1", 1_000), "KEY_USED_FOR_OTHER_CONTENTS key");
        table(convert("c1", new Conversion.Amount(usd(200))), "WalletConverted CreditOrdered SaleMade Posted");
        assertThat(sold()).isEqualTo(new Energy(1_000));
        table(convert("c2", new Conversion.Units(new Energy(1_500))), "WalletConverted CreditOrdered SaleMade Posted");
        assertThat(desk.balance(AccountType.WALLET, ACCOUNT)).isEqualTo(500);
        table(convert("c3", new Conversion.Units(new Energy(1_500_000))), "BALANCE_TOO_LOW conversion");
        table(convert("c3", new Conversion.All()), "WalletConverted CreditOrdered SaleMade Posted");
        assertThat(desk.balance(AccountType.WALLET, ACCOUNT)).isZero();
        table(convert("c4", new Conversion.All()), "BALANCE_TOO_LOW conversion");
        table(keep("k2", 1), "PaymentTaken KeptInWallet SaleMade Posted");
        table(convert("c4", new Conversion.Units(new Energy(2))), "AMOUNT_TOO_SMALL conversion");
        table(convert("c4", new Conversion.Amount(usd(0))), "AMOUNT_NOT_POSITIVE conversion");
        table(convert("c4", new Conversion.Units(new Energy(-1))), "AMOUNT_NOT_POSITIVE conversion");
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
    void shouldRefuseByTheTariffsNames() {
        open(PRICE, new PurchaseLimits(new PurchaseLimits.Range(100, 1_000), 1_500, PurchaseLimits.Range.OPEN,
                1_000_000), new ChannelFee("api", 0, 50, 50));
        table(pay("k1", 99), "PURCHASE_LIMIT tender");
        table(pay("k1", 1_001), "PURCHASE_LIMIT tender");
        table(pay("k1", 1_000), "PaymentTaken CreditOrdered SaleMade Posted");
        assertThat(desk.balance(AccountType.REVENUE, "channel fees")).isEqualTo(50);
        table(pay("k2", 501), "PURCHASE_LIMIT tender");
        table(new Command.TakePayment(Desk.BY, "k2", METER, new Money(500, "EUR")), "WRONG_CURRENCY tender");
        table(debt("d", Debt.whole("x", LocalDate.EPOCH), 0), "AMOUNT_NOT_POSITIVE amount");
        table(debt("d", Debt.whole("x", LocalDate.EPOCH), 10), "DebtAdded Posted");
        table(debt("e", Debt.whole("x", LocalDate.EPOCH), 10), "DEBT_EXISTS debt.name");
        table(new Command.ConvertWallet(Desk.BY, "c", "m9", new Conversion.All()), "UNKNOWN_METER meter");
    }

    @Test
    void shouldSayThatThereIsNoTariffToConvertBy() {
        table(register(), "MeterRegistered");
        table(keep("k1", 100), "NO_TARIFF meter");
        table(convert("c1", new Conversion.All()), "NO_TARIFF meter");
    }

    /** Quote and sale are one calculator with one context. */
    @Test
    void shouldQuoteWhatItThenSells() {
        open(PRICE, VAT, FEE);
        SaleTerms terms = desk.state.saleTerms(METER, "USD", "api", Desk.NOON.plusSeconds(60)).orElseThrow();
        Quote quote = (Quote) SaleCalculator.unitsFor(terms.plan(), usd(777), terms.context());
        table(pay("k1", 777), "PaymentTaken CreditOrdered SaleMade Posted");
        assertThat(sale().lines()).isEqualTo(quote.lines());
        assertThat(credit().amount()).isEqualTo(new Energy(quote.units()));
    }

    private void open(Component... components) {
        TariffPlan plan = new TariffPlan("plan", 1, Unit.Kind.ENERGY, "USD", ZoneOffset.UTC, Scope.ALL,
                WaterfallStep.USUAL,
                Arrays.stream(components).map(component -> new PlanPart(Scope.ALL, component)).toList());
        Tariffs.inForce(plan, Optional.empty())
                .forEach(command -> assertThat(desk.tell(command)).isInstanceOf(Decision.Accept.class));
        table(register(), "MeterRegistered");
    }

    private static Command keep(String key, long minor) {
        return new Command.PayIntoWallet(Desk.BY, key, METER, usd(minor));
    }

    private static Command convert(String key, Conversion conversion) {
        return new Command.ConvertWallet(Desk.BY, key, METER, conversion);
    }

    private static Command debt(String key, Debt debt, long minor) {
        return new AddDebt(Desk.ANN, key, ACCOUNT, debt, usd(minor), "agreed");
    }

    private static Money usd(long minor) {
        return new Money(minor, "USD");
    }

    private Fact.CreditOrdered credit() {
        return last(Fact.CreditOrdered.class);
    }

    /** To the next 10 Wh below: a price is rounded half up, so that the money buys a Wh or two more. */
    private Energy sold() {
        return new Energy(credit().amount().value() / 10 * 10);
    }

    private Sale sale() {
        return last(Fact.SaleMade.class).sale();
    }

    private <F extends Fact> F last(Class<F> kind) {
        return desk.entries.getLast()
                .facts()
                .stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow();
    }

    private void table(Command command, String said) {
        assertThat(desk.say(command)).as("%s", command).isEqualTo(said);
    }
}
