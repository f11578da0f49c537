package io.wattle.ledger.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads the documents of one segment with plain reads, through a window that moves along.
 *
 * <p>Not through Chronicle's own reader: that one maps the file (a truncated file then kills the process), may lengthen
 * it, and believes every length.
 */
final class SegmentReader implements AutoCloseable {
    private static final int NOT_COMPLETE = 0x8000_0000;
    private static final int META_DATA = 0x4000_0000;
    private static final int LENGTH_MASK = 0x3FFF_FFFF;
    /** A few hundred small frames a read; little enough for a reader that follows frame by frame. */
    private static final int WINDOW_BYTES = 64 << 10;

    /** What stands at an offset. */
    sealed interface Found {}

    /** A whole document: where its bytes are until the next call, and where the next one begins in the file. */
    record Document(byte[] bytes, int start, int length, long nextOffsetBytes) implements Found {}

    /** Nothing was ever completed here. */
    record End() implements Found {}

    /** Something that is no document. */
    record Unreadable(String reason) implements Found {}

    private final SegmentBytes file;
    private byte[] window = new byte[WINDOW_BYTES];
    /** Where in the file the window begins, and how much of it is filled. */
    private long windowAt;
    private int filled;

    SegmentReader(SegmentBytes file) {
        this.file = file;
    }

    /** The first document with contents at or after the offset, as it was when the window was filled. */
    Found next(long offsetBytes) throws IOException {
        long offset = offsetBytes;
        while (true) {
            int at = load(offset, Frames.DOCUMENT_HEADER_BYTES);
            int header = at < 0 ? 0 : ByteBuffer.wrap(window).order(ByteOrder.LITTLE_ENDIAN).getInt(at);
            if (header == 0 || (header & NOT_COMPLETE) != 0) {
                return new End();
            }
            int length = header & LENGTH_MASK;
            long start = offset + Frames.DOCUMENT_HEADER_BYTES;
            long next = Frames.aligned(start + length);
            if ((header & META_DATA) == 0) {
                return document(start, length, next);
            }
            offset = next;
        }
    }

    /** The same, as it is now. */
    Found nextNow(long offsetBytes) throws IOException {
        filled = 0;
        return next(offsetBytes);
    }

    private Found document(long start, int length, long next) throws IOException {
        if (length > Frames.FRAME_BYTES_MAX + Frames.ALIGN_BYTES) {
            return new Unreadable("longer than any frame: " + length + " bytes");
        }
        int at = load(start, length);
        return at < 0
                ? new Unreadable("the file ends inside a document of " + length + " bytes")
                : new Document(window, at, length, next);
    }

    /** Has so many bytes in the window. Returns where; -1 if the file ends before. */
    private int load(long offset, int length) throws IOException {
        if (offset >= windowAt && offset + length <= windowAt + filled) {
            return (int) (offset - windowAt);
        }
        int kept = offset >= windowAt && offset < windowAt + filled ? (int) (windowAt + filled - offset) : 0;
        byte[] moved = length <= window.length ? window : new byte[length];
        System.arraycopy(window, filled - kept, moved, 0, kept);
        window = moved;
        windowAt = offset;
        filled = kept;
        while (filled < length) {
            int count = file.read(windowAt + filled, window, filled, window.length - filled);
            if (count <= 0) {
                return -1;
            }
            filled += count;
        }
        return 0;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
