package io.wattle.ledger.explain;

import io.wattle.ledger.entry.ImportFact;
import java.util.HashSet;
import java.util.Set;

/** What is said about files of accounts that are saved as a whole. For one thread. */
final class ImportWords {
    /** Files with rows that belong to the story, and neither saved nor dropped yet. */
    private final Set<String> told = new HashSet<>();

    /** Whether it belongs to the story of a meter, or of whoever pays from that account. */
    boolean isAbout(ImportFact fact, String meter, String account) {
        return switch (fact) {
            case ImportFact.RowsStaged f -> {
                boolean isAbout = f.rows()
                        .stream()
                        .anyMatch(row -> row.account().filter(one -> one.account().equals(account)).isPresent()
                                || row.meter().filter(one -> one.meter().equals(meter)).isPresent());
                if (isAbout) {
                    told.add(f.importId());
                }
                yield isAbout;
            }
            case ImportFact.ImportCommitted f -> told.remove(f.importId());
            case ImportFact.ImportDropped f -> told.remove(f.importId());
        };
    }

    static String of(ImportFact fact) {
        return switch (fact) {
            case ImportFact.RowsStaged f -> f.rows().size() + " rows of import " + f.importId()
                    + " were set aside; they change nothing before all of it is saved";
            case ImportFact.ImportCommitted f -> "import " + f.importId() + " was saved: all " + f.rows() + " rows";
            case ImportFact.ImportDropped f -> "import " + f.importId() + " was forgotten, none of its rows was saved ("
                    + f.reason() + ")";
        };
    }
}
