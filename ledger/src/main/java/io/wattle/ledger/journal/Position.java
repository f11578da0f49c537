package io.wattle.ledger.journal;

/**
 * A place in a journal just before a frame, with all that the frame there must agree with.
 *
 * @param segment number of the segment, from 1
 * @param offsetBytes where to look in the segment's file
 * @param frameSequence of the frame that must come next, from 1
 * @param sequence of the record that must come next, from 1
 * @param previousHash SHA-256 of the frame before; zeros before the first
 */
record Position(int segment, long offsetBytes, long frameSequence, long sequence, byte[] previousHash) {

    static final Position START = new Position(1, 0, 1, 1, new byte[Frames.HASH_BYTES]);

    Position inSegment(int other) {
        return new Position(other, 0, frameSequence, sequence, previousHash);
    }
}
