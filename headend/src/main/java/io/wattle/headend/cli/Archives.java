package io.wattle.headend.cli;

import io.wattle.ledger.LedgerArchive;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds a journal where a user points. */
final class Archives {

    private Archives() {}

    /** The journal in this folder, or in its folder {@code journal}. */
    static LedgerArchive open(Path directory) {
        Path inside = directory.resolve("journal");
        try {
            return LedgerArchive.open(Files.isDirectory(inside) ? inside : directory);
        } catch (UncheckedIOException e) {
            throw new UsageException("no journal can be read in " + directory + ": "
                    + (e.getCause() == null ? e.getMessage() : e.getCause().getMessage()));
        }
    }
}
