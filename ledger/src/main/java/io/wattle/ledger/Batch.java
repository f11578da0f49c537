package io.wattle.ledger;

import io.wattle.ledger.journal.Journal;
import io.wattle.ledger.journal.JournalBatch;
import java.util.ArrayList;
import java.util.List;

/** Records that are forced together, and what to say to whom then. For one thread at a time; see {@link Handover}. */
final class Batch {
    private final JournalBatch records = new JournalBatch();
    private final List<Delivery> deliveries = new ArrayList<>();

    /** Whether one more may be added, with a record of this length or with none (0). */
    boolean hasRoomFor(int lengthBytes, int commandsMax) {
        return deliveries.size() < commandsMax && records.hasRoomFor(lengthBytes);
    }

    /** Adds what came of one request; an empty record if nothing became true. */
    void add(byte[] record, Delivery delivery) {
        if (record.length > 0) {
            records.add(record);
        }
        deliveries.add(delivery);
    }

    /** Writes the records and forces them; on return they are durable. Does nothing if there are none. */
    void appendTo(Journal journal, Watermark watermark) {
        if (!records.isEmpty()) {
            watermark.advance(journal.append(records));
        }
    }

    /** In the order in which it was decided. */
    List<Delivery> deliveries() {
        return deliveries;
    }

    boolean isEmpty() {
        return deliveries.isEmpty();
    }

    void clear() {
        records.clear();
        deliveries.clear();
    }
}
