package io.wattle.ledger;

import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.dsl.Disruptor;
import com.lmax.disruptor.dsl.ProducerType;
import io.wattle.ledger.LedgerThread.Slot;
import io.wattle.ledger.account.AccountRow;
import io.wattle.ledger.account.RowProblem;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.EntryMalformed;
import io.wattle.ledger.entry.Outcome;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.journal.Journal;
import io.wattle.ledger.journal.JournalConfig;
import io.wattle.ledger.decide.Decider;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.state.LedgerView;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger: submit a command, get an outcome. Safe for use by many threads; one thread inside decides, a second one
 * writes, and nothing is answered or shown before it is on disk. A failed write stops the ledger for good.
 *
 * <p>Outcomes and answers are completed in the order of deciding, on a virtual thread of the ledger's. What a receiver
 * hangs on to the future ({@code thenApply}, {@code whenComplete}, ...) runs there: it should be short, as the next receiver
 * waits for it. It may block, then the others go on without it after ten milliseconds; its command counts as waiting until
 * it has returned. Whoever has long work to do takes the {@code ...Async} methods, or joins on a thread of his own.
 */
public final class Ledger implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);
    /** How long closing waits for those who received outcomes, and then for its thread; it goes on without them. */
    private static final long CLOSE_TIMEOUT_MS = 10_000;

    private final Journal journal;
    private final Watermark watermark;
    private final Deliveries deliveries;
    private final Stop stop;
    private final Handover handover;
    private final Thread journalThread;
    private final Disruptor<Slot> disruptor;
    private final RingBuffer<Slot> queue;
    private final AtomicBoolean closed = new AtomicBoolean();

    private final long closeTimeoutMs;
    /** Closed before the journal; there is none over a journal that is not in a folder. */
    private Optional<SnapshotThread> snapshots = Optional.empty();

    private Ledger(LedgerConfig config, InstantSource clock, Journal journal, LedgerState state, long closeTimeoutMs) {
        this.closeTimeoutMs = closeTimeoutMs;
        this.journal = journal;
        this.watermark = new Watermark(journal.lastSequence());
        this.deliveries = new Deliveries(config.queueCommandsMax());
        this.stop = new Stop(watermark);
        this.handover = new Handover(config.batchCommandsMax(), stop);
        this.journalThread = Thread.ofPlatform()
                .name("journal")
                .unstarted(
                        new JournalThread(journal, handover, watermark, deliveries, stop));
        this.disruptor = new Disruptor<>(Slot::new, config.queueCommandsMax(),
                Thread.ofPlatform().name("ledger").factory(), ProducerType.MULTI, new BlockingWaitStrategy());
        this.disruptor.handleEventsWith(
                new LedgerThread(config, clock, state, journal, handover, deliveries, stop));
        this.journalThread.start();
        this.queue = disruptor.start();
    }

    /**
     * Opens the journal, checks it, brings the newest good snapshot up to its end and begins to work.
     *
     * @param clock asked once per command
     * @throws io.wattle.ledger.journal.JournalException if the journal cannot be used: in use, damaged, or the disk full
     * @throws EntryMalformed if a record is no entry of this version
     * @throws IllegalStateException if the entries contradict each other
     */
    public static Ledger open(LedgerConfig config, InstantSource clock) {
        JournalConfig files = JournalConfig.of(config.directory());
        Opening opening = Opening.of(config, files);
        Ledger ledger = over(opening.journal(), opening.state(), config, clock, CLOSE_TIMEOUT_MS);
        // A snapshot leaves twice what the journal needs to go on: it must never be the reason why the ledger stops.
        ledger.snapshots = Optional.of(SnapshotThread.start(config, 2 * files.freeBytesMin(),
                opening.snapshotSequence(), ledger.watermark));
        return ledger;
    }

    /** The same over any journal, which the ledger closes when it is closed or cannot be opened. */
    static Ledger over(Journal journal, LedgerConfig config, InstantSource clock) {
        return over(journal, config, clock, CLOSE_TIMEOUT_MS);
    }

    static Ledger over(Journal journal, LedgerConfig config, InstantSource clock, long closeTimeoutMs) {
        return over(journal, Replay.of(journal), config, clock, closeTimeoutMs);
    }

    /** The same with the state after all that the journal holds, which the ledger takes over. */
    static Ledger over(Journal journal, LedgerState state, LedgerConfig config, InstantSource clock,
            long closeTimeoutMs) {
        try {
            return new Ledger(config, clock, journal, state, closeTimeoutMs);
        } catch (RuntimeException | Error e) {
            journal.close();
            throw e;
        }
    }

    /**
     * Hands in a command. Never waits.
     *
     * @return completes with an outcome, never with an exception: refused with OVERLOADED at once if too many wait, with
     *         STOPPED if the ledger has stopped or was closed: then whether it was done is not known
     */
    public CompletableFuture<Outcome> submit(Command command) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        switch (enter(new Request.Submission(command, outcome))) {
            case ENTERED -> {
            }
            case FULL -> outcome.complete(new Outcome.Refused(Refusal.OVERLOADED, "", "too many commands are waiting"));
            case STOPPED -> outcome.complete(Request.Submission.STOPPED);
        }
        return outcome;
    }

    /**
     * Asks about the state, in the order in which commands are decided; the answer comes when all that the question saw is
     * durable.
     *
     * @param question runs on the ledger's own thread, so it must be short, must not wait, and must not keep the view
     * @return completes with the answer; with the question's own exception; or with a {@link RejectedExecutionException}
     *         if too many wait or the ledger has stopped
     */
    public <T> CompletableFuture<T> ask(Function<LedgerView, T> question) {
        return answered(question::apply);
    }

    /**
     * Tries rows of accounts, and saves none.
     *
     * @return which would be refused, each looked at as if those before it that would not were saved; fails as
     *         {@link #ask} does
     */
    public CompletableFuture<List<RowProblem>> problems(List<AccountRow> rows) {
        return answered(state -> Decider.problems(rows, state));
    }

    private <T> CompletableFuture<T> answered(Function<LedgerState, T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        switch (enter(new Request.Question<>(question, answer))) {
            case ENTERED -> {
            }
            case FULL -> answer.completeExceptionally(new RejectedExecutionException("too many commands are waiting"));
            case STOPPED -> answer.completeExceptionally(new RejectedExecutionException("the ledger has stopped"));
        }
        return answer;
    }

    /**
     * Follows the entries.
     *
     * @param afterSequence the last one already known, from 0
     */
    public EntryReader follow(long afterSequence) {
        if (afterSequence < 0) {
            throw new IllegalArgumentException("afterSequence must not be below zero, was: " + afterSequence);
        }
        return new JournalEntryReader(journal, watermark, afterSequence);
    }

    /** Whether it takes commands. */
    public boolean isRunning() {
        return !closed.get() && !stop.isCalled();
    }

    /** What stopped it; empty if nothing did. */
    public Optional<Throwable> failure() {
        return stop.failure();
    }

    /** How many commands and questions were refused because too many waited. */
    public long overloadedCount() {
        return deliveries.refusedCount();
    }

    /** Takes nothing more, finishes what was taken in, and closes the journal. Harmless when repeated. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        // Whoever passed the check for "closed" holds a place; when all places are back, the queue is empty for good.
        deliveries.awaitIdle(closeTimeoutMs);
        watermark.end();
        snapshots.ifPresent(SnapshotThread::close);
        if (areThreadsEnded()) {
            journal.close();
        }
    }

    /** The journal stays open under a thread that hangs: who knows in the middle of what. It goes with the process. */
    private boolean areThreadsEnded() {
        try {
            disruptor.shutdown(closeTimeoutMs, TimeUnit.MILLISECONDS);
            handover.end();
            if (journalThread.join(Duration.ofMillis(closeTimeoutMs))) {
                return true;
            }
        } catch (com.lmax.disruptor.TimeoutException e) {
            disruptor.halt();
            handover.end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        LOG.error("the ledger's threads did not end within {} ms; its journal stays open", closeTimeoutMs);
        return false;
    }

    private enum Entrance {
        ENTERED, FULL, STOPPED
    }

    private Entrance enter(Request request) {
        if (!isRunning()) {
            return Entrance.STOPPED;
        }
        if (!deliveries.take()) {
            return Entrance.FULL;
        }
        if (!isRunning()) {
            deliveries.giveBack();
            return Entrance.STOPPED;
        }
        if (!queue.tryPublishEvent((slot, sequence) -> slot.put(request))) {
            deliveries.full();
            return Entrance.FULL;
        }
        return Entrance.ENTERED;
    }
}
