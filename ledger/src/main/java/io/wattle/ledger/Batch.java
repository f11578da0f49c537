package io.wattle.ledger;

import io.wattle.ledger.entry.LedgerEntry;
import java.util.ArrayList;
import java.util.List;

/** Entries that are made durable together, and what to say to whom then. For one thread at a time; see {@link Handover}. */
final class Batch {
    private final List<LedgerEntry> entries = new ArrayList<>();
    private final List<Delivery> deliveries = new ArrayList<>();

    /** Adds what came of one request, and the entry that it became. */
    void add(LedgerEntry entry, Delivery delivery) {
        entries.add(entry);
        deliveries.add(delivery);
    }

    /** Adds what came of one request, if nothing became true. */
    void add(Delivery delivery) {
        deliveries.add(delivery);
    }

    /** Adds all of another one. */
    void addAll(Batch other) {
        entries.addAll(other.entries);
        deliveries.addAll(other.deliveries);
    }

    /** How many requests it answers. */
    int size() {
        return deliveries.size();
    }

    boolean isEmpty() {
        return deliveries.isEmpty();
    }

    /** In the order in which they were decided. */
    List<LedgerEntry> entries() {
        return entries;
    }

    /** In the order in which they were decided. */
    List<Delivery> deliveries() {
        return deliveries;
    }

    void clear() {
        entries.clear();
        deliveries.clear();
    }
}
