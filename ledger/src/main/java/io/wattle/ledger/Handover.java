package io.wattle.ledger;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Two batches that change hands: the ledger thread fills one while the journal thread makes the other one durable. That is
 * the whole of group commit: a quiet ledger forces each command at once, a busy one forces together whatever was decided
 * during the last force.
 */
final class Handover {
    /** How often a waiting thread looks whether it still has to wait. Nothing hangs on it: changes are signalled. */
    private static final long LOOK_MS = 100;

    private static final byte[] NO_RECORD = new byte[0];

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Condition emptied = lock.newCondition();
    private final int commandsMax;
    private final Stop stop;
    private Batch open = new Batch();
    private Batch spare = new Batch();
    private boolean ended;

    Handover(int commandsMax, Stop stop) {
        this.commandsMax = commandsMax;
        this.stop = stop;
    }

    /** Adds something to say that has no record of its own. As {@link #add(byte[], Delivery)}. */
    void add(Delivery delivery) throws InterruptedException {
        add(NO_RECORD, delivery);
    }

    /** Adds to the batch that is filled, waiting for room as long as the journal works. For the ledger thread. */
    void add(byte[] record, Delivery delivery) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!open.hasRoomFor(record.length, commandsMax) && !stop.isCalled()) {
                emptied.await(LOOK_MS, TimeUnit.MILLISECONDS);
            }
            open.add(record, delivery);
            filled.signal();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes the filled batch and leaves an empty one; waits until something is in it. For the journal thread, which clears
     * each batch before it takes the next one.
     *
     * @return empty when nothing will come any more
     */
    Optional<Batch> take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (open.isEmpty() && !ended) {
                filled.await(LOOK_MS, TimeUnit.MILLISECONDS);
            }
            if (open.isEmpty()) {
                return Optional.empty();
            }
            Batch taken = open;
            open = spare;
            spare = taken;
            emptied.signal();
            return Optional.of(taken);
        } finally {
            lock.unlock();
        }
    }

    /** Nothing will be added any more. */
    void end() {
        lock.lock();
        try {
            ended = true;
            filled.signal();
        } finally {
            lock.unlock();
        }
    }
}
