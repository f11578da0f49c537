package io.wattle.simulator.meter;

import io.wattle.simulator.household.Household;
import io.wattle.simulator.object.LoadLimit;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * The limiter at work (class 71): who draws more than the threshold for long enough has the relay opened, and, as nothing is
 * drawn through an open relay, closed again after a time. So whoever must make do with a trickle and draws more has his
 * supply by turns only. Until then the relay is ready for reconnection (class 70, transitions g and h). Not kept when the
 * simulator ends, as the limiter's settings are not. Guarded by its meter's lock.
 */
final class LimitSwitch {
    /** A time of nothing would switch for ever in one instant. */
    private static final long LEAST_MS = 1_000;

    private OptionalLong overSinceMs = OptionalLong.empty();
    private OptionalLong openedAtMs = OptionalLong.empty();

    /** Whether the relay is open for that reason. */
    boolean hasOpened() {
        return openedAtMs.isPresent();
    }

    /** Somebody switches the relay: it is no longer the limiter's affair. */
    void leaveOff() {
        overSinceMs = OptionalLong.empty();
        openedAtMs = OptionalLong.empty();
    }

    /**
     * With all consumption until {@code nowMs}, and what the limiter did by then.
     *
     * @param switched is told each state in which the relay was just switched
     */
    MeterState run(MeterState state, long nowMs, Household household, Optional<LoadLimit> limit,
            Consumer<MeterState> switched) {
        if (limit.isEmpty() || (limit.get().threshold() >= household.peakRate() && openedAtMs.isEmpty())) {
            leaveOff();
            return state.upTo(nowMs, household);
        }
        MeterState at = state;
        while (at.atMs() < nowMs) {
            MeterState next = at.connected()
                    ? drawn(at, nowMs, household, limit.get())
                    : waited(at, nowMs, household, limit.get());
            if (next.connected() != at.connected()) {
                switched.accept(next);
            }
            at = next;
        }
        return at;
    }

    /** As far as the draw stays the same, or until it was too much for too long. */
    private MeterState drawn(MeterState at, long nowMs, Household household, LoadLimit limit) {
        openedAtMs = OptionalLong.empty();
        long endMs = Math.min(nowMs, Household.endOfRate(at.atMs()));
        if (household.rate(at.atMs()) <= limit.threshold()) {
            overSinceMs = OptionalLong.empty();
            return at.upTo(endMs, household);
        }
        overSinceMs = OptionalLong.of(overSinceMs.orElse(at.atMs()));
        long openMs = Math.max(at.atMs() + 1,
                overSinceMs.getAsLong() + Math.max(LEAST_MS, limit.overFor().toMillis()));
        if (openMs > endMs) {
            return at.upTo(endMs, household);
        }
        overSinceMs = OptionalLong.empty();
        openedAtMs = OptionalLong.of(openMs);
        return at.upTo(openMs, household).relay(false);
    }

    private MeterState waited(MeterState at, long nowMs, Household household, LoadLimit limit) {
        if (openedAtMs.isEmpty() || limit.underFor().isEmpty()) {
            return at.upTo(nowMs, household);
        }
        long closeMs = Math.max(at.atMs(),
                openedAtMs.getAsLong() + Math.max(LEAST_MS, limit.underFor().get().toMillis()));
        if (closeMs > nowMs) {
            return at.upTo(nowMs, household);
        }
        openedAtMs = OptionalLong.empty();
        return at.upTo(closeMs, household).relay(true);
    }
}
