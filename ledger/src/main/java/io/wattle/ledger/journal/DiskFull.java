package io.wattle.ledger.journal;

import java.nio.file.Path;

/** Less space is left than the reserve. Refused before a byte is written, because a full disk would break a mapped file. */
public final class DiskFull extends JournalException {

    DiskFull(Path directory, long usableBytes, long freeBytesMin) {
        super("the disk of " + directory.toAbsolutePath() + " has " + usableBytes
                + " bytes left, the journal needs at least "
                + freeBytesMin + "; free some space and start again", null);
    }
}
