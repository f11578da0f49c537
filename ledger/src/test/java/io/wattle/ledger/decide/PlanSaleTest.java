package io.wattle.ledger.decide;

import static io.wattle.ledger.decide.Desk.METER;
import static io.wattle.ledger.decide.Desk.pay;
import static io.wattle.ledger.decide.Desk.register;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.DebtFact.DebtAdded;
import io.wattle.ledger.quantity.Energy;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.state.SaleTerms;
import io.wattle.ledger.tariff.plan.BlockPrice;
import io.wattle.ledger.tariff.plan.ChannelFee;
import io.wattle.ledger.tariff.plan.PurchaseLimits;
import io.wattle.ledger.tariff.sale.Quote;
import io.wattle.ledger.tariff.sale.SaleCalculator;
import io.wattle.ledger.vending.Conversion;
import io.wattle.ledger.vending.Debt;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sales by a tariff plan: who gets what of the money, and what goes back. */
class PlanSaleTest extends PlanSaleDesk {

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
}
