package io.wattle.ledger;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** How far the entries are durable, and a place to wait until it is further. The ledger thread moves it; many wait. */
final class Watermark {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private long sequence;
    private boolean ended;

    Watermark(long sequence) {
        this.sequence = sequence;
    }

    void advance(long to) {
        lock.lock();
        try {
            sequence = to;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nobody waits any more. */
    void end() {
        lock.lock();
        try {
            ended = true;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean hasEnded() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the sequence is durable. False when that did not happen in time, or the ledger was closed. */
    boolean await(long wanted, Duration wait) throws InterruptedException {
        long leftNs = TimeUnit.NANOSECONDS.convert(wait); // as far as a long goes
        lock.lockInterruptibly();
        try {
            while (!ended && sequence < wanted && leftNs > 0) {
                leftNs = moved.awaitNanos(leftNs);
            }
            return !ended && sequence >= wanted;
        } finally {
            lock.unlock();
        }
    }
}
