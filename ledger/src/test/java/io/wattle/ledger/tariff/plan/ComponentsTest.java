package io.wattle.ledger.tariff.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wattle.ledger.tariff.plan.StandingFee.Period;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Each component by itself. */
class ComponentsTest {
    private static final LocalDate JULY_15 = LocalDate.of(2026, 7, 15);

    @Property
    void shouldRoundOnceHalfUpHoweverWide(@ForAll @LongRange(min = 0, max = Exact.AMOUNT_MAX) long factor,
            @ForAll @LongRange(min = 0, max = 9_000_000_000_000L) long other,
            @ForAll @LongRange(min = 1_000_000_000L, max = Long.MAX_VALUE) long divisor) {
        BigDecimal exact = BigDecimal.valueOf(factor)
                .multiply(BigDecimal.valueOf(other))
                .divide(BigDecimal.valueOf(divisor), 0, RoundingMode.HALF_UP);
        if (exact.toBigInteger().bitLength() < 64) {
            assertThat(Exact.ratio(factor, other, divisor)).isEqualTo(exact.longValueExact());
        }
    }

    @Example
    void shouldCountPeriodsThatHaveBegunSinceTheLastPaid() {
        StandingFee fee = new StandingFee("service", 6_200_000_000L, Period.MONTH);
        assertThat(fee.dueOn(JULY_15, LocalDate.of(2026, 7, 1))).isEqualTo(6_200);
        assertThat(fee.dueOn(JULY_15, LocalDate.of(2026, 5, 1))).isEqualTo(18_600);
        assertThat(fee.dueOn(JULY_15, LocalDate.of(2026, 8, 1))).isZero();
        assertThat(new StandingFee("w", 1_000_000, Period.WEEK).dueOn(JULY_15, LocalDate.of(2026, 7, 13)))
                .isEqualTo(1);
        assertThat(new StandingFee("w", 1_000_000, Period.WEEK).dueOn(JULY_15, LocalDate.of(2026, 7, 12)))
                .isEqualTo(2);
        assertThat(new StandingFee("d", 1_000_000, Period.DAY).dueOn(JULY_15, LocalDate.of(2026, 7, 1)))
                .isEqualTo(15);
    }

    @Property
    void shouldAccrueByTheDayExactlyThePeriodsAmount(@ForAll @LongRange(min = 1, max = 10_000_000_000L) long micro,
            @ForAll @IntRange(min = 1, max = 12) int month, @ForAll Period per) {
        StandingFee fee = new StandingFee("service", micro, per);
        LocalDate first = per.startOf(LocalDate.of(2028, month, 9));
        long sum = first.datesUntil(per.endOf(first)).mapToLong(fee::accruedOn).sum();
        assertThat(sum).isEqualTo(fee.minor(1));
    }

    @Example
    void shouldLetFreeUnitsWaitUpToTheirCap() {
        FreeUnits single = new FreeUnits("free", 50_000, 50_000, false);
        assertThat(single.claimable(1, 0)).isEqualTo(50_000);
        assertThat(single.claimable(7, 0)).isEqualTo(50_000);
        assertThat(single.claimable(1, 20_000)).isEqualTo(30_000);
        assertThat(single.claimable(1, 60_000)).isZero();
        FreeUnits stacked = new FreeUnits("free", 50_000, 120_000, false);
        assertThat(stacked.claimable(2, 0)).isEqualTo(100_000);
        assertThat(stacked.claimable(3, 0)).isEqualTo(120_000);
    }

