package io.wattle.headend.cli.journal;

import io.wattle.headend.cli.verb.UsageException;
import io.wattle.ledger.LedgerArchive;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds a journal where a user points. */
final class Archives {

    private Archives() {}

    /** The journal in this folder, or in its folder {@code journal}. */
    static LedgerArchive open(Path directory) {
        return open(directory, Optional.empty());
    }

    /** The same, and what was moved from there to an archive. */
    static LedgerArchive open(Path directory, Optional<Path> archive) {
        Path inside = directory.resolve("journal");
        Path journal = Files.isDirectory(inside) ? inside : directory;
        try {
            return archive.isPresent()
                    ? LedgerArchive.open(journal, archive.get())
                    : LedgerArchive.open(journal);
        } catch (UncheckedIOException e) {
            throw new UsageException("no journal can be read in " + directory + ": "
                    + (e.getCause() == null ? e.getMessage() : e.getCause().getMessage()));
        }
    }
}
