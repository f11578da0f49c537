package io.wattle.ledger.journal;

/**
 * Writing or forcing failed. Nothing more can be appended: after a failed force nobody knows what is on the disk, so
 * trying again could acknowledge what is not there.
 *
 * <p>Safe for any thread.
 */
public final class JournalBroken extends JournalException {

    public JournalBroken(String what, Throwable cause) {
        super(what + "; the journal takes nothing more until the process is started again", cause);
    }
}
