package io.wattle.ledger.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/**
 * Fills a segment's file with zeros ahead of where it is written. Then a force finds blocks that the file already has,
 * and need not wait for the file system's own journal; and a full disk is met here, as an error of a plain write, never
 * inside a mapped page, where it would end the process.
 */
final class FilledAhead {
    /** A segment that stays small stays small on disk; one that grows is filled in fewer, larger steps. */
    private static final int STEP_BYTES_LEAST = 256 << 10;
    private static final int STEP_BYTES_MOST = 4 << 20;
    /** Chronicle puts pages of its index, up to twice 32 KiB, behind a frame as it likes. */
    private static final int MARGIN_BYTES = 128 << 10;
    /**
     * Written at once. The system keeps what is written in one call as one piece and later writes a piece as a whole: so
     * this is also what the little that Chronicle changes in a mapped page costs.
     */
    private static final int WRITE_BYTES = 64 << 10;

    private final FileChannel file;
    private final Path path;
    private final LongSupplier usableBytes;
    private final ByteBuffer zeros = ByteBuffer.allocateDirect(WRITE_BYTES);
    private long filledTo;

    FilledAhead(FileChannel file, Path path, LongSupplier usableBytes) {
        this.file = file;
        this.path = path;
        this.usableBytes = usableBytes;
    }

    /**
     * Sees to it that a frame's place has its blocks, and some room behind it.
     *
     * @param start nothing of the file from here on is used yet
     * @throws DiskFull if the disk has no room; nothing that counts was written
     */
    void upTo(long start, long end) throws IOException {
        if (end + MARGIN_BYTES <= filledTo) {
            return;
        }
        long step = Math.clamp(start, STEP_BYTES_LEAST, STEP_BYTES_MOST);
        long target = (end + MARGIN_BYTES + step) / WRITE_BYTES * WRITE_BYTES;
        long at = Math.max(filledTo, start);
        while (at < target) {
            zeros.clear().limit((int) Math.min(WRITE_BYTES - at % WRITE_BYTES, target - at));
            at += write(at);
        }
        filledTo = target;
    }

    private int write(long at) throws IOException {
        try {
            return file.write(zeros, at);
        } catch (IOException e) {
            long left = usableBytes.getAsLong();
            if (left < STEP_BYTES_MOST) {
                DiskFull full = new DiskFull(path.toString(), left, STEP_BYTES_MOST);
                full.addSuppressed(e);
                throw full;
            }
            throw e;
        }
    }
}
