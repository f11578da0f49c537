package io.wattle.ledger.journal;

import java.nio.file.Path;

/**
 * Another process (or another instance in this one) writes to the folder.
 *
 * <p>Safe for any thread.
 */
public final class JournalInUse extends JournalException {

    JournalInUse(Path directory) {
        super("the journal folder is in use by another process: " + directory.toAbsolutePath()
                + "; stop that process, or name another folder", null);
    }
}
