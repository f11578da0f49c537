package io.wattle.headend.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that is written and forced as fast as the disk allows: all of it was written once before, so that no force has
 * to tell the file system of a new block. Where it ends, writing goes on at its beginning. For one thread.
 */
final class DiskFile implements AutoCloseable {
    private static final int STEP_BYTES = 1 << 20;

    private final FileChannel file;
    private final long fileBytes;
    private long at;

    private DiskFile(FileChannel file, long fileBytes) {
        this.file = file;
        this.fileBytes = fileBytes;
    }

    /** Makes it, and fills it to the end. */
    static DiskFile create(Path path, int fileMiB) {
        try {
            FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            for (int i = 0; i < fileMiB; i++) {
                writeAll(file, ByteBuffer.allocate(STEP_BYTES), (long) i * STEP_BYTES);
            }
            file.force(true);
            return new DiskFile(file, (long) fileMiB * STEP_BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + path, e);
        }
    }

    /** Returns when the bytes are on disk. */
    void append(ByteBuffer bytes) {
        if (at + bytes.remaining() > fileBytes) {
            at = 0;
        }
        try {
            at = writeAll(file, bytes, at);
            file.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write and force", e);
        }
    }

    private static long writeAll(FileChannel file, ByteBuffer bytes, long from) throws IOException {
        long position = from;
        while (bytes.hasRemaining()) {
            position += file.write(bytes, position);
        }
        return position;
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close a file of the measurement", e);
        }
    }
}
