package io.wattle.ledger.journal;

/**
 * The first thing that is wrong in a journal.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param segment folder or file name, such as {@code seg-000001}
 * @param frameSequence the frame that should stand there, from 1
 * @param firstBadRecord sequence of the first record that cannot be trusted, from 1
 * @param reason what is wrong, for people
 */
public record JournalDamage(String segment, long frameSequence, long firstBadRecord, String reason) {

    @Override
    public String toString() {
        return "journal damaged in " + segment + ", frame " + frameSequence + ", first bad record " + firstBadRecord
                + ": " + reason;
    }
}
