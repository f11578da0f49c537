package io.wattle.ledger.journal;

import java.nio.file.Path;

/**
 * How a journal is kept.
 *
 * <p>Immutable, safe for any thread; a value that is not allowed is refused with {@link IllegalArgumentException}.
 *
 * @param directory where it lives; made if missing. A local disk: file locks and forcing are not trusted elsewhere
 * @param freeBytesMin space that must be left on the disk before a batch is written, 16 MiB or more
 * @param segmentBytesMax a segment is closed and the next one begun when it has grown this far, 1 MiB..1 TiB
 */
public record JournalConfig(Path directory, long freeBytesMin, long segmentBytesMax) {

    /** Four blocks of a segment: what the writer may touch before the space is looked at again, with room to spare. */
    private static final long FREE_BYTES_LEAST = 16L << 20;
    private static final long SEGMENT_BYTES_LEAST = 1L << 20;
    private static final long SEGMENT_BYTES_MOST = 1L << 40;

    public JournalConfig {
        if (freeBytesMin < FREE_BYTES_LEAST) {
            throw new IllegalArgumentException(
                    "freeBytesMin must be " + FREE_BYTES_LEAST + " or more, was: " + freeBytesMin);
        }
        if (segmentBytesMax < SEGMENT_BYTES_LEAST || segmentBytesMax > SEGMENT_BYTES_MOST) {
            throw new IllegalArgumentException("segmentBytesMax must be " + SEGMENT_BYTES_LEAST + ".."
                    + SEGMENT_BYTES_MOST + ", was: " + segmentBytesMax);
        }
    }

    /** 64 MiB in reserve, segments of 1 GiB: small enough to copy, large enough to be few. */
    public static JournalConfig of(Path directory) {
        return new JournalConfig(directory, 64L << 20, 1L << 30);
    }
}
