package io.wattle.ledger.journal;

import java.io.IOException;
import java.util.Optional;

/** Where the segments of a journal can be read. */
interface SegmentSource {

    /** Just before the first frame that is kept. */
    JournalPlace beginning() throws IOException;

    /** How far the journal is known to be durable; empty if nothing readable says so. */
    Optional<JournalAnchor> mark() throws IOException;

    /** Number of the last segment; 0 if there is none. */
    int last() throws IOException;

    /** Whether there is such a segment, be it an empty one. */
    boolean has(int segment) throws IOException;

    /** The bytes of a segment; empty if there is none or it was never given a file. */
    Optional<SegmentBytes> open(int segment) throws IOException;
}
