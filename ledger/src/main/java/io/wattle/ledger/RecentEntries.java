package io.wattle.ledger;

import io.wattle.ledger.entry.LedgerEntry;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The last entries, so that who repeats himself at once is answered without reading the journal. For the ledger thread. */
final class RecentEntries {
    /** A power of two; some MB. A client repeats within seconds or, after a restart, from the journal. */
    private static final int COUNT = 1 << 12;
    private final @Nullable LedgerEntry[] entries = new LedgerEntry[COUNT];

    void add(LedgerEntry entry) {
        entries[place(entry.sequence())] = entry;
    }

    Optional<LedgerEntry> find(long sequence) {
        return Optional.ofNullable(entries[place(sequence)]).filter(entry -> entry.sequence() == sequence);
    }

    private static int place(long sequence) {
        return (int) sequence & (COUNT - 1);
    }
}
