package io.wattle.headend.bench.year;

import java.util.SplittableRandom;

/**
 * What a customer draws, in Wh or litres for each tick: a shape for the day, more on two days of the week, and chance.
 * One in twenty houses stands empty, one in twenty uses twenty times as much. Whole numbers throughout.
 */
final class House {
    /** Parts of a day's use by hour; they sum to {@value #DAY_PARTS}. */
    private static final int[] HOURS = {10, 8, 8, 8, 10, 22, 40, 45, 34, 26, 24, 26, 32, 28, 24, 24, 30, 52, 76, 90, 86,
            70, 38, 19};
    private static final int DAY_PARTS = 830;

    private final SplittableRandom random;
    private final long dayUnits;
    private final int readingsPerDay;
    private long begun;

    /** @param usualUnits what an ordinary household of two uses in a day */
    House(SplittableRandom random, long usualUnits, int readingsPerDay) {
        this.random = random;
        this.readingsPerDay = readingsPerDay;
        this.dayUnits = switch (random.nextInt(20)) {
            case 0 -> 0;
            case 1 -> usualUnits * 20;
            default -> usualUnits * (50 + random.nextInt(250)) / 100;
        };
    }

    /** About what a day takes, at least one unit. */
    long dayUnits() {
        return Math.max(1, dayUnits);
    }

    long draws(long tick) {
        int hour = (int) (tick % readingsPerDay * 24 / readingsPerDay);
        long weekday = tick / readingsPerDay % 7;
        long parts = dayUnits * HOURS[hour] * (weekday < 2 ? 130 : 100) * (60 + random.nextInt(81)) * 24;
        long whole = 100L * 100 * DAY_PARTS * readingsPerDay;
        begun += parts;
        long units = begun / whole;
        begun -= units * whole;
        return units;
    }
}
