package io.wattle.ledger.journal;

import java.io.IOException;

/** The bytes of one segment, to be read. For one thread at a time. */
interface SegmentBytes extends AutoCloseable {

    /**
     * Reads some bytes.
     *
     * @param offset where in the segment's file
     * @return how many were read, at least 1; 0 or less at the end of the file
     * @throws SegmentUnreadable if the bytes are there and make no sense
     * @throws IOException if the system does not let us
     */
    int read(long offset, byte[] into, int at, int length) throws IOException;

    @Override
    void close() throws IOException;
}
