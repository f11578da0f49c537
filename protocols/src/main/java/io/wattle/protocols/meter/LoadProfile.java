package io.wattle.protocols.meter;

import java.time.Instant;
import java.util.List;

/**
 * Cumulative register values at regular times, oldest first.
 *
 * @param meterSerial the serial number that the meter itself gave
 * @param points at strictly rising times; a missing time is missing, never filled in
 */
public record LoadProfile(String meterSerial, List<Point> points) {

    /** The register as it stood at {@code at}. */
    public record Point(Instant at, MeterQuantity register) {}

    public LoadProfile {
        points = List.copyOf(points);
        for (int i = 1; i < points.size(); i++) {
            if (!points.get(i - 1).at().isBefore(points.get(i).at())) {
                throw new IllegalArgumentException("points must rise in time, and do not at index " + i);
            }
        }
    }
}
