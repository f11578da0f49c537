package io.wattle.headend.bench.year;

import io.wattle.ledger.Ledger;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Outcome;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Carries commands to the ledger and outcomes back, in the order of sending, many in flight. Outcomes are handed over two
 * ticks later and not before, so that a run does not depend on how fast the ledger is. For the driver's thread.
 */
final class Post {
    /** Ticks between a command and its outcome. */
    static final int LAG_TICKS = 2;
    /** An outcome comes in milliseconds; a disk that hangs so long is broken. */
    private static final long OUTCOME_TIMEOUT_S = 120;

    private final Ledger ledger;
    private final ScriptedClock clock;
    private final Queue<Letter> letters = new ArrayDeque<>();
    private final BookSums sums = new BookSums();
    private long tick;
    private Instant now = YearPlan.BEGIN;
    private long sent;

    /** A command in flight. */
    private record Letter(long tick, CompletableFuture<Outcome> outcome, Consumer<Outcome> receiver) {}

    Post(Ledger ledger, ScriptedClock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /** A tick begins: hands over what came of the commands of two ticks ago. */
    void begin(long tick, Instant now) {
        this.tick = tick;
        this.now = now;
        deliver(tick - LAG_TICKS);
    }

    void send(Command command, Consumer<Outcome> receiver) {
        clock.add(now);
        letters.add(new Letter(tick, ledger.submit(command), receiver));
        sent++;
    }

    /** Hands over everything. */
    void finish() {
        while (!letters.isEmpty()) {
            deliver(tick);
            tick++;
        }
    }

    /** All that was posted. */
    BookSums sums() {
        return sums;
    }

    long sent() {
        return sent;
    }

    private void deliver(long upToTick) {
        while (!letters.isEmpty() && letters.peek().tick <= upToTick) {
            Letter letter = letters.remove();
            Outcome outcome = outcome(letter);
            if (outcome instanceof Outcome.Accepted accepted) {
                sums.add(accepted.entry());
            }
            letter.receiver.accept(outcome);
        }
    }

    private static Outcome outcome(Letter letter) {
        try {
            return letter.outcome.get(OUTCOME_TIMEOUT_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the ledger", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("no outcome from the ledger", e);
        }
    }
}
