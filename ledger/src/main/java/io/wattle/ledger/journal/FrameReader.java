package io.wattle.ledger.journal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Takes frames apart and checks all of each; the counterpart of {@link JournalBatch#seal}. For one thread at a time. */
final class FrameReader {

    /** What the bytes are. */
    sealed interface Result {}

    record Good(JournalFrame frame, byte[] hash) implements Result {}

    record Bad(long firstBadRecord, String reason) implements Result {}

    private final Checksums checksums = new Checksums();

    /** Reads the frame that must stand at the place. What follows it in the document is padding up to a multiple of 4. */
    Result read(SegmentReader.Document document, JournalPlace at) {
        return read(document.bytes(), document.start(), document.length(), at);
    }

    Result read(byte[] bytes, int start, int length, JournalPlace at) {
        if (length < Frames.HEAD_BYTES + Frames.TAIL_BYTES) {
            return new Bad(at.sequence(), "too short for a frame: " + length + " bytes");
        }
        ByteBuffer head = ByteBuffer.wrap(bytes, start, length);
        int magic = head.getInt();
        int version = head.getShort() & 0xFFFF;
        int reserved = head.getShort() & 0xFFFF;
        int frameBytes = head.getInt();
        if (magic != Frames.MAGIC || version != Frames.VERSION || reserved != 0) {
            return new Bad(at.sequence(), "not a frame of version " + Frames.VERSION);
        }
        if (frameBytes < Frames.HEAD_BYTES + Frames.TAIL_BYTES || frameBytes > length
                || length > Frames.aligned(frameBytes)) {
            return new Bad(at.sequence(), "the frame's length does not fit: " + frameBytes);
        }
        return new Frame(bytes, start, start + frameBytes, at).read();
    }

    /** One frame whose length fits: from {@code start} up to {@code end}. */
    private final class Frame {
        private final byte[] bytes;
        private final int start;
        private final int tail;
        private final ByteBuffer frame;
        private final JournalPlace at;

        Frame(byte[] bytes, int start, int end, JournalPlace at) {
            this.bytes = bytes;
            this.start = start;
            this.tail = end - Frames.TAIL_BYTES;
            this.frame = ByteBuffer.wrap(bytes);
            this.at = at;
        }

        Result read() {
            int count = frame.getInt(start + Frames.COUNT_AT);
            int crcAt = tail + Frames.HASH_BYTES;
            if (frame.getInt(crcAt) != checksums.crc(bytes, start, crcAt - start)) {
                return firstBadRecord(count);
            }
            byte[] hash = Arrays.copyOfRange(bytes, tail, crcAt);
            if (!Arrays.equals(hash, checksums.sha256(bytes, start, tail - start))) {
                return bad("the frame's SHA-256 does not match its contents");
            }
            long frameSequence = frame.getLong(start + Frames.SEQUENCE_AT);
            long firstSequence = frame.getLong(start + Frames.FIRST_RECORD_AT);
            if (frameSequence != at.frameSequence() || firstSequence != at.sequence()) {
                return bad("frame " + frameSequence + " from record " + firstSequence + " stands where frame "
                        + at.frameSequence() + " from record " + at.sequence() + " belongs");
            }
            int previous = start + Frames.PREVIOUS_HASH_AT;
            if (!at.follows(Arrays.copyOfRange(bytes, previous, previous + Frames.HASH_BYTES))) {
                return bad("the chain is broken: the frame follows another history");
            }
            return records(count, hash);
        }

        private Result records(int count, byte[] hash) {
            List<byte[]> records = new ArrayList<>();
            int record = start + Frames.HEAD_BYTES;
            for (int i = 0; i < count; i++) {
                if (!isGood(record)) {
                    return new Bad(at.sequence() + i, "the record does not fit its length or its CRC32C");
                }
                int contents = record + Frames.RECORD_HEAD_BYTES;
                record = contents + frame.getInt(record);
                records.add(Arrays.copyOfRange(bytes, contents, record));
            }
            if (records.isEmpty() || record != tail) {
                return bad("the frame's count does not fit its contents: " + count);
            }
            return new Good(new JournalFrame(at.frameSequence(), at.sequence(), records), hash);
        }

        /** The frame is bad; its records' own checksums tell which one. */
        private Bad firstBadRecord(int count) {
            int record = start + Frames.HEAD_BYTES;
            for (int i = 0; i < count && record < tail; i++) {
                if (!isGood(record)) {
                    return new Bad(at.sequence() + i, "the record does not fit its length or its CRC32C");
                }
                record += Frames.RECORD_HEAD_BYTES + frame.getInt(record);
            }
            return bad("the frame's CRC32C does not match: its head or its tail was changed");
        }

        private boolean isGood(int record) {
            int left = tail - record - Frames.RECORD_HEAD_BYTES;
            if (left < 0) {
                return false;
            }
            int length = frame.getInt(record);
            if (length < 0 || length > left || length > Journal.RECORD_BYTES_MAX) {
                return false;
            }
            return frame.getInt(record + 4) == checksums.crc(bytes, record + Frames.RECORD_HEAD_BYTES, length);
        }

        /** Bad from the first record that should be here. */
        private Bad bad(String reason) {
            return new Bad(at.sequence(), reason);
        }
    }
}
