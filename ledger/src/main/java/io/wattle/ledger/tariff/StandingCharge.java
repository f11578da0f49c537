package io.wattle.ledger.tariff;

import java.time.Duration;
import java.time.Instant;

/**
 * What a meter takes off its balance because time passes, by its own clock: once at the anchor and at every whole number
 * of periods before and after it.
 *
 * <p>Immutable, safe for any thread; a value that is not allowed is refused with {@link IllegalArgumentException}.
 *
 * @param amount in the unit of the balance, 1..1,000,000,000
 * @param period whole seconds, 1 hour..10 years
 * @param anchor a whole second, after 1900 and before 2200
 */
public record StandingCharge(long amount, Duration period, Instant anchor) {
    /** More charges than this in one interval are a clock gone wild, not time: counting stops there. */
    private static final long TIMES_MAX = 1_000_000;
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    public StandingCharge {
        if (amount < 1 || amount > 1_000_000_000) {
            throw new IllegalArgumentException("amount must be 1..1000000000, was: " + amount);
        }
        if (!period.equals(Duration.ofSeconds(period.toSeconds())) || period.toSeconds() < 3600
                || period.toDays() > 3650) {
            throw new IllegalArgumentException("period must be whole seconds, 1 hour..3650 days, was: " + period);
        }
        if (!anchor.equals(Instant.ofEpochSecond(anchor.getEpochSecond())) || anchor.isBefore(EARLIEST)
                || anchor.isAfter(LATEST)) {
            throw new IllegalArgumentException("anchor must be a whole second of 1900..2199, was: " + anchor);
        }
    }

    /** What is taken between two moments of the meter's clock, the first one excluded; zero if that clock went back. */
    public long takenBetween(Instant from, Instant to) {
        long times = periodsUntil(to) - periodsUntil(from);
        return Math.clamp(times, 0L, TIMES_MAX) * amount;
    }

    private long periodsUntil(Instant moment) {
        return Math.floorDiv(moment.getEpochSecond() - anchor.getEpochSecond(), period.toSeconds());
    }
}
