package io.wattle.headend.store;

import io.wattle.ledger.account.AccountRow;
import io.wattle.ledger.entry.AccountFact;
import io.wattle.ledger.entry.EntryBytes;
import io.wattle.ledger.entry.EntrySource;
import io.wattle.ledger.entry.ImportBytes;
import io.wattle.ledger.entry.ImportFact;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.PremisesFact;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterator;

/** Keeps rows that are set aside, and writes them into the tables of accounts once they are saved. */
final class ImportWriter {
    private final Handle handle;
    private final AccountWriter accounts;

    ImportWriter(Handle handle, LedgerEntry entry) {
        this.handle = handle;
        this.accounts = new AccountWriter(handle, entry);
    }

    void write(ImportFact fact) {
        switch (fact) {
            case ImportFact.RowsStaged f -> handle.execute("INSERT INTO staged_rows VALUES (?, ?)", f.from(),
                    ImportBytes.write(f.rows(), new EntryBytes()).toByteArray());
            case ImportFact.ImportCommitted _ -> {
                try (ResultIterator<byte[]> pieces = handle
                        .createQuery("SELECT saved FROM staged_rows ORDER BY first_row")
                        .mapTo(byte[].class)
                        .iterator()) {
                    pieces.forEachRemaining(
                            piece -> ImportBytes.readRows(new EntrySource(piece)).forEach(this::save));
                }
                forget();
            }
            case ImportFact.ImportDropped _ -> forget();
        }
    }

    private void save(AccountRow row) {
        row.customer().ifPresent(one -> accounts.write(new AccountFact.CustomerSaved(one)));
        row.location().ifPresent(one -> accounts.write(new AccountFact.LocationSaved(one)));
        row.account().ifPresent(one -> accounts.write(new AccountFact.AccountSaved(one)));
        row.meter().ifPresent(one -> accounts.write(new PremisesFact.MeterPlaced(one)));
    }

    private void forget() {
        handle.execute("DELETE FROM staged_rows");
    }
}
