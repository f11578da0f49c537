package io.wattle.headend.cli.journal;

import io.wattle.headend.text.JsonLine;
import io.wattle.ledger.entry.ImportFact;

/** What a fact about a file of accounts says, as fields of a JSON line; of its rows, how many they are. */
final class ImportFields {

    private ImportFields() {}

    static JsonLine addTo(JsonLine line, ImportFact fact) {
        return switch (fact) {
            case ImportFact.RowsStaged f -> line.with("import", f.importId())
                    .with("from", f.from())
                    .with("rows", f.rows().size());
            case ImportFact.ImportCommitted f -> line.with("import", f.importId()).with("rows", f.rows());
            case ImportFact.ImportDropped f -> line.with("import", f.importId()).with("reason", f.reason());
        };
    }
}
