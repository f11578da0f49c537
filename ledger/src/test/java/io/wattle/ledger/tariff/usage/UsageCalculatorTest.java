package io.wattle.ledger.tariff.usage;

import static io.wattle.ledger.tariff.plan.Plans.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.tariff.plan.*;
import io.wattle.ledger.tariff.sale.RandomTariffs;
import io.wattle.ledger.tariff.usage.UsageCost.UsageLine;
import io.wattle.ledger.tariff.usage.UsageInterval.Slice;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class UsageCalculatorTest {
    private static final UsageContext CUSTOMER = new UsageContext("domestic", "", 0, 0);
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    /** A thousand Wh an hour cost 3 at night, from 22 to 6, and 5 by day; 4 on Sundays and on New Year's Day. */
    private static final TimeOfUse HOURS = new TimeOfUse(
            List.of(new TimeOfUse.Period("night", 3_000_000), new TimeOfUse.Period("day", 5_000_000),
                    new TimeOfUse.Period("rest", 4_000_000), new TimeOfUse.Period("summer", 1_000_000)),
            List.of(new TimeOfUse.Season("winter", MonthDay.of(10, 1), MonthDay.of(5, 31)),
                    new TimeOfUse.Season("summer", MonthDay.of(6, 1), MonthDay.of(9, 30))),
            List.of(LocalDate.of(2026, 1, 1)),
            List.of(new TimeOfUse.Rule("summer", List.of(), 0, 1440, "summer"),
                    new TimeOfUse.Rule("", List.of(TimeOfUse.DayType.SUNDAY, TimeOfUse.DayType.HOLIDAY), 0, 1440,
                            "rest"),
                    new TimeOfUse.Rule("", List.of(), 22 * 60, 6 * 60, "night"),
                    new TimeOfUse.Rule("", List.of(), 0, 1440, "day")));
    private static final TariffPlan BY_HOUR = plan(Unit.Kind.ENERGY, BERLIN, Scope.ALL, HOURS);

    @Example
    void shouldPriceByLocalHoursDaysHolidaysAndSeasons() {
        assertThat(byPeriod(BY_HOUR, "2026-01-05T00:00:00+01:00", "2026-01-06T00:00:00+01:00", 24_000))
                .isEqualTo("night 8000, day 16000");
        assertThat(byPeriod(BY_HOUR, "2026-01-01T00:00:00+01:00", "2026-01-02T00:00:00+01:00", 24_000))
                .isEqualTo("rest 24000");
        assertThat(byPeriod(BY_HOUR, "2026-01-04T00:00:00+01:00", "2026-01-05T00:00:00+01:00", 24_000))
                .isEqualTo("rest 24000");
        assertThat(byPeriod(BY_HOUR, "2026-05-31T12:00:00+02:00", "2026-06-01T12:00:00+02:00", 24_000))
                .isEqualTo("rest 12000, summer 12000");
    }

    /** One kWh an hour: the day on which the clock goes forward has 23 of them, the day it goes back 25. */
    @Example
    void shouldCountTheHoursOfDaysOnWhichTheClockChanges() {
        TimeOfUse nightOnly = new TimeOfUse(
                List.of(new TimeOfUse.Period("night", 3_000_000), new TimeOfUse.Period("day", 5_000_000)), List.of(),
                List.of(), List.of(new TimeOfUse.Rule("", List.of(), 22 * 60 + 30, 150, "night"),
                        new TimeOfUse.Rule("", List.of(), 0, 1440, "day")));
        TariffPlan plan = plan(Unit.Kind.ENERGY, BERLIN, Scope.ALL, nightOnly);
        // Forward from 02:00 to 03:00: the half hour until 02:30 is never shown by a clock.
        assertThat(byPeriod(plan, "2026-03-29T00:00:00+01:00", "2026-03-30T00:00:00+02:00", 23_000))
                .isEqualTo("night 3500, day 19500");
        // Back from 03:00 to 02:00: 02:00 to 02:30 comes twice, and in between it is day.
        assertThat(byPeriod(plan, "2026-10-25T00:00:00+02:00", "2026-10-26T00:00:00+01:00", 25_000))
                .isEqualTo("night 4500, day 20500");
    }

    @Example
    void shouldFollowTheLoadProfileAndEstimateOnlyWhereItIsTooCoarse() {
        Instant ten = Instant.parse("2026-01-05T21:00:00Z");
        UsageInterval known = new UsageInterval(ten.minusSeconds(3600), ten.plusSeconds(3600), 3_000,
                List.of(new Slice(ten.minusSeconds(3600), ten, 1_000), new Slice(ten, ten.plusSeconds(3600), 2_000)));
        UsageCost cost = cost(TariffHistory.of(BY_HOUR), known, CUSTOMER);
        assertThat(lines(cost)).isEqualTo("day 1000, night 2000");
        assertThat(cost.estimated()).isFalse();

        UsageCost spread = cost(TariffHistory.of(BY_HOUR),
                UsageInterval.of(ten.minusSeconds(3600), ten.plusSeconds(3600), 3_000), CUSTOMER);
        assertThat(lines(spread)).isEqualTo("day 1500, night 1500");
        assertThat(spread.estimated()).isTrue();

        UsageInterval gap = new UsageInterval(ten.minusSeconds(3600), ten.plusSeconds(3600), 3_000,
                List.of(new Slice(ten.minusSeconds(3600), ten, 1_000)));
        assertThat(lines(cost(TariffHistory.of(BY_HOUR), gap, CUSTOMER))).isEqualTo("day 1000, night 2000");
        assertThatThrownBy(() -> new UsageInterval(ten, ten.plusSeconds(60), 3,
                List.of(new Slice(ten, ten.plusSeconds(60), 2)))).hasMessageContaining("add up to 2");
    }

    @Example
    void shouldPriceByTheTariffInForceAtEachMoment() {
        Instant change = Instant.parse("2026-07-15T11:00:00Z");
        TariffHistory history = new TariffHistory(List.of(new TariffHistory.Entry(Instant.EPOCH,
                electricity(flat(100))), new TariffHistory.Entry(change, electricity(flat(200)))));
        UsageCost cost = cost(history,
                UsageInterval.of(change.minus(Duration.ofHours(3)), change.plus(Duration.ofHours(1)), 4_000), CUSTOMER);

        assertThat(cost.chargedMinor()).isEqualTo(300 + 200);
        assertThat(cost.estimated()).isTrue();
        assertThat(UsageCalculator.costOf(history, UsageInterval.of(Instant.EPOCH.minusSeconds(9), Instant.EPOCH, 1),
                CUSTOMER)).isEmpty();
    }

    @Example
    void shouldBeginTheBlocksAnewWithTheMonth() {
        TariffHistory history = TariffHistory.of(electricity(blocks(BlockPrice.Method.MARGINAL, 10, 100, 300)));
        Instant august = Instant.parse("2026-07-31T22:00:00Z");
        UsageCost cost = cost(history,
                UsageInterval.of(august.minus(Duration.ofHours(1)), august.plus(Duration.ofHours(2)), 6_000),
                new UsageContext("domestic", "", 9_000, 0));

        // Two kWh in July after nine: one at 100, one at 300. Four in August at 100.
        assertThat(cost.chargedMinor()).isEqualTo(100 + 300 + 400);
        assertThat(cost.monthUnits()).isEqualTo(4_000);
    }

    @Example
    void shouldChargeSewerageAndTaxesOfWhatWasUsed() {
        TariffHistory history = TariffHistory.of(water(flat(200), new Sewerage.OfCharge(500_000),
                new Discount("tenth", 100_000, 0, Exact.AMOUNT_MAX), percent("VAT", 10, false)));
        UsageCost cost = cost(history, UsageInterval.of(RandomTariffs.NOW, RandomTariffs.NOW.plusSeconds(60), 10_000),
                CUSTOMER);

        assertThat(cost.chargedMinor()).isEqualTo(1_800 + 900 + 270);
        assertThat(cost.taxMinor()).isEqualTo(270);
    }

    /** In June three kWh for 300 of at least 1,000; what is missing bears the tax, as in a sale. */
    @Example
    void shouldFillUpAWholeMonthToTheMinimumCharge() {
        TariffHistory history = TariffHistory.of(electricity(flat(100), new MinimumCharge(1_000),
                percent("VAT", 10, false)));
        Instant june = Instant.parse("2026-05-31T22:00:00Z");
        Instant july = Instant.parse("2026-06-30T22:00:00Z");
        UsageCost may = cost(history, UsageInterval.of(june.minusSeconds(3_600), june, 1_000), CUSTOMER);
        assertThat(may.chargedMinor()).as("only a part of May was counted").isEqualTo(110);
        UsageContext begun = after(may);
        UsageCost some = cost(history, UsageInterval.of(june, june.plusSeconds(3_600), 3_000), begun);
        assertThat(some.chargedMinor()).isEqualTo(330);
        UsageCost rest = cost(history, UsageInterval.of(june.plusSeconds(3_600), july, 0), after(some));
        assertThat(lines(rest)).contains("Minimum charge 2026-06");
        assertThat(rest.chargedMinor()).isEqualTo(770);
        assertThat(rest.taxMinor()).isEqualTo(70);
        UsageCost over = cost(history, UsageInterval.of(june, july.plusSeconds(3_600), 12_000), begun);
        assertThat(over.chargedMinor()).as("more than the minimum was used").isEqualTo(1_320);
        UsageCost two = cost(history, UsageInterval.of(june, Instant.parse("2026-08-15T00:00:00Z"), 0), begun);
        assertThat(two.chargedMinor()).as("two months without use").isEqualTo(2_200);
    }

    @Example
    void shouldFillUpNoMonthThatHadNoMinimumFromItsBeginning() {
        Instant june = Instant.parse("2026-05-31T22:00:00Z");
        Instant july = Instant.parse("2026-06-30T22:00:00Z");
        Instant middle = june.plus(Duration.ofDays(15));
        TariffPlan with = electricity(flat(100), new MinimumCharge(1_000));
        TariffHistory begins = new TariffHistory(List.of(new TariffHistory.Entry(Instant.EPOCH,
                electricity(flat(100))), new TariffHistory.Entry(middle, with)));
        assertThat(cost(begins, UsageInterval.of(june, july, 3_000), CUSTOMER).chargedMinor()).isEqualTo(300);
        TariffHistory ends = new TariffHistory(List.of(new TariffHistory.Entry(Instant.EPOCH, with),
                new TariffHistory.Entry(middle, electricity(flat(100)))));
        assertThat(cost(ends, UsageInterval.of(june, july, 3_000), CUSTOMER).chargedMinor()).isEqualTo(300);
        assertThat(cost(begins, UsageInterval.of(june, july.plus(Duration.ofDays(31)), 0), CUSTOMER).chargedMinor())
                .as("July is whole")
                .isEqualTo(1_000);
    }

    private static UsageContext after(UsageCost cost) {
        return new UsageContext("domestic", "", cost.monthUnits(), cost.carryNano(), cost.monthNano());
    }

    /** However finely it is cut: the carry keeps what rounding took, so the sum is the same to the minor unit. */
    @Property(tries = 300)
    void shouldChargeTheSameHoweverItIsCut(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int cuts,
            @ForAll @LongRange(min = 0, max = 500_000) long units) {
        RandomTariffs random = new RandomTariffs(seed);
        UnitPrice price = random.price();
        if (price instanceof BlockPrice blocks && blocks.method() == BlockPrice.Method.WHOLE_VOLUME) {
            price = new BlockPrice(BlockPrice.Method.MARGINAL, blocks.blocks());
        }
        Instant change = RandomTariffs.NOW;
        TariffHistory history = new TariffHistory(
                List.of(new TariffHistory.Entry(Instant.EPOCH, electricity(price, new MinimumCharge(50_000))),
                        new TariffHistory.Entry(change, electricity(flat(123), new MinimumCharge(70_000)))));
        long seconds = 3_600L * cuts;
        Instant from = change.minusSeconds(seconds / 2);
        List<Slice> slices = IntStream.range(0, cuts)
                .mapToObj(i -> new Slice(from.plusSeconds(3_600L * i), from.plusSeconds(3_600L * (i + 1)),
                        units * (i + 1) / cuts - units * i / cuts))
                .toList();
        UsageCost whole = cost(history, new UsageInterval(from, from.plusSeconds(seconds), units, slices), CUSTOMER);

        long charged = 0;
        UsageContext context = CUSTOMER;
        for (Slice slice : slices) {
            UsageCost part = cost(history, UsageInterval.of(slice.from(), slice.to(), slice.units()), context);
            charged += part.chargedMinor();
            context = after(part);
        }

        assertThat(charged).isEqualTo(whole.chargedMinor());
        assertThat(context.carryNano()).isEqualTo(whole.carryNano());
        assertThat(Math.abs(whole.carryNano())).isLessThanOrEqualTo(Exact.PER_MINOR / 2);
    }

    /** No unit is lost between the periods of any stretch of time, days of clock changes among them. */
    @Property(tries = 300)
    void shouldSpreadExactlyTheUnitsOverThePeriods(@ForAll @LongRange(min = 0, max = 1_000_000_000) long units,
            @ForAll @IntRange(min = 0, max = 600 * 24) int fromHour, @ForAll @IntRange(min = 1, max = 900) int hours) {
        Instant from = Instant.parse("2026-01-01T00:30:00Z").plus(Duration.ofHours(fromHour));
        UsageCost cost = cost(TariffHistory.of(BY_HOUR),
                UsageInterval.of(from, from.plus(Duration.ofHours(hours)), units), CUSTOMER);

        assertThat(cost.lines().stream().mapToLong(UsageLine::units).sum()).isEqualTo(units);
        long exact = cost.lines().stream().mapToLong(UsageLine::exactNano).sum();
        assertThat(exact).isEqualTo(cost.chargedMinor() * Exact.PER_MINOR + cost.carryNano());
    }

    private static String byPeriod(TariffPlan plan, String from, String to, long units) {
        return lines(cost(TariffHistory.of(plan), UsageInterval.of(java.time.OffsetDateTime.parse(from).toInstant(),
                java.time.OffsetDateTime.parse(to).toInstant(), units), CUSTOMER));
    }

    private static String lines(UsageCost cost) {
        return cost.lines().stream().map(line -> line.name() + " " + line.units()).collect(Collectors.joining(", "));
    }

    private static UsageCost cost(TariffHistory history, UsageInterval interval, UsageContext context) {
        Optional<UsageCost> cost = UsageCalculator.costOf(history, interval, context);
        return cost.orElseThrow();
    }
}
