package io.wattle.ledger.journal;

/**
 * Too little space is left. Refused before anything of the batch counts, because a full disk would break a mapped file.
 *
 * <p>Safe for any thread.
 */
public final class DiskFull extends JournalException {

    DiskFull(String where, long usableBytes, long neededBytes) {
        super("the disk of " + where + " has " + usableBytes + " bytes left, the journal needs at least "
                + neededBytes + "; free some space and start again", null);
    }
}
