package io.wattle.ledger.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
 * Appends frames to one new segment: a Chronicle queue in a folder of its own. For the journal's writer thread.
 *
 * <p>Chronicle's sync is never used: it misses the end of a block when the next one has begun. One force of the whole
 * file per frame misses nothing. A segment is written by one process only, so no lock of a dead one is ever met.
 */
final class SegmentWriter implements AutoCloseable {
    /** Grows the file in these steps: the space that an idle journal seems to take. Far above the longest frame. */
    private static final int BLOCK_BYTES = 8 << 20;
    /** How long Chronicle waits for its own lock, which nobody else holds. */
    private static final long TIMEOUT_MS = 200;
    static final int DOCUMENT_HEADER_BYTES = 4;

    private final ChronicleQueue queue;
    private final ExcerptAppender appender;
    private final FileChannel file;

    private SegmentWriter(ChronicleQueue queue, ExcerptAppender appender, FileChannel file) {
        this.queue = queue;
        this.appender = appender;
        this.file = file;
    }

    /** Makes the segment; on return its file and folder are durable. */
    static SegmentWriter create(Path journal, int segment) throws IOException {
        Path directory = Files.createDirectory(Segments.directory(journal, segment));
        ChronicleQueue queue = SingleChronicleQueueBuilder.single(directory.toFile())
                .rollCycle(RollCycles.FAST_DAILY)
                .timeProvider(new SetTimeProvider(0)) // its clock stands still: segments end when we say so
                .blockSize(BLOCK_BYTES)
                .timeoutMS(TIMEOUT_MS)
                .syncMode(SyncMode.NONE)
                .build();
        try {
            return opened(journal, segment, queue);
        } catch (IOException | RuntimeException | Error e) {
            queue.close();
            throw e;
        }
    }

    private static SegmentWriter opened(Path journal, int segment, ChronicleQueue queue) throws IOException {
        ExcerptAppender appender = queue.createAppender();
        // Used by the thread that writes the journal, closed by the one that closes it: never by two at once.
        appender.singleThreadedCheckDisabled(true);
        try (DocumentContext first = appender.writingDocument()) {
            first.rollbackOnClose(); // only to make the file exist
        }
        Path path = Segments.file(journal, segment)
                .orElseThrow(() -> new IOException("no file was made in " + Segments.directory(journal, segment)));
        FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE);
        file.force(true);
        Segments.forceDirectory(Segments.directory(journal, segment));
        Segments.forceDirectory(journal);
        return new SegmentWriter(queue, appender, file);
    }

    /** Writes one frame as one document, not yet durable. Returns where in the file the document begins. */
    long write(byte[] frame) throws IOException {
        try (DocumentContext document = appender.writingDocument()) {
            return copy(frame, document);
        }
    }

    private static long copy(byte[] frame, DocumentContext document) throws IOException {
        try {
            Wire wire = document.wire();
            if (wire == null) {
                throw new IOException("no room was given for a document");
            }
            Bytes<?> bytes = wire.bytes();
            long start = bytes.writePosition() - DOCUMENT_HEADER_BYTES;
            bytes.write(frame);
            return start;
        } catch (IOException | RuntimeException | Error e) {
            document.rollbackOnClose(); // else closing it would commit half a frame
            throw e;
        }
    }

    void force() throws IOException {
        file.force(false);
    }

    @Override
    public void close() throws IOException {
        try (file; queue) {
            appender.close();
        }
    }
}
