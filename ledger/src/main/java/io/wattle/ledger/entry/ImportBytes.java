package io.wattle.ledger.entry;

import io.wattle.ledger.account.AccountRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Facts about imports, and the rows in them, as bytes and back. Pure. */
public final class ImportBytes {
    static final int ROWS_STAGED = 170;
    static final int IMPORT_COMMITTED = 171;
    static final int IMPORT_DROPPED = 172;

    private ImportBytes() {}

    static int number(ImportFact fact) {
        return switch (fact) {
            case ImportFact.RowsStaged _ -> ROWS_STAGED;
            case ImportFact.ImportCommitted _ -> IMPORT_COMMITTED;
            case ImportFact.ImportDropped _ -> IMPORT_DROPPED;
        };
    }

    static void write(ImportFact fact, EntryBytes to) {
        switch (fact) {
            case ImportFact.RowsStaged f -> write(f.rows(), to.text(f.importId()).i64(f.from()));
            case ImportFact.ImportCommitted f -> to.text(f.importId()).i64(f.rows());
            case ImportFact.ImportDropped f -> to.text(f.importId()).text(f.reason());
        }
    }

    /** Empty if the number is of another kind of fact. */
    static Optional<ImportFact> read(int number, EntrySource from) {
        return Optional.ofNullable(switch (number) {
            case ROWS_STAGED -> new ImportFact.RowsStaged(from.text(), from.i64(), readRows(from));
            case IMPORT_COMMITTED -> new ImportFact.ImportCommitted(from.text(), from.i64());
            case IMPORT_DROPPED -> new ImportFact.ImportDropped(from.text(), from.text());
            default -> null;
        });
    }

    /** Each row as the facts that it consists of, in the order in which they are applied. */
    public static EntryBytes write(List<AccountRow> rows, EntryBytes to) {
        to.u16(rows.size());
        rows.forEach(row -> {
            to.optional(row.customer(), one -> AccountBytes.write(new AccountFact.CustomerSaved(one), to));
            to.optional(row.location(), one -> AccountBytes.write(new AccountFact.LocationSaved(one), to));
            to.optional(row.account(), one -> AccountBytes.write(new AccountFact.AccountSaved(one), to));
            to.optional(row.meter(),
                    one -> AccountBytes.write(new PremisesFact.MeterPlaced(one), to.text(one.meter())));
        });
        return to;
    }

    public static List<AccountRow> readRows(EntrySource from) {
        List<AccountRow> rows = new ArrayList<>();
        for (int left = from.u16(); left > 0; left--) {
            var customer = from.optional(() -> part(AccountBytes.CUSTOMER_SAVED, from));
            var location = from.optional(() -> part(AccountBytes.LOCATION_SAVED, from));
            var account = from.optional(() -> part(AccountBytes.ACCOUNT_SAVED, from));
            var meter = from.optional(() -> AccountBytes.read(AccountBytes.METER_PLACED, from.text(), from));
            rows.add(new AccountRow(customer.map(one -> ((AccountFact.CustomerSaved) one).customer()),
                    account.map(one -> ((AccountFact.AccountSaved) one).account()),
                    location.map(one -> ((AccountFact.LocationSaved) one).location()),
                    meter.map(one -> ((PremisesFact.MeterPlaced) one.orElseThrow()).data())));
        }
        return rows;
    }

    private static AccountFact part(int number, EntrySource from) {
        return AccountBytes.read(number, from).orElseThrow();
    }
}
