package io.wattle.ledger;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Hands outcomes to those who wait, each on a virtual thread of its own: whatever they do then, the ledger thread does not
 * wait for it. A place is taken before a request enters the queue and given back after its outcome was handed over, so
 * that slow receivers are bounded together with the queue. Safe for many threads.
 */
final class Deliveries {
    private final int placesMax;
    private final Semaphore places;
    private final AtomicLong refused = new AtomicLong();
    private final ExecutorService executor = Executors
            .newThreadPerTaskExecutor(Thread.ofVirtual().name("ledger-outcome-", 0).factory());

    Deliveries(int placesMax) {
        this.placesMax = placesMax;
        this.places = new Semaphore(placesMax);
    }

    /** Takes a place; false, and counted, when there is none. */
    boolean take() {
        boolean taken = places.tryAcquire();
        if (!taken) {
            refused.incrementAndGet();
        }
        return taken;
    }

    /** Gives a place back for a request that did not enter the queue because that was full. */
    void full() {
        refused.incrementAndGet();
        places.release();
    }

    /** Gives a place back for a request that did not enter the queue. */
    void giveBack() {
        places.release();
    }

    /** How many were refused because all places were taken. */
    long refusedCount() {
        return refused.get();
    }

    /** Hands over and then gives the place back. */
    void deliver(Runnable delivery) {
        executor.execute(() -> {
            try {
                delivery.run();
            } finally {
                places.release();
            }
        });
    }

    /** Waits until everything that was taken in has been handed over; false if that takes too long. */
    boolean awaitIdle(long timeoutMs) {
        try {
            return places.tryAcquire(placesMax, timeoutMs, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void close() {
        executor.shutdown();
    }
}
