package io.wattle.ledger.journal;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A compressed segment. Quick when read forwards; going back begins anew. */
final class ZstdBytes implements SegmentBytes {
    private final Path path;
    private @Nullable InputStream stream;
    /** Where in the segment the stream stands. */
    private long offset;

    ZstdBytes(Path path) {
        this.path = path;
    }

    @Override
    public int read(long wanted, byte[] into, int at, int length) throws IOException {
        try {
            InputStream open = stream;
            if (open == null || wanted < offset) {
                open = reopened();
            }
            open.skipNBytes(wanted - offset);
            offset = wanted;
            int count = open.read(into, at, length);
            offset += Math.max(count, 0);
            return count;
        } catch (EOFException e) {
            close(); // the place is behind the end
            return -1;
        } catch (ZstdIOException | NoSuchFileException e) {
            throw new SegmentUnreadable("the archived file cannot be read: " + e.getMessage(), e);
        }
    }

    private InputStream reopened() throws IOException {
        close();
        InputStream opened = new ZstdInputStreamNoFinalizer(
                new BufferedInputStream(Files.newInputStream(path), 1 << 16));
        stream = opened;
        offset = 0;
        return opened;
    }

    @Override
    public void close() throws IOException {
        InputStream open = stream;
        stream = null;
        if (open != null) {
            open.close();
        }
    }
}
