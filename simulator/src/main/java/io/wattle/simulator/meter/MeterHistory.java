package io.wattle.simulator.meter;

import io.wattle.simulator.household.Household;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.OptionalLong;

/**
 * How the register stood at past times: each state after which it went on otherwise, from which the household's draw is
 * worked out. In memory only, so that a meter's load profile begins where it was last switched on. Guarded by the meter's
 * lock.
 */
final class MeterHistory {
    /** Switching twice a day, half a year. */
    private static final int TURNS_MAX = 400;
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
}
