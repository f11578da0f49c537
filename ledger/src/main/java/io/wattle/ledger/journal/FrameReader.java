package io.wattle.ledger.journal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Takes a frame apart and checks all of it; the counterpart of {@link Frames#encode}. Pure. */
final class FrameReader {

    /** What the bytes are. */
    sealed interface Result {}

    record Good(JournalFrame frame, byte[] hash) implements Result {}

    record Bad(long firstBadRecord, String reason) implements Result {}

    /** Chronicle's documents end at multiples of four bytes. */
    private static final int PADDING_BYTES_MAX = 3;

    private final byte[] bytes;
    private final ByteBuffer frame;
    private final Position at;

    private FrameReader(byte[] bytes, Position at) {
        this.bytes = bytes;
        this.frame = ByteBuffer.wrap(bytes);
        this.at = at;
    }

    /**
     * Reads the frame that must stand at the position.
     *
     * @param document may be longer than the frame: what follows it is padding
     */
    static Result read(byte[] document, Position at) {
        if (document.length < Frames.HEAD_BYTES + Frames.TAIL_BYTES) {
            return new Bad(at.sequence(), "too short for a frame: " + document.length + " bytes");
        }
        return new FrameReader(document, at).read();
    }

    private Result read() {
        int magic = frame.getInt();
        int version = frame.getShort() & 0xFFFF;
        int reserved = frame.getShort() & 0xFFFF;
        int frameBytes = frame.getInt();
        if (magic != Frames.MAGIC || version != Frames.VERSION || reserved != 0) {
            return bad("not a frame of version " + Frames.VERSION);
        }
        if (frameBytes < Frames.HEAD_BYTES + Frames.TAIL_BYTES || frameBytes > bytes.length
                || bytes.length - frameBytes > PADDING_BYTES_MAX) {
            return bad("the frame's length does not fit: " + frameBytes);
        }
        frame.limit(frameBytes);
        return checked(frameBytes);
    }

    private Result checked(int frameBytes) {
        long frameSequence = frame.getLong();
        long firstSequence = frame.getLong();
        int count = frame.getInt();
        byte[] previousHash = new byte[Frames.HASH_BYTES];
        frame.get(previousHash);
        int crcAt = frameBytes - Frames.CRC_BYTES;
        if (frame.getInt(crcAt) != Frames.crc(bytes, 0, crcAt)) {
            return firstBadRecord(count);
        }
        byte[] hash = Arrays.copyOfRange(bytes, frameBytes - Frames.TAIL_BYTES, crcAt);
        if (!Arrays.equals(hash, Frames.sha256(bytes, frameBytes - Frames.TAIL_BYTES))) {
            return bad("the frame's SHA-256 does not match its contents");
        }
        if (frameSequence != at.frameSequence() || firstSequence != at.sequence()) {
            return bad("frame " + frameSequence + " from record " + firstSequence + " stands where frame "
                    + at.frameSequence() + " from record " + at.sequence() + " belongs");
        }
        if (!Arrays.equals(previousHash, at.previousHash())) {
            return bad("the chain is broken: the frame follows another history");
        }
        return taken(count, hash);
    }

    private Result taken(int count, byte[] hash) {
        List<byte[]> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (!recordIsGood()) {
                return new Bad(at.sequence() + i, "the record does not fit its length or its CRC32C");
            }
            byte[] record = new byte[frame.getInt()];
            frame.getInt(); // the CRC32C, checked above
            frame.get(record);
            records.add(record);
        }
        if (records.isEmpty() || frame.remaining() != Frames.TAIL_BYTES) {
            return bad("the frame's count does not fit its contents: " + count);
        }
        return new Good(new JournalFrame(at.frameSequence(), at.sequence(), records), hash);
    }

    /** The frame is bad; its records' own checksums tell which one. */
    private Bad firstBadRecord(int count) {
        long sequence = at.sequence();
        for (int i = 0; i < count && frame.remaining() > Frames.TAIL_BYTES; i++) {
            if (!recordIsGood()) {
                return new Bad(sequence, "the record does not fit its length or its CRC32C");
            }
            frame.position(frame.position() + Frames.RECORD_HEAD_BYTES + frame.getInt(frame.position()));
            sequence++;
        }
        return bad("the frame's CRC32C does not match: its head or its tail was changed");
    }

    private boolean recordIsGood() {
        int left = frame.remaining() - Frames.TAIL_BYTES - Frames.RECORD_HEAD_BYTES;
        int start = frame.position();
        if (left < 0) {
            return false;
        }
        int length = frame.getInt(start);
        if (length < 0 || length > left || length > Journal.RECORD_BYTES_MAX) {
            return false;
        }
        return frame.getInt(start + 4) == Frames.crc(bytes, start + Frames.RECORD_HEAD_BYTES, length);
    }

    /** Bad from the first record that should be here. */
    private Bad bad(String reason) {
        return new Bad(at.sequence(), reason);
    }
}
