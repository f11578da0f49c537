/**
 * What was decided, on disk, in order, for ever: batches of opaque records as checksummed, chained frames.
 *
 * <pre>
 *  append(batch) ─► FrameCodec ─► SegmentWriter (Chronicle Queue) ─► force ─► durable.mark
 *                                        │ files
 *  JournalCursor ◄─ FrameCodec ◄─ SegmentFile (plain reads, trusts nothing)
 * </pre>
 *
 * <p>Called by the ledger's own classes and by tools that check a journal folder. Nothing here knows what a record
 * means, and nothing outside knows that Chronicle Queue is used.
 */
@NullMarked
package io.wattle.ledger.journal;

import org.jspecify.annotations.NullMarked;
