package io.wattle.ledger;

import io.wattle.ledger.entry.EntryBytes;
import io.wattle.ledger.entry.EntryCodec;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.journal.Journal;
import io.wattle.ledger.journal.JournalBatch;
import java.util.List;
import java.util.Optional;

/**
 * The thread that makes batches durable, one after the other, and only then lets anybody know of them. After the first
 * failure, its own or that of the thread that decides, nothing is written any more and everybody is told so.
 */
final class JournalThread implements Runnable {
    private final Journal journal;
    private final Handover handover;
    private final Watermark watermark;
    private final Deliveries deliveries;
    private final Stop stop;
    private final JournalBatch records = new JournalBatch();
    private final EntryBytes record = new EntryBytes();

    JournalThread(Journal journal, Handover handover, Watermark watermark, Deliveries deliveries, Stop stop) {
        this.journal = journal;
        this.handover = handover;
        this.watermark = watermark;
        this.deliveries = deliveries;
        this.stop = stop;
    }

    @Override
    public void run() {
        try {
            Optional<Batch> batch = handover.take();
            while (batch.isPresent()) {
                settle(batch.get());
                batch = handover.take();
            }
        } catch (InterruptedException e) {
            stop.because(e);
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            stop.because(e);
            throw e;
        }
    }

    private void settle(Batch batch) {
        if (isDurable(batch)) {
            deliveries.deliver(batch.deliveries());
        } else {
            deliveries.deliver(refused(batch.deliveries()));
        }
        batch.clear();
    }

    private boolean isDurable(Batch batch) {
        if (stop.isCalled()) {
            return false;
        }
        try {
            batch.entries().forEach(this::write);
            force();
            return true;
        } catch (RuntimeException | Error e) {
            stop.because(e);
            return false;
        } finally {
            records.clear();
        }
    }

    private void write(LedgerEntry entry) {
        record.clear();
        EntryCodec.encode(entry, record);
        if (!records.hasRoomFor(record.length())) {
            force();
        }
        record.addTo(records::add);
    }

    /** On return all that was written is durable. */
    private void force() {
        if (!records.isEmpty()) {
            watermark.advance(journal.append(records));
            records.clear();
        }
    }

    private static List<Delivery> refused(List<Delivery> deliveries) {
        return deliveries.stream().map(Delivery::refused).toList();
    }
}
