package io.wattle.ledger;

import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.Outcome;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.decide.Decider;
import io.wattle.ledger.state.Decision;

import com.lmax.disruptor.EventHandler;
import io.wattle.ledger.journal.Journal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that decides. For each command: stamp the time, decide, apply, hand over to the {@link JournalThread},
 * which writes it down, makes it durable and only then tells anybody. So what is decided here may rest on what is not durable yet; its
 * outcome comes after that, in the order of deciding. Whatever goes wrong on the way stops both for good: what was applied
 * and not forced must never be seen.
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
    private final Decider decider;
    private final LedgerState state;
    private final Journal journal;
    private final Handover handover;
    private final Deliveries deliveries;
    private final Stop stop;
    private final RecentEntries recent = new RecentEntries();

    LedgerThread(LedgerConfig config, InstantSource clock, LedgerState state, Journal journal, Handover handover,
            Deliveries deliveries, Stop stop) {
        this.clock = clock;
        this.decider = new Decider(config.rules());
        this.state = state;
        this.journal = journal;
        this.handover = handover;
        this.deliveries = deliveries;
        this.stop = stop;
    }

    @Override
    public void onEvent(Slot slot, long ringSequence, boolean endOfBatch) {
        Request request = slot.take();
        if (stop.isCalled()) {
            refuse(request);
        } else {
            tryToHandle(request);
        }
        handOn(endOfBatch);
    }

    private void tryToHandle(Request request) {
        try {
            handle(request);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            refuse(request);
            stop.because(e);
        } catch (Throwable e) {
            refuse(request);
            stop.because(e);
        }
    }

    private void handOn(boolean nothingWaits) {
        try {
            handover.decided(nothingWaits);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop.because(e);
            deliveries.deliver(handover.takeBack().stream().map(Delivery::refused).toList());
        }
    }

    private void refuse(Request request) {
        deliveries.deliver(List.of(new Delivery(request, request::refuseStopped)));
    }

    private void handle(Request request) throws InterruptedException {
        switch (request) {
            case Request.Submission submission -> decide(submission);
            case Request.Question<?> question -> handover.add(answer(question));
        }
    }

    private void decide(Request.Submission submission) throws InterruptedException {
        Command command = submission.command();
        long sequence = state.lastSequence() + 1;
        Instant time = notBefore(state.lastTime(), clock.instant());
        switch (decision(command, sequence, time)) {
            case Decision.Refuse refuse -> handover.add(said(submission,
                    new Outcome.Refused(refuse.reason(), refuse.field(), refuse.detail())));
            case Decision.Repeat repeat -> handover.add(repeated(submission, repeat.sequence()));
            case Decision.NothingToDo _ -> handover.add(said(submission, new Outcome.NothingToDo()));
            case Decision.Accept accept -> accept(submission,
                    new LedgerEntry(sequence, time, command.origin(), accept.key(), accept.facts()));
        }
    }

    /** Deciding changes nothing: a fault in it costs the one command, and not everybody the ledger. */
    private Decision decision(Command command, long sequence, Instant time) {
        try {
            return decider.decide(command, state, sequence, time);
        } catch (RuntimeException e) {
            LOG.error("a {} could not be decided", command.getClass().getSimpleName(), e);
            return new Decision.Refuse(Refusal.UNDECIDED, "", "the ledger failed to decide, and changed nothing");
        }
    }

    private void accept(Request.Submission submission, LedgerEntry entry) throws InterruptedException {
        state.apply(entry);
        recent.add(entry);
        handover.add(entry, said(submission, new Outcome.Accepted(entry)));
    }

    private static Delivery said(Request.Submission submission, Outcome outcome) {
        return new Delivery(submission, () -> submission.outcome().complete(outcome));
    }

    private Delivery repeated(Request.Submission submission, long sequence) {
        return recent.find(sequence)
                .map(entry -> said(submission, new Outcome.Existing(entry)))
                .orElseGet(() -> new Delivery(submission, () -> submission.outcome().complete(readBack(sequence))));
    }

    /** Any thread: reading back may fail or take long, which concerns the one who repeated himself and nobody else. */
    private Outcome readBack(long sequence) {
        try {
            return new Outcome.Existing(Replay.entry(journal, sequence));
        } catch (RuntimeException | Error e) {
            LOG.error("entry {} could not be read back", sequence, e);
            return new Outcome.Refused(Refusal.UNREADABLE, "", "it was done before, in entry " + sequence
                    + ", which could not be read back: " + e);
        }
    }

    /** A question only looks: when it fails, whatever with, that is the asker's trouble and not the ledger's. */
    private <T> Delivery answer(Request.Question<T> question) {
        try {
            T answer = question.question().apply(state);
            return new Delivery(question, () -> question.answer().complete(answer));
        } catch (RuntimeException | Error e) {
            return new Delivery(question, () -> question.answer().completeExceptionally(e));
        }
    }

    /** Clocks go back now and then; the order of entries does not. */
    private static Instant notBefore(Instant last, Instant now) {
        return now.isBefore(last) ? last : now;
    }
}
