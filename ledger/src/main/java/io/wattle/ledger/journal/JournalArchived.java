package io.wattle.ledger.journal;

/**
 * What was asked for is no longer in the journal's folder. Nothing is lost: read it with the archive's folder.
 *
 * <p>Safe for any thread.
 */
public final class JournalArchived extends JournalException {

    private final long firstSequence;

    JournalArchived(long wanted, long firstSequence) {
        super("the journal begins at record " + firstSequence + "; record " + wanted
                + " was archived: read it with the archive's folder", null);
        this.firstSequence = firstSequence;
    }

    /** Sequence of the first record that is still kept. */
    public long firstSequence() {
        return firstSequence;
    }
}
