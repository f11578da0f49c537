package io.wattle.ledger;

import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.Outcome;
import io.wattle.ledger.state.LedgerView;

import io.wattle.ledger.journal.Journal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Supplier;

/** Entries and outcomes that wait for one force. For the ledger thread. */
final class Batch {

    /** Somebody who waits, and what there will be to say once the batch is durable. */
    private record Waiting(Request.Submission submission, Supplier<Outcome> outcome) {}

    private final List<byte[]> records = new ArrayList<>();
    private final List<LedgerEntry> entries = new ArrayList<>();
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private final Queue<Request.Question<?>> questions = new ArrayDeque<>();
    private long recordBytes;

    void entry(LedgerEntry entry, byte[] record) {
        entries.add(entry);
        records.add(record);
        recordBytes += record.length;
    }

    /** The outcome is asked for on a thread of the receiver's, when the batch is durable: it may read the journal. */
    void outcome(Request.Submission submission, Supplier<Outcome> outcome) {
        waiting.add(new Waiting(submission, outcome));
    }

    void question(Request.Question<?> question) {
        questions.add(question);
    }

    /** An entry that is not durable yet. */
    Optional<LedgerEntry> entry(long sequence) {
        return entries.stream().filter(entry -> entry.sequence() == sequence).findFirst();
    }

    List<byte[]> records() {
        return records;
    }

    /** Whether it must be forced before another command is decided. */
    boolean isFull(int commandsMax) {
        return waiting.size() + questions.size() >= commandsMax || records.size() >= Journal.BATCH_RECORDS_MAX
                || recordBytes + Journal.RECORD_BYTES_MAX > Journal.BATCH_BYTES_MAX;
    }

    /** All that wait are told what became of it; to be called when the records are durable. */
    void deliver(LedgerView view, Deliveries deliveries) {
        clearRecords();
        for (Waiting one = waiting.poll(); one != null; one = waiting.poll()) {
            Waiting told = one;
            deliveries.deliver(() -> told.submission().outcome().complete(told.outcome().get()));
        }
        for (Request.Question<?> one = questions.poll(); one != null; one = questions.poll()) {
            answer(one, view, deliveries);
        }
    }

    /** All that wait are told that the ledger has stopped. */
    void refuseStopped(Deliveries deliveries) {
        clearRecords();
        waiting.forEach(one -> deliveries.deliver(one.submission()::refuseStopped));
        waiting.clear();
        questions.forEach(question -> deliveries.deliver(question::refuseStopped));
        questions.clear();
    }

    /** A question only looks: when it fails, whatever with, that is the asker's trouble and not the ledger's. */
    private static <T> void answer(Request.Question<T> question, LedgerView view, Deliveries deliveries) {
        try {
            T answer = question.question().apply(view);
            deliveries.deliver(() -> question.answer().complete(answer));
        } catch (RuntimeException | Error e) {
            deliveries.deliver(() -> question.answer().completeExceptionally(e));
        }
    }

    private void clearRecords() {
        records.clear();
        entries.clear();
        recordBytes = 0;
    }
}
