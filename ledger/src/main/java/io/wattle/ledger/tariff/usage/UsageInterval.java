package io.wattle.ledger.tariff.usage;

import java.time.Instant;
import java.util.List;

/**
 * What was used between two readings.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param from when it begins, before {@code to}
 * @param units in Wh or l, 0..1,000,000,000,000
 * @param slices what a load profile says of it, in order and inside it; none if there is no profile
 */
public record UsageInterval(Instant from, Instant to, long units, List<Slice> slices) {
    private static final long UNITS_MAX = 1_000_000_000_000L;
    private static final int SLICES_MAX = 100_000;
    private static final long DAYS_MAX = 3_660;

    /** Units of a shorter time. */
    public record Slice(Instant from, Instant to, long units) {}

    public UsageInterval {
        slices = List.copyOf(slices);
        if (!from.isBefore(to) || to.getEpochSecond() - from.getEpochSecond() > DAYS_MAX * 86_400) {
            throw new IllegalArgumentException("from must be before to, by at most ten years: " + from + ", " + to);
        }
        if (units < 0 || units > UNITS_MAX || slices.size() > SLICES_MAX) {
            throw new IllegalArgumentException("units must be 0.." + UNITS_MAX + " in at most " + SLICES_MAX
                    + " slices, was: " + units + " in " + slices.size());
        }
        long sum = 0;
        boolean gap = false;
        Instant before = from;
        for (Slice slice : slices) {
            if (slice.from.isBefore(before) || !slice.from.isBefore(slice.to) || slice.to.isAfter(to)
                    || slice.units < 0 || slice.units > units - sum) {
                throw new IllegalArgumentException(
                        "slices must be in order, inside the interval, and not more than it: "
                                + slice);
            }
            gap |= slice.from.isAfter(before);
            sum += slice.units;
            before = slice.to;
        }
        if (!gap && before.equals(to) && sum != units) {
            throw new IllegalArgumentException("slices cover the interval but add up to " + sum + ", not to " + units);
        }
    }

    /** Without a load profile. */
    public static UsageInterval of(Instant from, Instant to, long units) {
        return new UsageInterval(from, to, units, List.of());
    }
}
