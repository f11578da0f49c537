package io.wattle.headend.bench.year;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Tells the ledger the simulated time at which each command was handed in, however late the ledger comes to it: one
 * moment for each command, in their order. So a run has the same journal on a slow machine as on a fast one.
 *
 * <p>The driver adds, the ledger's thread takes; bounded by the commands in flight.
 */
final class ScriptedClock implements InstantSource {
    private final Queue<Instant> moments = new ConcurrentLinkedQueue<>();
    private volatile Instant last = YearPlan.BEGIN;

    /** The moment of the next command. */
    void add(Instant moment) {
        moments.add(moment);
    }

    @Override
    public Instant instant() {
        Instant next = moments.poll();
        if (next != null) {
            last = next;
        }
        return last;
    }

    /** Whether the ledger has asked once for every command. */
    boolean isUsedUp() {
        return moments.isEmpty();
    }
}
