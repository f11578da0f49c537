package io.wattle.ledger;

import io.wattle.ledger.snapshot.SnapshotAbandoned;
import io.wattle.ledger.snapshot.SnapshotMaker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a snapshot whenever so many entries have come since the last one, from what is on disk. It works half of the time
 * and rests the other half, so that the ledger keeps its processor (a
 * thread's priority would say the same, but Linux does not listen to it). When one cannot be made the log says why, and it is
 * tried again after as many entries more; the ledger does not mind.
 */
final class SnapshotThread implements Runnable, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotThread.class);
    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);
    /** Works so long before it rests as long. */
    private static final long WORK_NS = 5_000_000;

    private final SnapshotMaker maker;
    private final Path directory;
    private final long everyEntries;
    private final long freeBytesMin;
    private final Watermark watermark;
    private final Thread thread;
    private volatile boolean closed;
    private long lastSequence;
    private long workSinceNs;

    private SnapshotThread(LedgerConfig config, long freeBytesMin, long lastSequence, Watermark watermark) {
        this.directory = config.directory();
        this.maker = new SnapshotMaker(directory, config.snapshotFolder());
        this.everyEntries = config.snapshots().everyEntries();
        this.freeBytesMin = freeBytesMin;
        this.lastSequence = lastSequence;
        this.watermark = watermark;
        this.thread = Thread.ofPlatform().name("snapshot").daemon().unstarted(this);
    }

    /**
     * Begins.
     *
     * @param freeBytesMin space that a snapshot must leave to the journal
     * @param lastSequence the last entry in the newest snapshot; 0 for none
     */
    static SnapshotThread start(LedgerConfig config, long freeBytesMin, long lastSequence, Watermark watermark) {
        SnapshotThread snapshots = new SnapshotThread(config, freeBytesMin, lastSequence, watermark);
        snapshots.thread.start();
        return snapshots;
    }

    @Override
    public void run() {
        try {
            while (!closed) {
                if (watermark.await(lastSequence + everyEntries, LOOK)) {
                    make();
                } else if (watermark.hasEnded()) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void make() {
        long startNs = System.nanoTime();
        long wanted = lastSequence + everyEntries;
        try {
            workSinceNs = startNs;
            lastSequence = maker.make(this::goOn);
            LOG.info("snapshot of entry {} made in {} ms", lastSequence, (System.nanoTime() - startNs) / 1_000_000);
        } catch (SnapshotAbandoned e) {
            lastSequence = wanted;
            LOG.info("no snapshot: {}", e.getMessage());
        } catch (IOException | RuntimeException | Error e) {
            lastSequence = wanted;
            LOG.warn("no snapshot could be made; a start will replay more entries", e);
        }
    }

    private boolean goOn() {
        long workedNs = System.nanoTime() - workSinceNs;
        if (workedNs > WORK_NS) {
            LockSupport.parkNanos(workedNs);
            workSinceNs = System.nanoTime();
        }
        return !closed && directory.toFile().getUsableSpace() > freeBytesMin;
    }

    /** Gives up what it is making. */
    @Override
    public void close() {
        closed = true;
        try {
            if (!thread.join(CLOSE_TIMEOUT)) {
                LOG.warn("the snapshot thread did not end within {}; it goes with the process", CLOSE_TIMEOUT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