    @Example
    void shouldCapDiscountsFeesAndRecovery() {
        Discount discount = new Discount("pensioner", 100_000, 50, 300);
        assertThat(discount.of(1_000, 300)).isEqualTo(150);
        assertThat(discount.of(1_000, 40)).isEqualTo(40);
        assertThat(discount.of(20, 300)).isEqualTo(20);
        ChannelFee fee = new ChannelFee("card", 25_000, 10, 200);
        assertThat(fee.of(1_000)).isEqualTo(35);
        assertThat(fee.of(1_000_000)).isEqualTo(200);
        assertThat(fee.of(5)).isEqualTo(5);
        assertThat(fee.isFor("cash")).isFalse();
        DebtRecovery recovery = new DebtRecovery(600_000, 5_000, 8_000, Period.MONTH, 500_000);
        assertThat(recovery.most(1_000, 0)).isEqualTo(500);
        assertThat(recovery.most(20_000, 0)).isEqualTo(5_000);
        assertThat(recovery.most(20_000, 7_000)).isEqualTo(1_000);
        assertThat(recovery.most(20_000, 9_000)).isZero();
    }

    @Example
    void shouldSwitchScarcityOnItsDay() {
        Scarcity scarcity = new Scarcity(List.of(new Scarcity.Level("one", 100_000)),
                List.of(new Scarcity.Switch(JULY_15, "one"), new Scarcity.Switch(JULY_15.plusDays(9), "none")));
        assertThat(scarcity.on(JULY_15.minusDays(1))).isEmpty();
        assertThat(scarcity.on(JULY_15)).map(Scarcity.Level::name).hasValue("one");
        assertThat(scarcity.on(JULY_15.plusDays(9))).isEmpty();
        assertThatThrownBy(() -> new Scarcity(List.of(), List.of(new Scarcity.Switch(JULY_15, "two"))))
                .hasMessageContaining("two");
    }

    @Example
    void shouldTakeTheFirstThatFitsDayAndClass() {
        Scope pensioners = new Scope(Optional.empty(), Optional.empty(), List.of("domestic/pensioner"));
        Scope tillAugust = new Scope(Optional.empty(), Optional.of(LocalDate.of(2026, 8, 1)), List.of());
        TariffPlan plan = new TariffPlan("test", 1, io.wattle.ledger.quantity.Unit.Kind.ENERGY, "ZAR", Plans.ZONE,
                new Scope(Optional.empty(), Optional.empty(), List.of("domestic", "school")), WaterfallStep.USUAL,
                List.of(new PlanPart(pensioners, Plans.flat(100)), new PlanPart(tillAugust, Plans.flat(200)),
                        new PlanPart(Scope.ALL, Plans.flat(300))));

        assertThat(plan.inForce(JULY_15, "domestic", "pensioner").orElseThrow().price()).isEqualTo(Plans.flat(100));
        assertThat(plan.inForce(JULY_15, "domestic", "").orElseThrow().price()).isEqualTo(Plans.flat(200));
        assertThat(plan.inForce(JULY_15, "school", "pensioner").orElseThrow().price()).isEqualTo(Plans.flat(200));
        assertThat(plan.inForce(LocalDate.of(2026, 8, 1), "domestic", "x").orElseThrow().price())
                .isEqualTo(Plans.flat(300));
        assertThat(plan.inForce(JULY_15, "business", "")).isEmpty();
    }

    @Example
    void shouldRefuseWhatDoesNotFitTogether() {
        assertThatThrownBy(() -> Plans.electricity(new MinimumCharge(1))).hasMessageContaining("needs a price");
        assertThatThrownBy(() -> Plans.electricity(Plans.flat(1), new Sewerage.OfCharge(1)))
                .hasMessageContaining("for water");
        Tax onVat = new Tax("levy", new Tax.Percent(1), false, List.of(Tax.Base.ENERGY), List.of("VAT"), List.of(), 0);
        assertThatThrownBy(() -> Plans.electricity(Plans.flat(1), onVat)).hasMessageContaining("not listed before");
        assertThatThrownBy(() -> new BlockPrice(BlockPrice.Method.MARGINAL,
                List.of(new BlockPrice.Block(50, 1), new BlockPrice.Block(50, 1)))).hasMessageContaining("must rise");
        assertThatThrownBy(() -> new BlockPrice(BlockPrice.Method.MARGINAL, List.of(new BlockPrice.Block(50, 1))))
                .hasMessageContaining("no end");
    }
}
