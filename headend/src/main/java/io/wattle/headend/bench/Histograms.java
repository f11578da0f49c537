package io.wattle.headend.bench;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Histograms of times in nanoseconds, up to a minute, to three digits. */
final class Histograms {
    static final long HIGHEST_NS = TimeUnit.MINUTES.toNanos(1);
    static final int DIGITS = 3;

    private Histograms() {}

    static Histogram create() {
        return new Histogram(HIGHEST_NS, DIGITS);
    }

    /** Microseconds below which so many percent of the times lie. */
    static double us(Histogram times, double percentile) {
        return times.getValueAtPercentile(percentile) / 1e3;
    }
}
