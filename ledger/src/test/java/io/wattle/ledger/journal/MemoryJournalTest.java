package io.wattle.ledger.journal;

import org.jspecify.annotations.Nullable;

/** The double keeps the contract, so tests that use it say something about the real one. */
class MemoryJournalTest extends JournalContract {
    private @Nullable MemoryJournal last;

    @Override
    protected Journal open() {
        last = last == null ? new MemoryJournal() : last.reopened();
        return last;
    }
}
