package io.wattle.ledger.entry;

/**
 * The bytes are no ledger entry, or no state. If they passed the checksums, they were written by something else.
 *
 * <p>Safe for any thread.
 */
public final class EntryMalformed extends RuntimeException {

    EntryMalformed(int offsetBytes, String reason) {
        super("cannot be decoded: " + reason + " at byte " + offsetBytes);
    }
}
