package io.wattle.ledger;

import io.wattle.ledger.journal.Journal;
import io.wattle.ledger.journal.JournalBatch;
import io.wattle.ledger.journal.JournalBroken;
import io.wattle.ledger.journal.JournalCursor;
import io.wattle.ledger.journal.JournalPlace;
import io.wattle.ledger.journal.MemoryJournal;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** A journal whose disk can be held: each force waits until it is let go, well or badly. */
final class HeldJournal implements Journal {
    private final MemoryJournal records = new MemoryJournal();
    private final CountDownLatch held = new CountDownLatch(1);
    private final Semaphore forces = new Semaphore(0);
    private final AtomicInteger appends = new AtomicInteger();
    private volatile boolean broken;

    /** Waits until a force hangs. */
    void awaitHeld() throws InterruptedException {
        held.await();
    }

    /** Lets this force and all later ones end well. */
    void letGo() {
        forces.release(Integer.MAX_VALUE / 2);
    }

    /** Lets this force and all later ones fail. */
    void letFail() {
        broken = true;
        letGo();
    }

    int appends() {
        return appends.get();
    }

    @Override
    public long append(JournalBatch batch) {
        appends.incrementAndGet();
        held.countDown();
        forces.acquireUninterruptibly();
        if (broken) {
            throw new JournalBroken("the journal could not be written", new IllegalStateException("made to fail"));
        }
        return records.append(batch);
    }

    @Override
    public JournalPlace end() {
        return records.end();
    }

    @Override
    public long firstSequence() {
        return records.firstSequence();
    }

    @Override
    public JournalCursor read(long fromSequence) {
        return records.read(fromSequence);
    }

    @Override
    public void close() {
        records.close();
    }
}
