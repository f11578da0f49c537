package io.wattle.ledger.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * Reads the documents of one segment file with plain reads.
 *
 * <p>Not through Chronicle's own reader: that one maps the file (a truncated file then kills the process), may lengthen
 * it, and believes every length. And not through a channel: a channel closes itself when its thread is interrupted.
 */
final class SegmentFile implements AutoCloseable {
    private static final int HEADER_BYTES = 4;
    private static final int NOT_COMPLETE = 0x8000_0000;
    private static final int META_DATA = 0x4000_0000;
    private static final int LENGTH_MASK = 0x3FFF_FFFF;
    /** Documents begin at multiples of this. */
    private static final int ALIGN_BYTES = 4;

    /** What stands at an offset. */
    sealed interface Found {}

    /** A whole document and where the next one begins. */
    record Document(byte[] bytes, long nextOffsetBytes) implements Found {}

    /** Nothing was ever completed here. */
    record End() implements Found {}

    /** Something that is no document. */
    record Unreadable(String reason) implements Found {}

    private final RandomAccessFile file;

    SegmentFile(Path path) throws IOException {
        file = new RandomAccessFile(path.toFile(), "r");
    }

    /** The first document with contents at or after the offset. */
    Found next(long offsetBytes) throws IOException {
        long fileBytes = file.length();
        long offset = offsetBytes;
        while (offset + HEADER_BYTES <= fileBytes) {
            int header = header(offset);
            if (header == 0 || (header & NOT_COMPLETE) != 0) {
                return new End();
            }
            int length = header & LENGTH_MASK;
            long next = offset + HEADER_BYTES + aligned(length);
            if (offset + HEADER_BYTES + length > fileBytes) {
                return new Unreadable("the file ends inside a document of " + length + " bytes");
            }
            if ((header & META_DATA) == 0) {
                return document(offset + HEADER_BYTES, length, next);
            }
            offset = next;
        }
        return new End();
    }

    private Found document(long start, int length, long next) throws IOException {
        if (length > Frames.FRAME_BYTES_MAX + ALIGN_BYTES) {
            return new Unreadable("longer than any frame: " + length + " bytes");
        }
        byte[] bytes = new byte[length];
        file.seek(start);
        file.readFully(bytes);
        return new Document(bytes, next);
    }

    private int header(long offset) throws IOException {
        byte[] bytes = new byte[HEADER_BYTES];
        file.seek(offset);
        file.readFully(bytes);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt();
    }

    private static long aligned(int length) {
        return (length + ALIGN_BYTES - 1L) / ALIGN_BYTES * ALIGN_BYTES;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
