package io.wattle.ledger.simulation;

import io.wattle.ledger.journal.Journal;
import io.wattle.ledger.journal.JournalBatch;
import io.wattle.ledger.journal.JournalCursor;
import io.wattle.ledger.journal.JournalPlace;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A journal that can be held just before it writes, so that the ledger decides many commands meanwhile and then forces
 * them together: the same ones each time, however the threads run.
 */
final class GatedJournal implements Journal {
    private static final long SECONDS_MAX = 60;
    private final Journal journal;
    private volatile CountDownLatch arrived = new CountDownLatch(0);
    private volatile CountDownLatch open = new CountDownLatch(0);

    GatedJournal(Journal journal) {
        this.journal = journal;
    }

    /** The next batch waits before it is written. */
    void hold() {
        arrived = new CountDownLatch(1);
        open = new CountDownLatch(1);
    }

    /** Waits until a batch waits. */
    void awaitHeld() throws InterruptedException {
        await(arrived);
    }

    void letGo() {
        open.countDown();
    }

    @Override
    public long append(JournalBatch batch) {
        arrived.countDown();
        try {
            await(open);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while held", e);
        }
        return journal.append(batch);
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        if (!latch.await(SECONDS_MAX, TimeUnit.SECONDS)) {
            throw new IllegalStateException("nothing came in " + SECONDS_MAX + " s");
        }
    }

    @Override
    public JournalPlace end() {
        return journal.end();
    }

    @Override
    public long firstSequence() {
        return journal.firstSequence();
    }

    @Override
    public JournalCursor read(long fromSequence) {
        return journal.read(fromSequence);
    }

    @Override
    public void close() {
        journal.close();
    }
}
