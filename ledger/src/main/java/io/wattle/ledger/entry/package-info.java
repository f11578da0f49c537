/**
 * The ledger's words: what it can be asked, what it answers, and what it writes down.
 *
 * <pre>
 *  Command ─► Outcome ─► LedgerEntry = time, who, and the Facts that became true ─► EntryCodec ─► a record of the journal
 * </pre>
 *
 * <p>Values only: nothing here decides or keeps anything. For everybody who hands in commands or follows entries.
 */
@NullMarked
package io.wattle.ledger.entry;

import org.jspecify.annotations.NullMarked;
