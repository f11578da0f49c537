package io.wattle.ledger.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Looks at a frame by itself, wherever it stands: is it whole, and which one is it? */
final class WholeFrame {

    private WholeFrame() {}

    /** Whether the bytes from there on are a frame of that length, whole by both its checksums. */
    static boolean isAt(SegmentBytes bytes, long offset, int frameBytes) throws IOException {
        if (frameBytes < Frames.HEAD_BYTES + Frames.TAIL_BYTES || frameBytes > Frames.FRAME_BYTES_MAX) {
            return false;
        }
        byte[] frame = new byte[frameBytes];
        return read(bytes, offset, frame, frameBytes) == frameBytes && isWhole(frame);
    }

    /**
     * Whether the place lies just behind the frame that it says it does. The frame is looked for backwards from there: that
     * is quick wherever in a long segment the place may be.
     */
    static boolean isJustBefore(SegmentBytes bytes, JournalPlace place) throws IOException {
        long from = Math.max(0, place.offsetBytes() - Frames.aligned(Frames.FRAME_BYTES_MAX));
        byte[] window = new byte[(int) (place.offsetBytes() - from)];
        if (from % Frames.ALIGN_BYTES != 0 || read(bytes, from, window, window.length) < window.length) {
            return false;
        }
        ByteBuffer head = ByteBuffer.wrap(window);
        int last = window.length - Frames.HEAD_BYTES - Frames.TAIL_BYTES;
        for (int at = last / Frames.ALIGN_BYTES * Frames.ALIGN_BYTES; at >= 0; at -= Frames.ALIGN_BYTES) {
            int frameBytes = head.getInt(at + Frames.LENGTH_AT);
            if (head.getInt(at) == Frames.MAGIC && Frames.aligned(at + (long) frameBytes) == window.length
                    && head.getLong(at + Frames.SEQUENCE_AT) == place.frameSequence() - 1
                    && head.getLong(at + Frames.FIRST_RECORD_AT) + head.getInt(at + Frames.COUNT_AT) == place
                            .sequence()) {
                byte[] frame = Arrays.copyOfRange(window, at, at + frameBytes);
                return isWhole(frame) && place.follows(hashOf(frame));
            }
        }
        return false;
    }

    /** Reads as much as there is, up to the length. Returns how much. */
    static int read(SegmentBytes bytes, long offset, byte[] into, int length) throws IOException {
        int filled = 0;
        while (filled < length) {
            int count = bytes.read(offset + filled, into, filled, length - filled);
            if (count <= 0) {
                break;
            }
            filled += count;
        }
        return filled;
    }

    private static boolean isWhole(byte[] frame) {
        Checksums checksums = new Checksums();
        int crcAt = frame.length - Frames.CRC_BYTES;
        return ByteBuffer.wrap(frame).getInt(crcAt) == checksums.crc(frame, 0, crcAt)
                && Arrays.equals(hashOf(frame), checksums.sha256(frame, 0, frame.length - Frames.TAIL_BYTES));
    }

    private static byte[] hashOf(byte[] frame) {
        return Arrays.copyOfRange(frame, frame.length - Frames.TAIL_BYTES, frame.length - Frames.CRC_BYTES);
    }
}
