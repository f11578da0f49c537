/**
 * The whole state as of one entry, in a file: so that a start reads the newest good one and the entries after it, and not
 * the whole journal.
 *
 * <pre>
 *  journal ─► {@link io.wattle.ledger.snapshot.SnapshotMaker} (a state of its own) ─► snapshots/snapshot-….wsn ─► the next start
 * </pre>
 *
 * <p>A snapshot is worth nothing without its journal and can always be made anew from it. Only the ledger itself and its
 * archive call this package.
 */
@NullMarked
package io.wattle.ledger.snapshot;

import org.jspecify.annotations.NullMarked;
