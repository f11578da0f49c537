package io.wattle.headend.tariff;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.tariff.plan.PlanInForce;
import io.wattle.ledger.tariff.plan.TariffPlan;
import io.wattle.ledger.tariff.plan.TimeOfUse;
import io.wattle.ledger.tariff.sale.FixedDue;
import io.wattle.ledger.tariff.sale.PriceRefused;
import io.wattle.ledger.tariff.sale.Pricing;
import io.wattle.ledger.tariff.sale.Quote;
import io.wattle.ledger.tariff.sale.SaleCalculator;
import io.wattle.ledger.tariff.sale.SaleContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code SaleLawsTest} says of made-up tariffs, said of every file that is shipped. */
class ShippedTariffLawsTest {
    private static final int TRIES = 500;
    /** All of them hold then. */
    private static final LocalDate DAY = LocalDate.of(2026, 7, 15);
    private static final List<String> SUB_CLASSES = List.of("", "lifeline", "pensioner");

    static Stream<Path> files() throws IOException {
        return TariffFileTest.examples();
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldComeBackToTheSameMoneyAndUnits(Path file) {
        TariffPlan plan = TariffFile.read(file);
        SplittableRandom random = new SplittableRandom(file.getFileName().toString().hashCode());
        int bought = 0;
        for (int i = 0; i < TRIES; i++) {
            SaleContext context = context(plan, random);
            long minor = 1 + (long) (1_000_000 * Math.pow(random.nextDouble(), 3));
            Pricing sold = sell(plan, minor, context);
            if (isByTheHour(plan)) {
                assertThat(reason(sold)).isEqualTo(PriceRefused.Reason.NEEDS_CURRENCY_BALANCE);
            } else if (sold instanceof PriceRefused) {
                assertTooLittle(sold);
            } else if (quote(sold).units() > 0) {
                thereAndBack(plan, context, minor, quote(sold).units());
                bought++;
            }
        }
        assertThat(bought).isGreaterThan(isByTheHour(plan) ? -1 : TRIES / 2);
    }

    /** The units cost no more than the money; their price buys them again, and one minor unit less does not. */
    private static void thereAndBack(TariffPlan plan, SaleContext context, long minor, long units) {
        Pricing back = SaleCalculator.priceOf(plan, plan.unit().of(units), context);
        if (back instanceof PriceRefused) {
            assertTooLittle(back);
            return;
        }
        Quote priced = quote(back);
        assertThat(priced.units()).isEqualTo(units);
        assertThat(priced.tenderMinor()).isBetween(1L, minor);
        assertThat(quote(sell(plan, priced.tenderMinor(), context)).units()).isEqualTo(units);
        if (priced.tenderMinor() > 1) {
            Pricing less = sell(plan, priced.tenderMinor() - 1, context);
            assertThat(less instanceof PriceRefused || quote(less).units() < units).isTrue();
        }
        Pricing more = SaleCalculator.priceOf(plan,
                plan.unit().of(context.step() == SaleContext.Step.ONE ? units + 1 : units + 100), context);
        assertThat(more instanceof PriceRefused || quote(more).tenderMinor() > minor).isTrue();
    }

    /** Of a customer who bought this month before, and owes standing fees; by token or by wire. */
    private static SaleContext context(TariffPlan plan, SplittableRandom random) {
        String subClass = SUB_CLASSES.get(random.nextInt(SUB_CLASSES.size()));
        PlanInForce inForce = plan.inForce(DAY, "domestic", subClass).orElseThrow();
        int periods = random.nextInt(3);
        List<FixedDue> due = inForce.standing()
                .stream()
                .map(fee -> new FixedDue(fee.name(), fee.minor(periods)))
                .toList();
        return SaleContext.at(DAY.atTime(12, 0).atZone(plan.zone()).toInstant(), "domestic")
                .subClass(subClass)
                .step(random.nextBoolean() ? SaleContext.Step.ONE : SaleContext.Step.TOKEN)
                .bought(random.nextInt(3) * random.nextLong(700_000), 0)
                .fixedDue(due)
                .build();
    }

    private static boolean isByTheHour(TariffPlan plan) {
        return plan.inForce(DAY, "domestic", "").orElseThrow().price() instanceof TimeOfUse;
    }

    /** The one thing that may be wrong with an amount here: the tariff sells for no less than so much. */
    private static void assertTooLittle(Pricing refused) {
        assertThat(reason(refused)).isEqualTo(PriceRefused.Reason.BELOW_SALE_MINIMUM);
    }

    private static PriceRefused.Reason reason(Pricing pricing) {
        assertThat(pricing).isInstanceOf(PriceRefused.class);
        return ((PriceRefused) pricing).reason();
    }

    private static Pricing sell(TariffPlan plan, long minor, SaleContext context) {
        return SaleCalculator.unitsFor(plan, new Money(minor, plan.currency()), context);
    }

    private static Quote quote(Pricing pricing) {
        assertThat(pricing).isInstanceOf(Quote.class);
        return (Quote) pricing;
    }
}
