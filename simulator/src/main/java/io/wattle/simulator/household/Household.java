package io.wattle.simulator.household;

import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * A customer's draw: a rate that is constant for each quarter hour and follows from a seed. Days are days of UTC.
 *
 * <p>All sums are exact integers, so any way of splitting a span of time gives the same total. A span costs one hash
 * for each whole day in it and no memory. Immutable, safe for use by many threads.
 */
public final class Household {
    /** Rate milliseconds in one unit: 3,600,000 W ms are one Wh, as many (l/h) ms are one litre. */
    public static final long RATE_MS_PER_UNIT = 3_600_000L;

    private static final long QUARTER_MS = 900_000L;
    private static final long DAY_MS = DayShape.QUARTERS * QUARTER_MS;
    /** Enough that no two weeks are alike, and few enough to stay in the processor's cache. */
    private static final int SHAPES = 64;
    private static final Days ELECTRICITY = new Days(Habit.ELECTRICITY);
    private static final Days WATER = new Days(Habit.WATER);
    private static final Days GAS = new Days(Habit.GAS);

    /** Days of one person, any of which may be the next; for one service, never changed. */
    private static final class Days {
        private final DayShape[] shapes;
        private final long peak;

        private Days(Habit habit) {
            this.shapes = LongStream.range(0, SHAPES)
                    .mapToObj(number -> DayShape.of(habit, number))
                    .toArray(DayShape[]::new);
            this.peak = Arrays.stream(shapes).mapToLong(DayShape::peak).max().orElse(0);
        }
    }

    private final long seed;
    private final Days days;
    private final long persons;
    private final long standbyRate;

    /** The household that belongs to the seed: one to eight persons, and for electricity 10 to 90 W of standby. */
    public Household(Service service, long seed) {
        this.seed = seed;
        this.days = switch (service) {
            case ELECTRICITY -> ELECTRICITY;
            case WATER -> WATER;
            case GAS -> GAS;
        };
        this.persons = Mix.between(1, 8, seed, 1);
        this.standbyRate = switch (service) {
            case ELECTRICITY -> Mix.between(10, 90, seed, 2);
            case WATER, GAS -> 0;
        };
    }

    /** The rate at a moment (ms since 1970), in watts or litres per hour, never negative. */
    public long rate(long atMs) {
        int quarter = (int) (Math.floorMod(atMs, DAY_MS) / QUARTER_MS);
        return standbyRate + persons * shapeOf(Math.floorDiv(atMs, DAY_MS)).rate(quarter);
    }

    /** More than this it never draws, on any day; in watts or litres per hour. */
    public long peakRate() {
        return standbyRate + persons * days.peak;
    }

    /** The end of the time in which the rate is what it is at that moment: a quarter hour is the grain of it. */
    public static long endOfRate(long atMs) {
        return (Math.floorDiv(atMs, QUARTER_MS) + 1) * QUARTER_MS;
    }

    /**
     * The rate summed over each millisecond from {@code fromMs} (included) to {@code toMs} (excluded), in W ms or
     * (l/h) ms; exact.
     *
     * @param fromMs ms since 1970
     * @param toMs ms since 1970, not before {@code fromMs}
     */
    public long rateMs(long fromMs, long toMs) {
        if (toMs < fromMs) {
            throw new IllegalArgumentException("toMs must not be before fromMs " + fromMs + ", was: " + toMs);
        }
        long fromDay = Math.floorDiv(fromMs, DAY_MS);
        long toDay = Math.floorDiv(toMs, DAY_MS);
        long wholeDays = LongStream.range(fromDay, toDay).map(this::dayRateMs).reduce(0, Math::addExact);
        return wholeDays + sinceMidnight(toDay, Math.floorMod(toMs, DAY_MS))
                - sinceMidnight(fromDay, Math.floorMod(fromMs, DAY_MS));
    }

    private long dayRateMs(long day) {
        return sinceMidnight(day, DAY_MS);
    }

    /** Rate milliseconds from the start of the day to {@code timeMs} after it, 0..86,400,000. */
    private long sinceMidnight(long day, long timeMs) {
        DayShape shape = shapeOf(day);
        int quarter = (int) (timeMs / QUARTER_MS);
        long personMs = shape.sumBefore(quarter) * QUARTER_MS;
        long begunMs = timeMs % QUARTER_MS;
        if (begunMs > 0) {
            personMs += shape.rate(quarter) * begunMs;
        }
        return standbyRate * timeMs + persons * personMs;
    }

    private DayShape shapeOf(long day) {
        return days.shapes[Math.floorMod(Mix.of(seed, 3, day), SHAPES)];
    }

    @Override
    public String toString() {
        return "Household[persons=" + persons + ", standbyRate=" + standbyRate + "]";
    }
}
