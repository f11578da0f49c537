package io.wattle.ledger.tariff.sale;

import static io.wattle.ledger.tariff.plan.Plans.*;
import static io.wattle.ledger.tariff.sale.QuoteLine.Kind.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.tariff.plan.*;
import io.wattle.ledger.tariff.sale.PriceRefused.Reason;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Component by component, in figures that can be checked in the head. */
class SaleCalculatorTest {
    private static final Instant NOW = Instant.parse("2026-07-15T10:00:00Z");
    private static final BlockPrice INCLINING = blocks(BlockPrice.Method.MARGINAL, 50, 100, 100, 200, 300);

    @Test
    void shouldFillBlocksFromWhereTheMonthStands() {
        Quote quote = buy(electricity(INCLINING), 10_000, customer().bought(30_000, 0));

        assertThat(quote.units()).isEqualTo(20_000 + 40_000);
        assertThat(quote.lines()).extracting(QuoteLine::kind, QuoteLine::units, QuoteLine::amountMinor)
                .containsExactly(tuple(UNITS, 20_000L, 2_000L), tuple(UNITS, 40_000L, 8_000L));
        assertThat(quote.nextBlock()).hasValue(
                new Quote.NextBlock(10_000, 300_000_000, Instant.parse("2026-07-31T22:00:00Z")));
    }

    @Test
    void shouldPriceAllUnitsAtTheBlockReachedByWholeVolume() {
        TariffPlan plan = electricity(blocks(BlockPrice.Method.WHOLE_VOLUME, 50, 100, 100, 200, 300));
        assertThat(cost(plan, 50_000, customer())).isEqualTo(5_000);
        assertThat(cost(plan, 60_000, customer())).isEqualTo(12_000);
        assertThat(cost(plan, 60_000, customer().bought(50_000, 0))).isEqualTo(18_000);
        // Between 50 units at 100 and 51 at 200 money buys no more than the 50.
        assertThat(buy(plan, 9_000, customer()).units()).isEqualTo(50_000);
    }

    @Test
    void shouldSellTheMostWhereReachingABlockMakesAllCheaper() {
        TariffPlan plan = electricity(blocks(BlockPrice.Method.WHOLE_VOLUME, 50, 300, 100));
        assertThat(buy(plan, 14_900, customer()).units()).isEqualTo(149_000);
        assertThat(buy(plan, 4_000, customer()).units()).isEqualTo(13_300);
    }

    @Test
    void shouldRoundDownToWhatATokenSaysAndLeaveTheRestInTheWallet() {
        Quote token = buy(electricity(flat(300)), 1_000, customer());
        assertThat(token.units()).isEqualTo(3_300);
        assertThat(token.parts().wallet()).isEqualTo(10);
        Quote wire = buy(electricity(flat(300)), 1_000, customer().step(SaleContext.Step.ONE));
        // 3,334 Wh are 1,000.2 cents, which round to the tender.
        assertThat(wire.units()).isEqualTo(3_334);
        assertThat(refused(electricity(flat(300)), 3_350, customer())).isEqualTo(Reason.NOT_SALEABLE);
    }

    @Test
    void shouldCompoundTaxesInTheirOrderAndSpareBlocksAndClasses() {
        Tax levy = new Tax("levy", new Tax.PerUnit(10_000_000), false, List.of(Tax.Base.ENERGY), List.of(),
                List.of("domestic/poor"), 0);
        Tax vat = new Tax("VAT", new Tax.Percent(100_000), false, List.of(Tax.Base.ENERGY), List.of("levy"), List.of(),
                1);
        TariffPlan plan = electricity(INCLINING, levy, vat);

        assertThat(priced(plan, 60_000, customer()).lines())
                .extracting(QuoteLine::name, QuoteLine::amountMinor)
                .contains(tuple("levy", 600L), tuple("VAT", (2_000L + 600L) / 10));
        assertThat(priced(plan, 60_000, customer().subClass("poor")).lines())
                .extracting(QuoteLine::name, QuoteLine::amountMinor)
                .contains(tuple("VAT", 200L))
                .doesNotContain(tuple("levy", 600L));
    }

    @Test
    void shouldShowTaxesThatPricesContainWithoutAddingThem() {
        TariffPlan plan = electricity(flat(120), percent("VAT", 15, true), percent("city", 5, true));
        Quote quote = priced(plan, 10_000, customer().fixedDue(List.of(new FixedDue("service", 600))));

        assertThat(quote.tenderMinor()).isEqualTo(1_800);
        assertThat(quote.lines()).filteredOn(line -> line.kind() == INCLUDED_TAX)
                .extracting(QuoteLine::amountMinor)
                .containsExactly(225L, 75L);
        assertThat(quote.parts()).isEqualTo(new QuoteParts(0, 0, 0, 500, 300, 1_000, 0));
    }

