package io.wattle.simulator.meter;

import io.wattle.simulator.household.Household;
import io.wattle.simulator.object.MeterNow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;

/**
 * How the register stood at past times: each state after which it went on otherwise, from which the household's draw is
 * worked out. In memory only, so that a meter's load profile begins where it was last switched on. Guarded by the meter's
 * lock.
 */
final class MeterHistory {
    /** Switching twice a day, half a year. */
    private static final int TURNS_MAX = 400;
    /** A load profile has so many lines at most: half a year of quarter hours. */
    private static final int POINTS_BACK = 17_520;

    private final Deque<MeterState> turns = new ArrayDeque<>();

    /** Takes note if consumption goes on otherwise from this state. */
    void note(MeterState state) {
        MeterState last = turns.peekLast();
        if (last == null || last.connected() != state.connected() || last.bypassActive() != state.bypassActive()) {
            turns.addLast(state);
            if (turns.size() > TURNS_MAX) {
                turns.removeFirst();
            }
        }
    }

    /** The register at a true time that is not in the future; empty if that is before the history begins. */
    OptionalLong registerAt(long trueMs, Household household) {
        for (Iterator<MeterState> latest = turns.descendingIterator(); latest.hasNext();) {
            MeterState turn = latest.next();
            if (turn.atMs() <= trueMs) {
                return OptionalLong.of(turn.upTo(trueMs, household).counts().register());
            }
        }
        return OptionalLong.empty();
    }

    /**
     * The register whenever the meter's clock showed a multiple of the interval.
     *
     * @param to excluded
     * @param pointsMax no more than the first so many
     */
    List<ProfilePoint> points(MeterState now, Household household, Instant from, Instant to, Duration interval,
            int pointsMax) {
        MeterNow face = at(now, household);
        long stepMs = interval.toMillis();
        List<ProfilePoint> points = new ArrayList<>();
        long lastMs = Math.min(to.toEpochMilli() - 1, face.shownMs());
        long firstMs = Math.max(from.toEpochMilli(), lastMs - stepMs * POINTS_BACK);
        for (long shownMs = Math.ceilDiv(firstMs, stepMs) * stepMs; shownMs <= lastMs
                && points.size() < pointsMax; shownMs += stepMs) {
            Instant shown = Instant.ofEpochMilli(shownMs);
            face.registerAt(shownMs).ifPresent(register -> points.add(new ProfilePoint(shown, register)));
        }
        return points;
    }

    /** The meter as of a state that is up to date, its past by its own clock as that goes now. */
    MeterNow at(MeterState now, Household household) {
        long aheadMs = now.clock().shows(now.atMs()) - now.atMs();
        return new MeterNow() {
            @Override
            public long shownMs() {
                return now.atMs() + aheadMs;
            }

            @Override
            public long register() {
                return now.counts().register();
            }

            @Override
            public OptionalLong registerAt(long atMs) {
                return atMs > shownMs()
                        ? OptionalLong.empty()
                        : MeterHistory.this.registerAt(atMs - aheadMs, household);
            }
        };
    }
}
