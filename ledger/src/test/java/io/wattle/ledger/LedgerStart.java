package io.wattle.ledger;

import io.wattle.ledger.journal.Journal;
import io.wattle.ledger.state.LedgerState;
import java.time.InstantSource;

/** Starts a ledger on a journal that is not in a folder, for tests of other packages. */
public final class LedgerStart {
    private static final long CLOSE_TIMEOUT_MS = 10_000;

    private LedgerStart() {}

    /** With the state after all that the journal holds. */
    public static Ledger over(Journal journal, LedgerState state, LedgerConfig config, InstantSource clock) {
        return Ledger.over(journal, state, config, clock, CLOSE_TIMEOUT_MS);
    }
}
