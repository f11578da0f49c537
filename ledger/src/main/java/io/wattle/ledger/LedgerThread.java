package io.wattle.ledger;

import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.Outcome;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.entry.EntryCodec;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.state.Decider;
import io.wattle.ledger.state.Decision;

import com.lmax.disruptor.EventHandler;
import io.wattle.ledger.journal.DiskFull;
import io.wattle.ledger.journal.Journal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that decides. For each command: stamp the time, decide, apply. At the end of a batch: append, force, and
 * only then tell anybody. Whatever goes wrong on the way stops it for good: what was applied and not forced must never
 * be seen.
 */
final class LedgerThread implements EventHandler<LedgerThread.Slot> {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerThread.class);

    /** A place in the queue. */
    static final class Slot {
        private @Nullable Request request;

        void put(Request next) {
            request = next;
        }

        /** Empties the place, so that it keeps nothing alive. */
        private Request take() {
            Request taken = request;
            request = null;
            if (taken == null) {
                throw new IllegalStateException("an empty place was published");
            }
            return taken;
        }
    }

    private final InstantSource clock;
    private final int batchCommandsMax;
    private final Decider decider;
    private final LedgerState state;
    private final Journal journal;
    private final Watermark watermark;
    private final Deliveries deliveries;
    private final Batch batch = new Batch();
    private volatile @Nullable Throwable failure;

    LedgerThread(LedgerConfig config, InstantSource clock, LedgerState state, Journal journal, Watermark watermark,
            Deliveries deliveries) {
        this.clock = clock;
        this.batchCommandsMax = config.batchCommandsMax();
        this.decider = new Decider(config.rules());
        this.state = state;
        this.journal = journal;
        this.watermark = watermark;
        this.deliveries = deliveries;
    }

    /** Why it has stopped; empty while it works. Any thread. */
    Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public void onEvent(Slot slot, long ringSequence, boolean endOfBatch) {
        Request request = slot.take();
        if (failure != null) {
            deliveries.deliver(request::refuseStopped);
            return;
        }
        try {
            handle(request);
        } catch (Throwable e) {
            deliveries.deliver(request::refuseStopped);
            stop(e);
            return;
        }
        try {
            if (endOfBatch || batch.isFull(batchCommandsMax)) {
                force();
            }
        } catch (Throwable e) {
            stop(e);
        }
    }

    private void handle(Request request) {
        switch (request) {
            case Request.Submission submission -> batch.outcome(submission, decide(submission.command()));
            case Request.Question<?> question -> batch.question(question);
        }
    }

    private Supplier<Outcome> decide(Command command) {
        long sequence = state.lastSequence() + 1;
        Instant time = notBefore(state.lastTime(), clock.instant());
        return switch (decider.decide(command, state, sequence, time)) {
            case Decision.Refuse refuse -> said(
                    new Outcome.Refused(refuse.reason(), refuse.field(), refuse.detail()));
            case Decision.Repeat repeat -> batch.entry(repeat.sequence())
                    .map(entry -> said(new Outcome.Existing(entry)))
                    .orElse(() -> existing(repeat.sequence()));
            case Decision.Accept accept -> said(accept(
                    new LedgerEntry(sequence, time, command.origin(), accept.key(), accept.facts())));
        };
    }

    private static Supplier<Outcome> said(Outcome outcome) {
        return () -> outcome;
    }

    /** Any thread: reading back may fail or take long, which concerns the one who repeated himself and nobody else. */
    private Outcome existing(long sequence) {
        try {
            return new Outcome.Existing(Replay.entry(journal, sequence));
        } catch (RuntimeException | Error e) {
            LOG.error("entry {} could not be read back", sequence, e);
            return new Outcome.Refused(Refusal.UNREADABLE, "", "it was done before, in entry " + sequence
                    + ", which could not be read back: " + e);
        }
    }

    private Outcome accept(LedgerEntry entry) {
        byte[] record = EntryCodec.encode(entry);
        state.apply(entry);
        batch.entry(entry, record);
        return new Outcome.Accepted(entry);
    }

    /** Clocks go back now and then; the order of entries does not. */
    private static Instant notBefore(Instant last, Instant now) {
        return now.isBefore(last) ? last : now;
    }

    private void force() {
        if (!batch.records().isEmpty()) {
            watermark.advance(journal.append(batch.records()));
        }
        batch.deliver(state, deliveries);
    }

    private void stop(Throwable why) {
        failure = why;
        if (why instanceof DiskFull) {
            LOG.error("the ledger has stopped: {}", why.getMessage());
        } else {
            LOG.error("the ledger has stopped for good", why);
        }
        watermark.end();
        batch.refuseStopped(deliveries);
    }
}
