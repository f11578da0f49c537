package io.wattle.ledger.entry;

import io.wattle.ledger.quantity.Unit;
import java.time.Instant;
import java.util.List;

/**
 * What a meter's register showed at regular times, as the meter wrote it down.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param unit of the register
 * @param points 1..{@value #POINTS_MAX}, rising in time
 */
public record RegisterProfile(Unit unit, List<Point> points) {
    /** Then the entry stays far inside a record of the journal. */
    public static final int POINTS_MAX = 1_000;

    public RegisterProfile {
        points = List.copyOf(points);
    }

    /** What the register showed at an instant of the meter's clock. */
    public record Point(Instant at, long register) {}
}
