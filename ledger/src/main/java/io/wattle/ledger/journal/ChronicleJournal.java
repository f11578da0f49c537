package io.wattle.ledger.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A journal in a folder of Chronicle queues, one per segment. A process never appends to what another one wrote. */
public final class ChronicleJournal implements Journal {
    private static final Logger LOG = LoggerFactory.getLogger(ChronicleJournal.class);
    /** A place is remembered this often, so that reading from any sequence passes over few frames. */
    private static final int FRAMES_PER_PLACE = 64;

    private final JournalConfig config;
    private final LongSupplier usableBytes;
    private final DirectoryLock lock;
    private final DurableMark mark;
    private final ConcurrentSkipListMap<Long, Position> places = new ConcurrentSkipListMap<>();
    private @Nullable SegmentWriter writer;
    private int segment;
    /** Just after the last durable frame. */
    private volatile Position end = Position.START;
    private @Nullable Throwable broken;
    private boolean closed;

    private ChronicleJournal(JournalConfig config, LongSupplier usableBytes, DirectoryLock lock, DurableMark mark) {
        this.config = config;
        this.usableBytes = usableBytes;
        this.lock = lock;
        this.mark = mark;
    }

    /**
     * Takes the folder, checks every frame in it, cuts a tail that was never acknowledged, and will begin a new segment with the first frame.
     *
     * @throws JournalInUse if another process writes there
     * @throws JournalDamaged if a durable frame is missing or changed
     * @throws DiskFull if too little space is left to begin a segment
     * @throws UncheckedIOException if the folder cannot be used
     */
    public static ChronicleJournal open(JournalConfig config) {
        return open(config, () -> config.directory().toFile().getUsableSpace());
    }

    /** The same, with the space that is left coming from elsewhere. */
    static ChronicleJournal open(JournalConfig config, LongSupplier usableBytes) {
        try {
            Files.createDirectories(config.directory());
            DirectoryLock lock = DirectoryLock.take(config.directory());
            try {
                return opened(config, usableBytes, lock);
            } catch (IOException | RuntimeException | Error e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the journal folder " + config.directory(), e);
        }
    }

    private static ChronicleJournal opened(JournalConfig config, LongSupplier usableBytes, DirectoryLock lock)
            throws IOException {
        DurableMark.Mark durable = Recovery.required(config.directory());
        DurableMark mark = DurableMark.open(config.directory());
        ChronicleJournal journal = new ChronicleJournal(config, usableBytes, lock, mark);
        try {
            journal.recover(durable);
            journal.requireRoom();
            return journal;
        } catch (IOException | RuntimeException | Error e) {
            mark.close();
            throw e;
        }
    }

    private void recover(DurableMark.Mark durable) throws IOException {
        segment = Segments.last(config.directory());
        if (segment == 0) {
            places.put(1L, Position.START);
            return;
        }
        end = Recovery.walk(config.directory(), durable, this::remember);
        // Whole frames beyond the mark stay, and from here on others are built on them: so they must be durable too.
        Optional<Path> last = Segments.file(config.directory(), end.segment());
        if (last.isPresent()) {
            Segments.forceFile(last.get());
        }
        mark.write(DurableMark.Mark.before(end));
        mark.force();
    }

    @Override
    public long append(List<byte[]> records) {
        if (broken != null || closed) {
            throw new JournalBroken("the journal is closed or has failed", broken == null
                    ? new IllegalStateException("closed")
                    : broken);
        }
        Position start = end;
        byte[] frame = Frames.encode(start, records);
        requireRoom();
        try {
            long offsetBytes = write(frame);
            Position here = new Position(segment, offsetBytes, start.frameSequence(), start.sequence(),
                    start.previousHash());
            long frameEnd = offsetBytes + SegmentWriter.DOCUMENT_HEADER_BYTES + frame.length;
            Position after = new Position(segment, frameEnd, start.frameSequence() + 1,
                    start.sequence() + records.size(), Frames.hashOf(frame));
            mark.write(DurableMark.Mark.before(after));
            remember(here);
            end = after;
            return after.sequence() - 1;
        } catch (IOException | RuntimeException | Error e) {
            // Error too: a mapped file on a failing or full disk answers with InternalError.
            broken = e;
            throw new JournalBroken("the journal could not be written", e);
        }
    }

    private long write(byte[] frame) throws IOException {
        if (writer != null && end.offsetBytes() >= config.segmentBytesMax()) {
            closeWriter();
        }
        SegmentWriter current = writer == null ? beginSegment() : writer;
        long offsetBytes = current.write(frame);
        current.force();
        return offsetBytes;
    }

    @Override
    public long lastSequence() {
        return end.sequence() - 1;
    }

    @Override
    public JournalCursor read(long fromSequence) {
        Map.Entry<Long, Position> place = places.floorEntry(fromSequence);
        Position from = place == null ? Position.START : place.getValue();
        LongSupplier durableFrame = () -> end.frameSequence() - 1;
        return new FromSequence(new FrameCursor(config.directory(), from, durableFrame, durableFrame), fromSequence);
    }

    /** Keeps the place if it is the first in its segment or enough frames after the last one kept. */
    private void remember(Position place) {
        Map.Entry<Long, Position> last = places.lastEntry();
        if (last == null || last.getValue().segment() != place.segment()
                || place.frameSequence() - last.getValue().frameSequence() >= FRAMES_PER_PLACE) {
            places.put(place.sequence(), place);
        }
    }

    private void requireRoom() {
        long usable = usableBytes.getAsLong();
        if (usable < config.freeBytesMin()) {
            throw new DiskFull(config.directory(), usable, config.freeBytesMin());
        }
    }

    /** With the first frame only: a start that fails later, or takes nothing in, leaves no empty segment. */
    private SegmentWriter beginSegment() throws IOException {
        segment++;
        SegmentWriter begun = SegmentWriter.create(config.directory(), segment);
        writer = begun;
        return begun;
    }

    private void closeWriter() throws IOException {
        SegmentWriter current = writer;
        writer = null;
        if (current != null) {
            current.close();
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (lock; mark) {
            closeWriter();
            mark.force();
        } catch (IOException e) {
            // Nothing is lost: every acknowledged batch was forced when it was acknowledged.
            LOG.warn("the journal folder {} was not closed in good order", config.directory(), e);
        }
    }
}
