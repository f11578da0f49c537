package io.wattle.ledger.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Looks whether a whole later frame stands behind the place where a journal seems to end. A frame is forced before the next
 * one is written, so one with a later behind it was durable, even when the mark lags: then the place is damage and no tail
 * that was torn. Pays no heed to documents, whose lengths may be what was damaged.
 */
final class LaterFrame {
    private static final int ALIGN_BYTES = 4;
    /** Where in a frame its length and its sequence stand. */
    private static final int LENGTH_AT = 8;
    private static final int SEQUENCE_AT = 12;
    /** Looked through at once; the space that a segment has taken and not used is passed over in large steps. */
    private static final int WINDOW_BYTES = 1 << 20;

    private LaterFrame() {}

    static boolean isBehind(Path directory, Position end) throws IOException {
        long offset = end.offsetBytes();
        for (int segment = end.segment(); Segments.exists(directory, segment); segment++) {
            Optional<Path> file = Segments.file(directory, segment);
            if (file.isPresent() && isIn(file.get(), offset, end.frameSequence())) {
                return true;
            }
            offset = 0;
        }
        return false;
    }

    private static boolean isIn(Path path, long from, long after) throws IOException {
        byte[] window = new byte[WINDOW_BYTES + SEQUENCE_AT + Long.BYTES];
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            for (long start = from; start < file.length(); start += WINDOW_BYTES) {
                Arrays.fill(window, (byte) 0);
                file.seek(start);
                file.readFully(window, 0, (int) Math.min(window.length, file.length() - start));
                ByteBuffer head = ByteBuffer.wrap(window);
                for (int at = 0; at < WINDOW_BYTES; at += ALIGN_BYTES) {
                    if (head.getInt(at) == Frames.MAGIC && head.getLong(at + SEQUENCE_AT) > after
                            && isWhole(file, start + at, head.getInt(at + LENGTH_AT))) {
                        return true;
                    }
                }
            }
            return false;
        }
    }

    private static boolean isWhole(RandomAccessFile file, long start, int frameBytes) throws IOException {
        if (frameBytes < Frames.HEAD_BYTES + Frames.TAIL_BYTES || frameBytes > Frames.FRAME_BYTES_MAX
                || start + frameBytes > file.length()) {
            return false;
        }
        byte[] frame = new byte[frameBytes];
        file.seek(start);
        file.readFully(frame);
        int crcAt = frameBytes - Frames.CRC_BYTES;
        return ByteBuffer.wrap(frame).getInt(crcAt) == Frames.crc(frame, 0, crcAt)
                && Arrays.equals(Frames.hashOf(frame), Frames.sha256(frame, frameBytes - Frames.TAIL_BYTES));
    }
}
