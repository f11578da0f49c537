package io.wattle.headend.bench;

import io.wattle.ledger.entry.Command;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.entry.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntToLongFunction;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Drives commands into a ledger from many threads at once. Each hands them in by volleys and goes on when an earlier
 * volley is wholly answered, so that the number under way is bounded: {@value #COUNT} threads, {@value #VOLLEYS} volleys
 * of {@value #VOLLEY} commands each.
 */
final class Submitters {
    static final int COUNT = 16;
    static final int VOLLEY = 128;
    static final int VOLLEYS = 8;
    /** An answer that takes longer will not come. */
    private static final long ANSWER_TIMEOUT_S = 60;

    /** What a submitter says next; called by many threads, by each for its own submitter only. */
    @FunctionalInterface
    interface Work {
        /**
         * The command.
         *
         * @param submitter 0..{@value Submitters#COUNT} - 1
         * @param turn from 0, for each submitter
         */
        Command at(int submitter, long turn);
    }

    /** How much was accepted, and in which time: from the first command handed in to the last outcome. */
    record Done(long accepted, long elapsedNs) {
        double perSecond() {
            return accepted * 1e9 / elapsedNs;
        }
    }

    private final Ledger ledger;
    private final Work work;
    private final LongAdder accepted = new LongAdder();
    private final AtomicReference<@Nullable String> failure = new AtomicReference<>();

    private Submitters(Ledger ledger, Work work) {
        this.ledger = ledger;
        this.work = work;
    }

    /**
     * Hands in commands until the time is over or each submitter had its turns.
     *
     * @param turns of each submitter at most
     * @throws BenchException if one is not accepted, or not answered in time
     */
    static Done run(Ledger ledger, Work work, long turns, long durationNs) throws InterruptedException {
        return new Submitters(ledger, work).run(_ -> turns, durationNs);
    }

    /** Hands in a command for each number from 0, however long it takes. Those of one submitter stay in order. */
    static Done all(Ledger ledger, long count, LongFunction<Command> command) throws InterruptedException {
        return new Submitters(ledger, (submitter, turn) -> command.apply(turn * COUNT + submitter))
                .run(submitter -> (count - submitter + COUNT - 1) / COUNT, Long.MAX_VALUE);
    }

    private Done run(IntToLongFunction turns, long durationNs) throws InterruptedException {
        long began = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            int submitter = i;
            threads.add(Thread.ofVirtual()
                    .name("bench-submitter-" + i)
                    .start(() -> submit(submitter, turns.applyAsLong(submitter), began, durationNs)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        long elapsedNs = System.nanoTime() - began;
        String failed = failure.get();
        if (failed != null) {
            throw new BenchException(failed);
        }
        return new Done(accepted.sum(), elapsedNs);
    }

    private void submit(int submitter, long turns, long began, long durationNs) {
        Semaphore volleys = new Semaphore(VOLLEYS);
        try {
            long turn = 0;
            while (turn < turns && System.nanoTime() - began < durationNs && failure.get() == null) {
                await(volleys, 1);
                int size = (int) Math.min(VOLLEY, turns - turn);
                volley(submitter, turn, size, volleys);
                turn += size;
            }
            await(volleys, VOLLEYS);
        } catch (InterruptedException | RuntimeException e) {
            failure.compareAndSet(null, "a submitter failed: " + e);
        }
    }

    private void volley(int submitter, long firstTurn, int size, Semaphore volleys) {
        AtomicInteger open = new AtomicInteger(size);
        for (int i = 0; i < size; i++) {
            var _ = ledger.submit(work.at(submitter, firstTurn + i)).thenAccept(outcome -> {
                check(outcome);
                if (open.decrementAndGet() == 0) {
                    accepted.add(size);
                    volleys.release();
                }
            });
        }
    }

    private void check(Outcome outcome) {
        if (!(outcome instanceof Outcome.Accepted)) {
            failure.compareAndSet(null, "a command was not accepted: " + outcome);
        }
    }

    private static void await(Semaphore volleys, int permits) throws InterruptedException {
        if (!volleys.tryAcquire(permits, ANSWER_TIMEOUT_S, TimeUnit.SECONDS)) {
            throw new BenchException("the ledger gave no answer within " + ANSWER_TIMEOUT_S + " s");
        }
    }
}
