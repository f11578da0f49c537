package io.wattle.simulator.household;

import java.util.Arrays;

/**
 * One possible day of one person: a rate for each of its 96 quarter hours, and their running sums, so that any span of
 * the day costs two look-ups. Shared by all households. Immutable.
 */
final class DayShape {
    static final int QUARTERS = 96;

    private final int[] rates;
    private final int[] sums = new int[QUARTERS + 1];

    private DayShape(int[] rates) {
        this.rates = rates;
        for (int quarter = 0; quarter < QUARTERS; quarter++) {
            sums[quarter + 1] = sums[quarter] + rates[quarter];
        }
    }

    /** A day in {@code habit}'s manner, one of as many as there are seeds. */
    static DayShape of(Habit habit, long seed) {
        int[] rates = new int[QUARTERS];
        for (int quarter = 0; quarter < QUARTERS; quarter++) {
            int usual = habit.usual(quarter / 4);
            // A quarter up or down: people are not clocks.
            rates[quarter] = (int) (usual * Mix.between(75, 125, seed, 1, quarter) / 100);
        }
        for (int event = 0; event < habit.appliances(); event++) {
            use(rates, habit, Mix.of(seed, 2, event));
        }
        return new DayShape(rates);
    }

    /** Rate in the quarter, 0..95. */
    int rate(int quarter) {
        return rates[quarter];
    }

    /** The highest of them. */
    int peak() {
        return Arrays.stream(rates).max().orElse(0);
    }

    /** Sum of the rates of the quarters before {@code quarter}, 0..96. */
    int sumBefore(int quarter) {
        return sums[quarter];
    }

    private static void use(int[] rates, Habit habit, long seed) {
        // People are up from five in the morning to ten at night; what they switch on runs 15 to 60 minutes.
        int from = (int) Mix.between(5 * 4, 22 * 4 - 1, seed, 1);
        int to = from + (int) Mix.between(1, 4, seed, 2);
        int extra = (int) Mix.between(habit.applianceMin(), habit.applianceMax(), seed, 3);
        for (int quarter = from; quarter < to; quarter++) {
            rates[quarter] += extra;
        }
    }

    @Override
    public String toString() {
        return "DayShape" + Arrays.toString(rates);
    }
}
