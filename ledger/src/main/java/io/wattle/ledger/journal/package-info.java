/**
 * What was decided, on disk, in order, for ever: batches of opaque records as checksummed, chained frames.
 *
 * <pre>
 *  append(JournalBatch) ─► SegmentedJournal ─► JournalDisk ─► write, force, durable.mark
 *                                               │ FolderDisk: one Chronicle queue per segment
 *  JournalCursor ◄─ FrameCursor ◄─ SegmentSource (plain reads, trusts nothing)
 *                                    ▲ folder, and archive
 *                       JournalArchive ─► seg-NNNNNN.cq4.zst
 * </pre>
 *
 * <p>Called by the ledger's own classes and by tools that check a journal folder. Nothing here knows what a record
 * means, and nothing outside knows that Chronicle Queue is used.
 */
@NullMarked
package io.wattle.ledger.journal;

import org.jspecify.annotations.NullMarked;
