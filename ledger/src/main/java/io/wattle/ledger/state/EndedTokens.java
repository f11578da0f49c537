package io.wattle.ledger.state;

import io.wattle.ledger.entry.EntryBytes;
import io.wattle.ledger.entry.EntrySource;

/**
 * Tokens that were made, or never will be: known for a while, so that who repeats himself learns so. Immutable, safe for any thread.
 *
 * @param orderSequence the entry that ordered them, and gave them their name
 * @param endSequence the entry that said what became of them
 * @param endedAtS when that was, by the ledger's clock, in seconds
 * @param issued whether they were made
 * @param moduleId by which module; empty if they were not
 * @param keyCheckValue of the key that it used; empty if they were not made
 */
public record EndedTokens(long orderSequence, long endSequence, long endedAtS, boolean issued, String moduleId,
        String keyCheckValue) {

    String tokensId() {
        return TokenState.id(orderSequence);
    }

    /** As it stands in a snapshot. */
    void write(EntryBytes to) {
        to.i64(orderSequence).i64(endSequence).i64(endedAtS).flag(issued).text(moduleId).text(keyCheckValue);
    }

    /** Reads what {@link #write} wrote. */
    static EndedTokens read(EntrySource from) {
        return new EndedTokens(from.i64(), from.i64(), from.i64(), from.flag(), from.text(), from.text());
    }
}
