package io.wattle.ledger.journal;

import java.io.IOException;

/** Appends frames to one segment. For the journal's writer thread. */
interface SegmentWriter extends AutoCloseable {

    /**
     * Writes a frame, not yet durable.
     *
     * @param frame its first {@code length} bytes
     * @return where in the segment's file the frame ends
     * @throws DiskFull if there is no room; nothing was written
     */
    long write(byte[] frame, int length) throws IOException;

    /** On return all that was written is durable. */
    void force() throws IOException;

    @Override
    void close() throws IOException;
}
