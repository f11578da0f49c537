package io.wattle.ledger;

import io.wattle.ledger.journal.Journal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Records that are forced together, and what to say to whom then. For one thread at a time; see {@link Handover}. */
final class Batch {
    private final List<byte[]> records = new ArrayList<>();
    private final List<Delivery> deliveries = new ArrayList<>();
    private long recordBytes;

    /** Whether one more may be added, with a record of this length or with none. */
    boolean hasRoomFor(int lengthBytes, int commandsMax) {
        return deliveries.size() < commandsMax && records.size() < Journal.BATCH_RECORDS_MAX
                && recordBytes + lengthBytes <= Journal.BATCH_BYTES_MAX;
    }

    /** Adds what came of one request; a record only if something became true. */
    void add(Optional<byte[]> record, Delivery delivery) {
        if (record.isPresent()) {
            records.add(record.get());
            recordBytes += record.get().length;
        }
        deliveries.add(delivery);
    }

    /** Writes the records, if there are any, and forces them; on return they are durable. */
    Optional<Long> appendTo(Journal journal) {
        return records.isEmpty() ? Optional.empty() : Optional.of(journal.append(records));
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
        recordBytes = 0;
    }
}
