package io.wattle.simulator.household;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HouseholdTest {
    private static final long QUARTER_MS = 900_000;
    private static final long HOUR_MS = 3_600_000;
    static final long DAY_MS = 86_400_000;
    static final long DECADE_MS = 3_653 * DAY_MS;
    private static final long MIDNIGHT_MS = Instant.parse("2026-03-02T00:00:00Z").toEpochMilli();

    @Property
    void shouldDrawTheSameHoweverASpanIsSplit(@ForAll Service service, @ForAll long seed,
            @ForAll @Size(min = 2, max = 30) List<@LongRange(min = -DECADE_MS, max = 10 * DECADE_MS) Long> times) {
        Household household = new Household(service, seed);
        List<Long> sorted = times.stream().sorted().toList();

        long whole = household.rateMs(sorted.getFirst(), sorted.getLast());
        long parts = LongStream.range(1, sorted.size())
                .map(i -> household.rateMs(sorted.get((int) i - 1), sorted.get((int) i)))
                .sum();

        assertThat(parts).isEqualTo(whole);
    }

    /** The short way over whole days must give what adding up quarter by quarter gives. */
    @Property(tries = 200)
    void shouldDrawTheRateOfEachQuarterForItsLength(@ForAll Service service, @ForAll long seed,
            @ForAll @LongRange(min = -DAY_MS, max = DAY_MS) long offsetMs,
            @ForAll @LongRange(min = 0, max = 5 * DAY_MS) long lengthMs) {
        Household household = new Household(service, seed);
        long fromMs = MIDNIGHT_MS + offsetMs;

        assertThat(household.rateMs(fromMs, fromMs + lengthMs))
                .isEqualTo(quarterByQuarter(household, fromMs, fromMs + lengthMs));
    }

    @Property
    void shouldHaveOneRateInAQuarterAndNeverANegativeOne(@ForAll Service service, @ForAll long seed,
            @ForAll @LongRange(min = 0, max = DECADE_MS) long atMs) {
        Household household = new Household(service, seed);
        long quarterMs = atMs - atMs % QUARTER_MS;

        assertThat(household.rate(atMs)).isEqualTo(household.rate(quarterMs))
                .isEqualTo(household.rate(quarterMs + QUARTER_MS - 1))
                .isNotNegative();
    }

    @Test
    void shouldUseAsMuchElectricityInAYearAsHouseholdsDo() {
        for (long seed = 0; seed < 100; seed++) {
            long yearWh = new Household(Service.ELECTRICITY, seed).rateMs(MIDNIGHT_MS, MIDNIGHT_MS + 365 * DAY_MS)
                    / Household.RATE_MS_PER_UNIT;

            assertThat(yearWh).as("seed %d", seed).isBetween(400_000L, 7_000_000L);
        }
    }

    @Test
    void shouldUseAsMuchWaterInADayAsHouseholdsDo() {
        for (long seed = 0; seed < 100; seed++) {
            long yearLitres = new Household(Service.WATER, seed).rateMs(MIDNIGHT_MS, MIDNIGHT_MS + 365 * DAY_MS)
                    / Household.RATE_MS_PER_UNIT;

            assertThat(yearLitres / 365).as("seed %d", seed).isBetween(30L, 700L);
        }
    }

    @Test
    void shouldDrawMoreInTheEveningThanAtNight() {
        Household household = new Household(Service.ELECTRICITY, 7);

        long nightRateMs = household.rateMs(MIDNIGHT_MS, MIDNIGHT_MS + 4 * HOUR_MS);
        long eveningRateMs = household.rateMs(MIDNIGHT_MS + 18 * HOUR_MS, MIDNIGHT_MS + 22 * HOUR_MS);

        assertThat(eveningRateMs).isGreaterThan(2 * nightRateMs);
    }

    @Test
    void shouldLiveTheSameLifeFromTheSameSeedAndAnotherFromAnother() {
        long sameMs = new Household(Service.ELECTRICITY, 7).rateMs(MIDNIGHT_MS, MIDNIGHT_MS + DAY_MS);

        assertThat(new Household(Service.ELECTRICITY, 7).rateMs(MIDNIGHT_MS, MIDNIGHT_MS + DAY_MS)).isEqualTo(sameMs);
        assertThat(new Household(Service.ELECTRICITY, 8).rateMs(MIDNIGHT_MS, MIDNIGHT_MS + DAY_MS))
                .isNotEqualTo(sameMs);
    }

    @Test
    void shouldRefuseASpanThatEndsBeforeItBegins() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Household(Service.WATER, 1).rateMs(5, 4))
                .withMessageContaining("was: 4");
    }

    private static long quarterByQuarter(Household household, long fromMs, long toMs) {
        long sum = 0;
        long atMs = fromMs;
        while (atMs < toMs) {
            long quarterEndMs = Math.floorDiv(atMs, QUARTER_MS) * QUARTER_MS + QUARTER_MS;
            long nextMs = Math.min(quarterEndMs, toMs);
            sum += household.rate(atMs) * (nextMs - atMs);
            atMs = nextMs;
        }
        return sum;
    }
}
