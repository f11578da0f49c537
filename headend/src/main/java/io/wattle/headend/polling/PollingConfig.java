package io.wattle.headend.polling;

import java.time.Duration;

/**
 * How meters are polled; all times are real time.
 *
 * @param interval between two readings of a meter, 100 ms to 24 h
 * @param nearZeroInterval the same for a meter whose balance is low; not longer than {@code interval}
 * @param nearZeroUnits a balance of so many Wh or l, or less, is low
 * @param concurrentMax readings under way at once, 1..10,000
 */
public record PollingConfig(Duration interval, Duration nearZeroInterval, long nearZeroUnits, int concurrentMax) {

    public PollingConfig {
        if (interval.toMillis() < 100 || interval.toHours() > 24) {
            throw new IllegalArgumentException("interval must be 100 ms to 24 h, was: " + interval);
        }
        if (nearZeroInterval.compareTo(interval) > 0 || nearZeroInterval.toMillis() < 100) {
            throw new IllegalArgumentException("nearZeroInterval must be 100 ms to the interval (" + interval
                    + "), was: " + nearZeroInterval);
        }
        if (concurrentMax < 1 || concurrentMax > 10_000) {
            throw new IllegalArgumentException("concurrentMax must be 1..10000, was: " + concurrentMax);
        }
    }
}
