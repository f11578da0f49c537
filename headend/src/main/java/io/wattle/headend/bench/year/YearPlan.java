package io.wattle.headend.bench.year;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * What a run simulates.
 *
 * @param seed everything follows from it
 * @param meters 1..100,000
 * @param days 10..3,660; in the last five nothing new begins
 * @param readingsPerDay 1..1,440, a divisor of 1,440
 * @param directory where the journal is written; made if missing, and must hold no journal yet
 */
public record YearPlan(long seed, int meters, int days, int readingsPerDay, Path directory) {
    static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    /** What the ledger of the run tolerates: its own default. */
    static final long TOLERANCE_UNITS = 5;
    /** How long the ledger of the run waits for a credit that was sent. */
    static final int CREDIT_WINDOW_DAYS = 4;
    private static final int CLOSING_DAYS = 5;
    private static final int DAY_MINUTES = 1440;

    public YearPlan {
        within("meters", meters, 1, 100_000);
        within("days", days, 2 * CLOSING_DAYS, 3_660);
        within("readingsPerDay", readingsPerDay, 1, DAY_MINUTES);
        if (DAY_MINUTES % readingsPerDay != 0) {
            throw new IllegalArgumentException("readingsPerDay must divide 1440, was: " + readingsPerDay);
        }
    }

    /** A tick is the time between two readings of a meter. */
    long ticks() {
        return (long) days * readingsPerDay;
    }

    Duration tickLength() {
        return Duration.ofMinutes(DAY_MINUTES / readingsPerDay);
    }

    /** The end of the tick, when its readings are taken. */
    Instant timeOf(long tick) {
        return BEGIN.plus(tickLength().multipliedBy(tick + 1));
    }

    /** Whether nothing new begins any more, so that all that has begun can come to its end. */
    boolean isOver(long tick) {
        return tick >= ticks() - (long) readingsPerDay * CLOSING_DAYS;
    }

    /** Whether what takes so many days can still come to its end. */
    boolean leaves(int days, long tick) {
        return tick + (long) readingsPerDay * days < ticks();
    }

    /** How far the amount of a finding may stand off what was really taken: tolerance carried, and rounding. */
    long slack() {
        return 2 * TOLERANCE_UNITS + 4;
    }

    /** Ticks in so many hours, at least one. */
    int ticksIn(int hours) {
        return Math.max(1, hours * readingsPerDay / 24);
    }

    private static void within(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " must be " + min + ".." + max + ", was: " + value);
        }
    }
}
