package io.wattle.ledger;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands outcomes to those who wait, in order, on a virtual thread, so that the ledger never waits for what they do then.
 * One thread after the other has the baton and delivers; when a receiver keeps it for too long, the baton goes to a new
 * thread, which goes on with the next receiver. So a batch costs one thread and not one an outcome, and a receiver that
 * blocks holds up the others for a moment only.
 *
 * <p>A place is taken before a request enters the queue and given back after its outcome was handed over, so that slow
 * receivers are bounded together with the queue. Safe for many threads.
 */
final class Deliveries {
    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);
    /** So long may a receiver keep others waiting. Far above what completing a future takes, far below what people feel. */
    private static final Duration PATIENCE = Duration.ofMillis(10);

    private final int placesMax;
    private final Semaphore places;
    private final LongAdder refused = new LongAdder();
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Delivery> waiting = new ArrayDeque<>();
    /** Who delivers; null when there is nothing to deliver. Guarded by the lock, as all below. */
    private @Nullable Thread baton;
    private long begun;
    private boolean guarded;

    Deliveries(int placesMax) {
        this.placesMax = placesMax;
        this.places = new Semaphore(placesMax);
    }

    /** Takes a place; false, and counted, when there is none. */
    boolean take() {
        boolean taken = places.tryAcquire();
        if (!taken) {
            refused.increment();
        }
        return taken;
    }

    /** Gives a place back for a request that did not enter the queue because that was full. */
    void full() {
        refused.increment();
        places.release();
    }

    /** Gives a place back for a request that did not enter the queue. */
    void giveBack() {
        places.release();
    }

    /** How many were refused because all places were taken. */
    long refusedCount() {
        return refused.sum();
    }

    /** Hands over in this order, after all that was to be delivered before, and then gives the places back. */
    void deliver(List<Delivery> deliveries) {
        lock.lock();
        try {
            waiting.addAll(deliveries);
            if (baton == null && !waiting.isEmpty()) {
                passBaton();
            }
        } finally {
            lock.unlock();
        }
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

    /** With the lock held. */
    private void passBaton() {
        Thread next = Thread.ofVirtual().name("ledger-outcomes").unstarted(this::deliverAll);
        baton = next;
        next.start();
        if (!guarded) {
            guarded = true;
            Thread.ofVirtual().name("ledger-outcomes-guard").start(this::guard);
        }
    }

    private void deliverAll() {
        for (Delivery next = next(); next != null; next = next()) {
            try {
                next.say().run();
            } catch (RuntimeException | Error e) {
                LOG.error("an outcome could not be handed over", e);
            } finally {
                places.release();
            }
        }
    }

    /** The next one, or null if there is none or another thread has the baton meanwhile. */
    private @Nullable Delivery next() {
        lock.lock();
        try {
            if (!Thread.currentThread().equals(baton)) {
                return null;
            }
            Delivery next = waiting.poll();
            if (next == null) {
                baton = null;
            } else {
                begun++;
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** Lives as long as somebody has the baton. */
    private void guard() {
        long seen = -1;
        do {
            try {
                Thread.sleep(PATIENCE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            seen = look(seen);
        } while (seen >= 0);
    }

    /** Passes the baton on if nothing has begun since the last look. Returns how much had begun; -1 at the end. */
    private long look(long seen) {
        lock.lock();
        try {
            if (baton == null) {
                guarded = false;
                return -1;
            }
            if (begun == seen && !waiting.isEmpty()) {
                passBaton();
            }
            return begun;
        } finally {
            lock.unlock();
        }
    }
}
