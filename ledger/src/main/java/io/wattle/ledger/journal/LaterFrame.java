package io.wattle.ledger.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Looks whether a whole later frame stands behind the place where a journal seems to end. A frame is forced before the next
 * one is written, so one with a later behind it was durable, even when the mark lags: then the place is damage and no tail
 * that was torn. Pays no heed to documents, whose lengths may be what was damaged.
 */
final class LaterFrame {
    /** Looked through at once; the space that a segment has taken and not used is passed over in large steps. */
    private static final int WINDOW_BYTES = 1 << 20;

    private LaterFrame() {}

    static boolean isBehind(SegmentSource source, JournalPlace end) throws IOException {
        long offset = end.offsetBytes();
        for (int segment = end.segment(); source.has(segment); segment++) {
            Optional<SegmentBytes> opened = source.open(segment);
            if (opened.isPresent()) {
                try (SegmentBytes bytes = opened.get()) {
                    if (isIn(bytes, offset, end.frameSequence())) {
                        return true;
                    }
                }
            }
            offset = 0;
        }
        return false;
    }

    private static boolean isIn(SegmentBytes bytes, long from, long after) throws IOException {
        byte[] window = new byte[WINDOW_BYTES + Frames.HEAD_BYTES];
        long start = from;
        while (read(bytes, start, window)) {
            ByteBuffer head = ByteBuffer.wrap(window);
            for (int at = 0; at < WINDOW_BYTES; at += Frames.ALIGN_BYTES) {
                if (head.getInt(at) == Frames.MAGIC && head.getLong(at + Frames.SEQUENCE_AT) > after
                        && WholeFrame.isAt(bytes, start + at, head.getInt(at + Frames.LENGTH_AT))) {
                    return true;
                }
            }
            start += WINDOW_BYTES;
        }
        return false;
    }

    /** Fills the window, with zeros behind the end. False if nothing at all is there. */
    private static boolean read(SegmentBytes bytes, long start, byte[] window) throws IOException {
        int filled = WholeFrame.read(bytes, start, window, window.length);
        Arrays.fill(window, filled, window.length, (byte) 0);
        return filled > 0;
    }
}
