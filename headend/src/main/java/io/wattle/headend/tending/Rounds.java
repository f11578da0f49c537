package io.wattle.headend.tending;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Does something at start, and again whenever its time has come by the head-end's clock, on a thread of its own. To be
 * closed from any thread.
 */
public final class Rounds implements AutoCloseable {
    /** The head-end's clock may run faster than this machine's; it is looked at so often. */
    private static final long LOOK_MS = 1_000;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    /** What is done in a round. */
    @FunctionalInterface
    public interface Round {
        /**
         * Does it; a round of many pieces looks between them whether it {@link Rounds#isClosed}.
         *
         * @return when the next one is due, from its end on
         */
        Duration go(Rounds rounds) throws InterruptedException;
    }

    private final InstantSource clock;
    private final Round round;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    private Rounds(String name, InstantSource clock, Round round) {
        this.clock = clock;
        this.round = round;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    /** Begins, with a first round at once. */
    public static Rounds start(String name, InstantSource clock, Round round) {
        Rounds rounds = new Rounds(name, clock, round);
        rounds.thread.start();
        return rounds;
    }

    /** Whether no more is wanted. */
    public boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** Waits for a moment, so that what is at hand may be finished. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(CLOSE_TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        Instant due = clock.instant();
        try {
            do {
                if (!clock.instant().isBefore(due)) {
                    Duration pause = round.go(this);
                    due = clock.instant().plus(pause);
                }
            } while (!closed.await(LOOK_MS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
