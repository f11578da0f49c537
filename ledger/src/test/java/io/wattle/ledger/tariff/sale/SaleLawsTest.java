package io.wattle.ledger.tariff.sale;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.tariff.plan.TariffPlan;
import io.wattle.ledger.token.TokenAmounts;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** What holds for every tariff and every customer. */
class SaleLawsTest {

    /** There and back: the units that money buys cost no more than the money. */
    @Property(tries = 3000)
    void shouldPriceWhatMoneyBoughtAtNoMoreThanTheMoney(@ForAll long seed,
            @ForAll @LongRange(min = 1, max = 1_000_000) long minor) {
        RandomTariffs random = new RandomTariffs(seed);
        TariffPlan plan = random.plan();
        SaleContext context = random.context();
        Quote bought = quote(SaleCalculator.unitsFor(plan, new Money(minor, "ZAR"), context));
        Assume.that(bought.units() > 0);

        Quote priced = quote(SaleCalculator.priceOf(plan, plan.unit().of(bought.units()), context));

        assertThat(priced.tenderMinor()).isLessThanOrEqualTo(minor);
        assertThat(priced.units()).isEqualTo(bought.units());
    }

    /** And back and there: the price of units buys those units again, and one minor unit less does not. */
    @Property(tries = 3000)
    void shouldBuyTheUnitsAgainForTheirPriceAndNotForLess(@ForAll long seed,
            @ForAll @LongRange(min = 1, max = 20_000) long tenths) {
        RandomTariffs random = new RandomTariffs(seed);
        TariffPlan plan = random.plan();
        SaleContext context = random.context();
        long units = TokenAmounts.atMost(tenths * 100);
        Pricing pricing = SaleCalculator.priceOf(plan, plan.unit().of(units), context);
        Assume.that(pricing instanceof Quote quote && quote.tenderMinor() > 1);
        long tender = quote(pricing).tenderMinor();

        Quote bought = quote(SaleCalculator.unitsFor(plan, new Money(tender, "ZAR"), context));
        assertThat(bought.units()).isGreaterThanOrEqualTo(units);

        Quote less = quote(SaleCalculator.unitsFor(plan, new Money(tender - 1, "ZAR"), context));
        assertThat(less.units()).isLessThan(units);
    }

    /** The next amount that could be sold would cost more than there is. */
    @Property(tries = 3000)
    void shouldSellTheMostThatTheMoneyPays(@ForAll long seed,
            @ForAll @LongRange(min = 1, max = 1_000_000) long minor) {
        RandomTariffs random = new RandomTariffs(seed);
        TariffPlan plan = random.plan();
        SaleContext context = random.context();
        Quote bought = quote(SaleCalculator.unitsFor(plan, new Money(minor, "ZAR"), context));
        long more = context.step() == SaleContext.Step.ONE ? bought.units() + 1 : bought.units() + 100;
        Assume.that(more < 1_600_000);

        Pricing next = SaleCalculator.priceOf(plan, plan.unit().of(more), context);

        assertThat(next instanceof PriceRefused || quote(next).tenderMinor() > minor).isTrue();
    }

    /** Nothing is lost and nothing appears: by parts and by lines. */
    @Property(tries = 3000)
    void shouldAddUpToTheTender(@ForAll long seed, @ForAll @LongRange(min = 1, max = 10_000_000) long minor) {
        RandomTariffs random = new RandomTariffs(seed);
        Quote quote = quote(SaleCalculator.unitsFor(random.plan(), new Money(minor, "ZAR"), random.context()));

        assertThat(quote.parts().sum()).isEqualTo(minor);
        assertThat(quote.lines().stream().filter(QuoteLine::adds).mapToLong(QuoteLine::amountMinor).sum())
                .isEqualTo(minor);
        assertThat(quote.parts().wallet()).isNotNegative();
        assertThat(quote.parts().units()).isNotNegative();
        assertThat(quote.parts().fixed()).isNotNegative();
        assertThat(quote.parts().tax()).isNotNegative();
        assertThat(quote.arrearsAfterMinor()).isNotNegative();
    }

    /** More money never buys less. */
    @Property(tries = 3000)
    void shouldBuyNoLessForMoreMoney(@ForAll long seed, @ForAll @LongRange(min = 1, max = 300_000) long minor,
            @ForAll @LongRange(min = 1, max = 300_000) long more) {
        RandomTariffs random = new RandomTariffs(seed);
        TariffPlan plan = random.plan();
        SaleContext context = random.context();

        long units = quote(SaleCalculator.unitsFor(plan, new Money(minor, "ZAR"), context)).units();
        long moreUnits = quote(SaleCalculator.unitsFor(plan, new Money(minor + more, "ZAR"), context)).units();

        assertThat(moreUnits).isGreaterThanOrEqualTo(units);
    }

    private static Quote quote(Pricing pricing) {
        assertThat(pricing).isInstanceOf(Quote.class);
        return (Quote) pricing;
    }
}
