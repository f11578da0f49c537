package io.wattle.protocols.sparkplug.payload;

import java.util.List;
import java.util.Optional;

/**
 * One payload.
 *
 * @param timestampMs when it was sent, ms since 1970
 * @param sequence 0..255; empty in NCMD and NDEATH
 */
public record SparkplugPayload(long timestampMs, Optional<Long> sequence, List<Metric> metrics) {

    public SparkplugPayload {
        metrics = List.copyOf(metrics);
    }

    /** The whole number of that name. */
    public Optional<Long> whole(String name) {
        return metrics.stream()
                .filter(metric -> metric.name().equals(name))
                .flatMap(metric -> metric instanceof Metric.Whole(var _, long value)
                        ? Optional.of(value).stream()
                        : Optional.<Long>empty().stream())
                .findFirst();
    }

    /** Whether there is a flag of that name, and it is true. */
    public boolean isSet(String name) {
        return metrics.contains(new Metric.Flag(name, true));
    }

    /** Whether any metric's name begins so. */
    public boolean has(String prefix) {
        return metrics.stream().anyMatch(metric -> metric.name().startsWith(prefix));
    }
}