    @Test
    void shouldTakeDiscountsOneAfterAnotherWithinTheirCaps() {
        TariffPlan plan = electricity(flat(100), new Discount("half", 500_000, 0, 400),
                new Discount("tenth", 100_000, 0, 9_999));
        assertThat(cost(plan, 10_000, customer())).isEqualTo(600 - 60);
        assertThat(cost(plan, 10_000, customer().discountsThisMonth(Map.of("half", 400L)))).isEqualTo(900);
    }

    @Test
    void shouldFillUpToTheMinimumOnceAMonth() {
        TariffPlan plan = electricity(flat(100), new MinimumCharge(700));
        assertThat(cost(plan, 5_000, customer())).isEqualTo(700);
        assertThat(cost(plan, 5_000, customer().chargedThisMonth(400))).isEqualTo(500);
        assertThat(buy(plan, 600, customer()).units()).isZero();
        assertThat(buy(plan, 600, customer()).parts().wallet()).isEqualTo(600);
    }

    @Test
    void shouldUseUpWhatWasFilledUpBeforeItChargesForMore() {
        TariffPlan plan = electricity(flat(100), new MinimumCharge(700));
        assertThat(cost(plan, 2_000, customer().chargedThisMonth(400).minimumPaid(300)))
                .as("the least payment that there is")
                .isOne();
        assertThat(cost(plan, 5_000, customer().chargedThisMonth(400).minimumPaid(300))).as("9.00 in all, 7.00 paid")
                .isEqualTo(200);
    }

    @Test
    void shouldChargeSewerageByWaterOrByItsOwnBlocks() {
        assertThat(cost(water(flat(200), new Sewerage.OfCharge(700_000)), 10_000, customer())).isEqualTo(3_400);
        Sewerage own = new Sewerage.OfVolume(800_000, blocks(BlockPrice.Method.MARGINAL, 4, 100, 300));
        // Eight tenths of 10 m3 are 8: four at 100 and four at 300.
        assertThat(cost(water(flat(200), own), 10_000, customer())).isEqualTo(2_000 + 400 + 1_200);
        assertThat(cost(water(flat(200), own), 10_000, customer().bought(5_000, 0))).isEqualTo(2_000 + 2_400);
    }

    @Test
    void shouldRaiseThePriceInDrought() {
        Scarcity drought = new Scarcity(List.of(new Scarcity.Level("dry", 400_000)),
                List.of(new Scarcity.Switch(LocalDate.of(2026, 7, 15), "dry")));
        assertThat(cost(water(flat(200), drought), 10_000, customer())).isEqualTo(2_800);
    }

    @Test
    void shouldLetThePaymentFallFromStepToStep() {
        TariffPlan plan = electricity(flat(100), new ChannelFee("card", 100_000, 0, 10_000), percent("VAT", 10, false));
        SaleContextBuilder customer = customer().channel("card")
                .arrears(List.of(new ArrearsItem("loan", LocalDate.EPOCH, 9_000, 100_000, 9_000, 0),
                        ArrearsItem.whole("fine", LocalDate.EPOCH, 500)), 0)
                .emergencyUsed(400)
                .fixedDue(List.of(new FixedDue("service", 1_000)))
                .freeUnits(50_000);

        Quote quote = buy(plan, 10_000, customer);

        assertThat(quote.lines()).extracting(QuoteLine::kind, QuoteLine::name, QuoteLine::amountMinor)
                .containsExactly(tuple(CHANNEL_FEE, "card", 1_000L), tuple(ARREARS, "fine", 500L),
                        tuple(ARREARS, "loan", 900L), tuple(EMERGENCY_CREDIT, "Emergency credit used", 400L),
                        tuple(FIXED_CHARGE, "service", 1_000L), tuple(UNITS, "", 5_540L), tuple(TAX, "VAT", 654L),
                        tuple(WALLET, "Wallet", 6L), tuple(FREE_UNITS, "Free units", 0L));
        assertThat(quote.arrearsBeforeMinor()).isEqualTo(9_500);
        assertThat(quote.arrearsAfterMinor()).isEqualTo(8_100);
        assertThat(quote.parts()).isEqualTo(new QuoteParts(1_000, 1_400, 400, 1_000, 654, 5_540, 6));
    }

    @Test
    void shouldPayWhatItCanOfFixedChargesWithTheirTax() {
        TariffPlan plan = electricity(flat(100), percent("VAT", 10, false));
        Quote quote = buy(plan, 550, customer().fixedDue(List.of(new FixedDue("service", 1_000))));
        assertThat(quote.parts()).isEqualTo(new QuoteParts(0, 0, 0, 500, 50, 0, 0));
        assertThat(quote.units()).isZero();
    }

