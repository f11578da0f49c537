package io.wattle.ledger.journal;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * A place in a journal just before a frame, with all that the frame there must agree with. It stays valid as long as its
 * segment is kept: a snapshot stores the fields and is continued from there. Ask {@link JournalReader#holds} first.
 *
 * <p>Immutable, safe for any thread; a value that is not allowed is refused with {@link IllegalArgumentException}.
 *
 * @param segment number of the segment, from 1
 * @param offsetBytes where to look in the segment's file, from 0
 * @param frameSequence of the frame that must come next, from 1
 * @param sequence of the record that must come next, from 1
 * @param previousHash SHA-256 of the frame before, 32 bytes; zeros before the first
 */
public record JournalPlace(int segment, long offsetBytes, long frameSequence, long sequence, byte[] previousHash) {

    static final JournalPlace START = new JournalPlace(1, 0, 1, 1, new byte[Frames.HASH_BYTES]);

    public JournalPlace {
        require("segment", segment, 1);
        require("offsetBytes", offsetBytes, 0);
        require("frameSequence", frameSequence, 1);
        require("sequence", sequence, frameSequence); // a frame holds at least one record
        if (previousHash.length != Frames.HASH_BYTES) {
            throw new IllegalArgumentException(
                    "previousHash must be " + Frames.HASH_BYTES + " bytes, was: " + previousHash.length);
        }
        previousHash = previousHash.clone();
    }

    @Override
    public byte[] previousHash() {
        return previousHash.clone();
    }

    JournalPlace inSegment(int other) {
        return new JournalPlace(other, 0, frameSequence, sequence, previousHash);
    }

    /** The place just after a frame that stands here. */
    JournalPlace after(int inSegment, long endBytes, int records, byte[] hash) {
        return new JournalPlace(inSegment, endBytes, frameSequence + 1, sequence + records, hash);
    }

    boolean follows(byte[] hash) {
        return Arrays.equals(previousHash, hash);
    }

    /** Whether the same frames lie before both, wherever they are kept. */
    boolean hasSameHistoryAs(JournalPlace other) {
        return frameSequence == other.frameSequence && sequence == other.sequence && follows(other.previousHash);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JournalPlace place && segment == place.segment && offsetBytes == place.offsetBytes
                && hasSameHistoryAs(place);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(frameSequence) * 31 + Arrays.hashCode(previousHash);
    }

    @Override
    public String toString() {
        return "before record " + sequence + ", frame " + frameSequence + ", in " + Segments.name(segment) + " at byte "
                + offsetBytes + ", after " + HexFormat.of().formatHex(previousHash);
    }

    private static void require(String name, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be " + least + " or more, was: " + value);
        }
    }
}
