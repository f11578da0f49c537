package io.wattle.ledger.entry;

import io.wattle.ledger.account.AccountRow;
import java.util.List;

/**
 * What was decided about a file of accounts that is saved as a whole, or not at all.
 *
 * <p>Immutable, safe for any thread.
 */
public sealed interface ImportFact extends Fact.OfLedger {
    String importId();

    /**
     * Rows were set aside. They change nothing before {@link ImportCommitted}.
     *
     * @param from how many rows were set aside before them
     */
    record RowsStaged(String importId, long from, List<AccountRow> rows) implements ImportFact {
        public RowsStaged {
            rows = List.copyOf(rows);
        }
    }

    /** All rows that were set aside are saved, in their order. */
    record ImportCommitted(String importId, long rows) implements ImportFact {}

    /** What was set aside is forgotten. */
    record ImportDropped(String importId, String reason) implements ImportFact {}
}