    @Test
    void shouldLeaveAShareForEnergyWhateverIsOwed() {
        TariffPlan plan = electricity(flat(100),
                new DebtRecovery(Exact.WHOLE_PPM, 90_000, 90_000, StandingFee.Period.MONTH, 400_000));
        Quote quote = buy(plan, 1_000,
                customer().arrears(List.of(ArrearsItem.whole("old", LocalDate.EPOCH, 50_000)), 0));
        assertThat(quote.units()).isEqualTo(4_000);
        assertThat(quote.parts().arrears()).isEqualTo(600);
    }

    @Test
    void shouldPutMoneyIntoTheWalletWhereTheBalanceIsCurrency() {
        TimeOfUse hours = new TimeOfUse(List.of(new TimeOfUse.Period("day", 1)), List.of(), List.of(),
                List.of(new TimeOfUse.Rule("", List.of(), 0, 1440, "day")));
        Quote quote = buy(electricity(hours), 1_000, customer().balance(SaleContext.Balance.CURRENCY)
                .fixedDue(List.of(new FixedDue("service", 300))));
        assertThat(quote.parts().wallet()).isEqualTo(700);
        assertThat(quote.units()).isZero();
        assertThat(SaleCalculator.unitsFor(electricity(hours), new Money(1_000, "ZAR"), customer().build()))
                .isEqualTo(new PriceRefused(Reason.NEEDS_CURRENCY_BALANCE, 0));
        assertThat(refused(electricity(flat(1)), 1_000, customer().balance(SaleContext.Balance.CURRENCY)))
                .isEqualTo(Reason.NEEDS_UNIT_BALANCE);
    }

    @Test
    void shouldRefuseByName() {
        PurchaseLimits limits = new PurchaseLimits(new PurchaseLimits.Range(500, 5_000), 6_000,
                new PurchaseLimits.Range(6_000, 40_000), 45_000);
        TariffPlan plan = electricity(flat(100), limits);
        assertThat(refusedMoney(plan, 499, "ZAR", customer())).isEqualTo(Reason.BELOW_SALE_MINIMUM);
        assertThat(refusedMoney(plan, 5_001, "ZAR", customer())).isEqualTo(Reason.ABOVE_SALE_MAXIMUM);
        assertThat(refusedMoney(plan, 1_000, "ZAR", customer().tenderedToday(5_001)))
                .isEqualTo(Reason.ABOVE_DAY_MAXIMUM);
        assertThat(refusedMoney(plan, 590, "ZAR", customer())).isEqualTo(Reason.BELOW_UNITS_MINIMUM);
        assertThat(refusedMoney(plan, 4_500, "ZAR", customer())).isEqualTo(Reason.ABOVE_UNITS_MAXIMUM);
        assertThat(refusedMoney(plan, 1_000, "ZAR", customer().bought(36_000, 36_000)))
                .isEqualTo(Reason.ABOVE_DAY_UNITS_MAXIMUM);
        assertThat(refusedMoney(plan, 1_000, "USD", customer())).isEqualTo(Reason.WRONG_CURRENCY);
        assertThat(refusedMoney(plan, 0, "ZAR", customer())).isEqualTo(Reason.AMOUNT_OUT_OF_RANGE);
        assertThat(SaleCalculator.priceOf(plan, Unit.LITRE.of(1_000), customer().build()))
                .isEqualTo(new PriceRefused(Reason.WRONG_UNIT, 0));
        TariffPlan over = plan(new Scope(Optional.empty(), Optional.of(LocalDate.of(2026, 7, 15)), List.of()), flat(1));
        assertThat(refusedMoney(over, 1_000, "ZAR", customer())).isEqualTo(Reason.NOT_IN_FORCE);
    }

    private static SaleContextBuilder customer() {
        return SaleContext.at(NOW, "domestic");
    }

    private static Quote buy(TariffPlan plan, long minor, SaleContextBuilder customer) {
        return (Quote) SaleCalculator.unitsFor(plan, new Money(minor, "ZAR"), customer.build());
    }

    private static Quote priced(TariffPlan plan, long units, SaleContextBuilder customer) {
        return (Quote) SaleCalculator.priceOf(plan, plan.unit().of(units), customer.build());
    }

    private static long cost(TariffPlan plan, long units, SaleContextBuilder customer) {
        return priced(plan, units, customer).tenderMinor();
    }

    private static Reason refused(TariffPlan plan, long units, SaleContextBuilder customer) {
        return ((PriceRefused) SaleCalculator.priceOf(plan, plan.unit().of(units), customer.build())).reason();
    }

    private static Reason refusedMoney(TariffPlan plan, long minor, String currency, SaleContextBuilder customer) {
        return ((PriceRefused) SaleCalculator.unitsFor(plan, new Money(minor, currency), customer.build())).reason();
    }
}
