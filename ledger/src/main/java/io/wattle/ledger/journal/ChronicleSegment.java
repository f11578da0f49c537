package io.wattle.ledger.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.LongSupplier;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.SyncMode;
import net.openhft.chronicle.core.time.SetTimeProvider;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;
import net.openhft.chronicle.wire.Wire;

/**
 * Appends frames to one new segment: a Chronicle queue in a folder of its own.
 *
 * <p>Chronicle's sync is never used: it misses the end of a block when the next one has begun. One force of the whole
 * file per frame misses nothing. A segment is written by one process only, so no lock of a dead one is ever met.
 *
 * <p>Chronicle opens and closes each document; the bytes between go through a file channel. Both see the same pages; but
 * writing to a mapped page that was forced before costs a page fault and makes the system write more than was changed.
 */
final class ChronicleSegment implements SegmentWriter {
    /** Chronicle maps and lengthens the file in these steps. Far above the longest frame. */
    private static final int BLOCK_BYTES = 8 << 20;
    /** How long Chronicle waits for its own lock, which nobody else holds. */
    private static final long TIMEOUT_MS = 200;

    private final ChronicleQueue queue;
    private final ExcerptAppender appender;
    private final FileChannel file;
    private final FilledAhead filled;

    private ChronicleSegment(ChronicleQueue queue, ExcerptAppender appender, FileChannel file, FilledAhead filled) {
        this.queue = queue;
        this.appender = appender;
        this.file = file;
        this.filled = filled;
    }

    /** Makes the segment; on return its file and folder are durable. */
    static ChronicleSegment create(Path journal, int segment, LongSupplier usableBytes) throws IOException {
        Path directory = Files.createDirectory(Segments.directory(journal, segment));
        ChronicleQueue queue = SingleChronicleQueueBuilder.single(directory.toFile())
                .rollCycle(RollCycles.FAST_DAILY)
                .timeProvider(new SetTimeProvider(0)) // its clock stands still: segments end when we say so
                .blockSize(BLOCK_BYTES)
                .timeoutMS(TIMEOUT_MS)
                .syncMode(SyncMode.NONE)
                .build();
        try {
            return opened(journal, segment, queue, usableBytes);
        } catch (IOException | RuntimeException | Error e) {
            queue.close();
            throw e;
        }
    }

    private static ChronicleSegment opened(Path journal, int segment, ChronicleQueue queue, LongSupplier usableBytes)
            throws IOException {
        ExcerptAppender appender = queue.createAppender();
        // Used by the thread that writes the journal, closed by the one that closes it: never by two at once.
        appender.singleThreadedCheckDisabled(true);
        try (DocumentContext first = appender.writingDocument()) {
            first.rollbackOnClose(); // only to make the file exist
        }
        Path path = Segments.file(journal, segment)
                .orElseThrow(() -> new IOException("no file was made in " + Segments.directory(journal, segment)));
        FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE);
        try {
            file.force(true);
            Forced.names(Segments.directory(journal, segment));
            Forced.names(journal);
            return new ChronicleSegment(queue, appender, file, new FilledAhead(file, path, usableBytes));
        } catch (IOException | RuntimeException | Error e) {
            file.close();
            throw e;
        }
    }

    @Override
    public long write(byte[] frame, int length) throws IOException {
        try (DocumentContext document = appender.writingDocument()) {
            try {
                return write(frame, length, document);
            } catch (IOException | RuntimeException | Error e) {
                document.rollbackOnClose(); // else closing it would commit half a frame
                throw e;
            }
        }
    }

    private long write(byte[] frame, int length, DocumentContext document) throws IOException {
        Wire wire = document.wire();
        if (wire == null) {
            throw new IOException("no room was given for a document");
        }
        Bytes<?> bytes = wire.bytes();
        long start = bytes.writePosition();
        long end = Frames.aligned(start + length);
        filled.upTo(start, end);
        ByteBuffer left = ByteBuffer.wrap(frame, 0, length);
        while (left.hasRemaining()) {
            file.write(left, start + left.position());
        }
        bytes.writeSkip(length);
        return end;
    }

    @Override
    public void force() throws IOException {
        file.force(false);
    }

    @Override
    public void close() throws IOException {
        try (file; queue) {
            appender.close();
        }
    }
}
