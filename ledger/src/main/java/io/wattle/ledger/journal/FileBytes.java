package io.wattle.ledger.journal;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A segment's file. Not read through a channel: that closes itself when its thread is interrupted. */
final class FileBytes implements SegmentBytes {
    private final RandomAccessFile file;

    private FileBytes(RandomAccessFile file) {
        this.file = file;
    }

    /** Opens a file; empty if it is gone. */
    static Optional<SegmentBytes> open(Path path) throws IOException {
        try {
            return Optional.of(new FileBytes(new RandomAccessFile(path.toFile(), "r")));
        } catch (FileNotFoundException e) {
            if (Files.isRegularFile(path)) {
                throw e; // it is there: what is missing is a descriptor or a permission, and no damage
            }
            if (Files.exists(path)) {
                throw new SegmentUnreadable("no file: " + path.getFileName(), e);
            }
            return Optional.empty();
        }
    }

    @Override
    public int read(long offset, byte[] into, int at, int length) throws IOException {
        file.seek(offset);
        return file.read(into, at, length);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
