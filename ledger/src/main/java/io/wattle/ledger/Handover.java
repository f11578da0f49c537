package io.wattle.ledger;

import io.wattle.ledger.entry.LedgerEntry;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How decisions become batches. The ledger thread fills a batch of its own and hands it on when nothing else waits to be
 * decided, or when it is worth a force; the journal thread makes durable all that was handed on meanwhile. That is the
 * whole of group commit: a quiet ledger forces each command at once, a busy one forces many together.
 */
final class Handover {
    /** How often a waiting thread looks whether it still has to wait. Nothing hangs on it: changes are signalled. */
    private static final long LOOK_MS = 100;
    /** Worth a force while more waits to be decided: a force costs as much as deciding some fifty. */
    private static final int WORTH_COMMANDS = 512;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Condition emptied = lock.newCondition();
    private final int commandsMax;
    private final int worthCommands;
    private final Stop stop;
    /** The ledger thread's alone. */
    private Batch filling = new Batch();
    /** Guarded by the lock, as all below. */
    private Batch handedOn = new Batch();
    private Batch spare = new Batch();
    private boolean ended;

    Handover(int commandsMax, Stop stop) {
        this.commandsMax = commandsMax;
        this.worthCommands = Math.min(WORTH_COMMANDS, commandsMax);
        this.stop = stop;
    }

    /** Adds something to say that has no entry of its own. As {@link #add(LedgerEntry, Delivery)}. */
    void add(Delivery delivery) throws InterruptedException {
        makeRoom();
        filling.add(delivery);
    }

    /** Adds to the batch that is filled, waiting for room as long as the journal works. For the ledger thread. */
    void add(LedgerEntry entry, Delivery delivery) throws InterruptedException {
        makeRoom();
        filling.add(entry, delivery);
    }

    private void makeRoom() throws InterruptedException {
        if (filling.size() >= commandsMax) {
            handOn();
        }
    }

    /**
     * Hands on what is worth it. For the ledger thread, after each command.
     *
     * @param nothingWaits whether no other command waits to be decided
     */
    void decided(boolean nothingWaits) throws InterruptedException {
        if (!filling.isEmpty() && (nothingWaits || filling.size() >= worthCommands)) {
            handOn();
        }
    }

    private void handOn() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (handedOn.size() + filling.size() > commandsMax && !handedOn.isEmpty() && !stop.isCalled()) {
                emptied.await(LOOK_MS, TimeUnit.MILLISECONDS);
            }
            if (handedOn.isEmpty()) {
                Batch empty = handedOn;
                handedOn = filling;
                filling = empty;
            } else {
                handedOn.addAll(filling);
                filling.clear();
            }
            filled.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Takes back what was not handed on, so that those who wait for it are told so. For the ledger thread. */
    List<Delivery> takeBack() {
        List<Delivery> left = List.copyOf(filling.deliveries());
        filling.clear();
        return left;
    }

    /**
     * Takes what was handed on; waits until there is something. For the journal thread, which clears each batch before it
     * takes the next one.
     *
     * @return empty when nothing will come any more
     */
    Optional<Batch> take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (handedOn.isEmpty() && !ended) {
                filled.await(LOOK_MS, TimeUnit.MILLISECONDS);
            }
            if (handedOn.isEmpty()) {
                return Optional.empty();
            }
            Batch taken = handedOn;
            handedOn = spare;
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
