package io.wattle.ledger.entry;

import io.wattle.ledger.account.AccountRow;
import java.util.List;

/**
 * Saves a file of accounts of any number of rows as a whole, or not at all: its rows are set aside piece by piece, and
 * one command more makes all of them true at once. One file at a time.
 *
 * <p>Immutable, safe for any thread.
 */
public sealed interface ImportCommand extends Command.OfLedger {
    /** Names the file as long as it is under way; a name for each attempt. */
    String importId();

    /**
     * Sets rows aside. Those that are set aside already have no effect.
     *
     * @param from how many rows of the file stand before them; 0 begins an import
     * @param rows 1..50, that together fit into one entry
     */
    record StageRows(Origin origin, String importId, long from, List<AccountRow> rows) implements ImportCommand {
        public StageRows {
            rows = List.copyOf(rows);
        }
    }

    /**
     * Saves all rows that were set aside. Refused, with the first row that is wrong as things stand, if one is; then
     * nothing is saved. The same again has no effect.
     *
     * @param rows so many must be set aside
     */
    record CommitImport(Origin origin, String importId, long rows) implements ImportCommand {}

    /** Forgets what was set aside. The same again has no effect. */
    record DropImport(Origin origin, String importId, String reason) implements ImportCommand {}
}
