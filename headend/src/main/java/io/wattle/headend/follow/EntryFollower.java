package io.wattle.headend.follow;

import io.wattle.ledger.EntryReader;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.entry.LedgerEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that hands every durable entry, in order and as many at once as are there, to one consumer. It reads from
 * the journal, so a slow consumer loses nothing and holds nobody up. When a consumer fails, it gets the same entries
 * again after a pause, until it takes them: consumers bear to see an entry twice. {@link #failure()} tells meanwhile.
 */
public final class EntryFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EntryFollower.class);
    private static final Duration WAIT = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int BATCH_MAX = 500;

    private final EntryReader reader;
    private final Consumer<List<LedgerEntry>> consumer;
    private final Thread thread;
    private volatile boolean closed;
    private volatile @Nullable Throwable failure;

    private EntryFollower(String name, EntryReader reader, Consumer<List<LedgerEntry>> consumer) {
        this.reader = reader;
        this.consumer = consumer;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    /**
     * Begins to follow.
     *
     * @param name of the thread
     * @param afterSequence the last entry that the consumer already knows; 0 for all
     * @param consumer called on the follower's thread only
     */
    public static EntryFollower start(String name, Ledger ledger, long afterSequence,
            Consumer<List<LedgerEntry>> consumer) {
        EntryFollower follower = new EntryFollower(name, ledger.follow(afterSequence), consumer);
        follower.thread.start();
        return follower;
    }

    /** Why it does not get on; empty while all is well. */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    /** Waits for the entry at hand to be finished, then ends. */
    @Override
    public void close() {
        closed = true;
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (reader) {
            while (!closed) {
                List<LedgerEntry> batch = nextBatch();
                if (!batch.isEmpty()) {
                    hand(batch);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            failure = e;
            LOG.error("{} stopped following the journal", thread.getName(), e);
        }
    }

    private void hand(List<LedgerEntry> batch) throws InterruptedException {
        while (!closed) {
            try {
                consumer.accept(batch);
                failure = null;
                return;
            } catch (RuntimeException | Error e) {
                LOG.error("{} failed at entry {} and tries again", thread.getName(), batch.getFirst().sequence(), e);
                failure = e;
                Thread.sleep(PAUSE);
            }
        }
    }

    private List<LedgerEntry> nextBatch() throws InterruptedException {
        List<LedgerEntry> batch = new ArrayList<>();
        Optional<LedgerEntry> entry = reader.next(WAIT);
        while (entry.isPresent()) {
            batch.add(entry.get());
            entry = batch.size() < BATCH_MAX ? reader.next(Duration.ZERO) : Optional.empty();
        }
        return batch;
    }
}
