package io.wattle.headend.bench;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/**
 * What to measure, and for how long.
 *
 * @param directory a new folder is made in it, on the disk that is measured, and removed in the end
 * @param metrics at least one
 * @param seconds each contestant in each round, 1..600
 * @param rounds of which the median counts, 1..99
 * @param seed of arrivals and of the mix of readings
 * @param tailEntries entries to start from, 1,000..100,000,000
 * @param heapMeters meters to fill the heap with, 1,000..100,000,000
 * @param requirePostgresql whether its absence is an error
 */
public record BenchPlan(Path directory, Set<Metric> metrics, int seconds, int rounds, long seed, long tailEntries,
        long heapMeters, boolean requirePostgresql) {

    /** What can be measured. */
    public enum Metric {
        DURABLE_CREDITS, FORCE_LATENCY, LATENCY, VERIFIED_READINGS_IN_MEMORY, VERIFIED_READINGS_DURABLE, START,
        HEAP_PER_METER;

        /** As on the command line. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public BenchPlan {
        metrics = Set.copyOf(metrics);
        within("seconds", seconds, 1, 600);
        within("rounds", rounds, 1, 99);
        within("tail", tailEntries, 1_000, 100_000_000);
        within("meters", heapMeters, 1_000, 100_000_000);
    }

    long durationNs() {
        return seconds * 1_000_000_000L;
    }

    private static void within(String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException("--" + name + " must be " + min + ".." + max + ", was: " + value);
        }
    }
}
