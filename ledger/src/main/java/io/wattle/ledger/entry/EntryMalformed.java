package io.wattle.ledger.entry;

/** The bytes are no ledger entry. They passed the journal's checksums, so they were written by something else. */
public final class EntryMalformed extends RuntimeException {

    EntryMalformed(int offsetBytes, String reason) {
        super("no ledger entry: " + reason + " at byte " + offsetBytes);
    }
}
