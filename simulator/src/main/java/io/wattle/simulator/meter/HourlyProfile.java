package io.wattle.simulator.meter;

import io.wattle.protocols.meter.LoadProfile;
import io.wattle.protocols.meter.MeterQuantity;
import io.wattle.simulator.household.Household;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/**
 * What the register showed at full hours of true time, worked out when somebody asks the meter. The last week is kept, in
 * as much memory as there are hours to tell of; it ends with the process. Guarded by its meter's lock.
 */
final class HourlyProfile {
    private static final long HOUR_MS = 3_600_000L;
    private static final int HOURS_MAX = 168;
    private final List<Hour> hours = new ArrayList<>(0);

    private record Hour(long atMs, long register) {}

    /** Notes the hours that pass until {@code nowMs}, the relay being as it is. */
    void record(MeterState state, long nowMs, Household household) {
        long first = Math.floorDiv(state.atMs(), HOUR_MS) + 1;
        long last = Math.floorDiv(nowMs, HOUR_MS);
        for (long hour = Math.max(first, last - HOURS_MAX + 1); hour <= last; hour++) {
            hours.add(new Hour(hour * HOUR_MS, state.upTo(hour * HOUR_MS, household).counts().register()));
        }
        if (hours.size() > HOURS_MAX) {
            hours.subList(0, hours.size() - HOURS_MAX).clear();
        }
    }

    List<LoadProfile.Point> between(Instant from, Instant to, LongFunction<MeterQuantity> quantity) {
        return hours.stream()
                .filter(hour -> hour.atMs() >= from.toEpochMilli() && hour.atMs() < to.toEpochMilli())
                .map(hour -> new LoadProfile.Point(Instant.ofEpochMilli(hour.atMs()), quantity.apply(hour.register())))
                .toList();
    }
}
