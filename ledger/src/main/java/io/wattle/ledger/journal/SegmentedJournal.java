package io.wattle.ledger.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A journal in segments on some disk. A process never appends to a segment that another one wrote. */
final class SegmentedJournal implements Journal {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentedJournal.class);
    /** The room is asked for when so much was written: far less than the reserve that must be left. */
    private static final int BYTES_PER_QUESTION = 256 << 10;

    private final JournalDisk disk;
    private final long freeBytesMin;
    private final long segmentBytesMax;
    private final Places places = new Places();
    private final JournalBatch copied = new JournalBatch();
    private @Nullable SegmentWriter writer;
    private int segment;
    private volatile JournalPlace end;
    private @Nullable Throwable broken;
    private boolean closed;
    private long bytesSinceQuestion;

    private SegmentedJournal(JournalDisk disk, JournalConfig config, JournalPlace from) {
        this.disk = disk;
        this.freeBytesMin = config.freeBytesMin();
        this.segmentBytesMax = config.segmentBytesMax();
        this.end = from;
    }

    /**
     * Checks what is on the disk from the place on, handing over every whole frame, cuts a tail that was never
     * acknowledged, and will begin a new segment with the first frame. Closes the disk if that fails.
     *
     * @param from empty: from the first frame that is kept
     */
    static SegmentedJournal open(JournalDisk disk, JournalConfig config, Optional<JournalPlace> from,
            Consumer<JournalFrame> replay) throws IOException {
        try {
            JournalPlace start = from.isPresent() ? from.get() : disk.beginning();
            SegmentedJournal journal = new SegmentedJournal(disk, config, start);
            journal.recover(start, replay);
            journal.requireRoom();
            return journal;
        } catch (IOException | RuntimeException | Error e) {
            try {
                disk.close();
            } catch (IOException | RuntimeException another) {
                e.addSuppressed(another);
            }
            throw e;
        }
    }

    private void recover(JournalPlace from, Consumer<JournalFrame> replay) throws IOException {
        JournalAnchor durable = Recovery.required(disk);
        if (!HeldPlaces.isHeld(disk, from)) {
            throw new IllegalArgumentException("the journal in " + disk.name() + " does not hold the place " + from);
        }
        end = Recovery.walk(disk, durable, from, (place, frame) -> {
            places.add(place);
            replay.accept(frame);
        });
        segment = disk.last();
        if (segment > 0) {
            disk.force(end.segment());
            disk.mark(JournalAnchor.before(end));
            disk.forceMark();
        }
    }

    @Override
    public long append(List<byte[]> records) {
        copied.clear();
        copied.addAll(records);
        return append(copied);
    }

    @Override
    public long append(JournalBatch batch) {
        if (broken != null || closed) {
            throw new JournalBroken("the journal is closed or has failed", broken == null
                    ? new IllegalStateException("closed")
                    : broken);
        }
        JournalPlace start = end;
        byte[] hash = batch.seal(start);
        SegmentWriter open = start.offsetBytes() < segmentBytesMax ? writer : null;
        if (open == null || bytesSinceQuestion >= BYTES_PER_QUESTION) {
            requireRoom();
        }
        try {
            SegmentWriter current = open == null ? nextSegment() : open;
            long frameEnd = current.write(batch.frame(), batch.frameBytes());
            current.force();
            JournalPlace after = start.after(segment, frameEnd, batch.count(), hash);
            disk.mark(JournalAnchor.before(after));
            places.add(start);
            bytesSinceQuestion += batch.frameBytes();
            end = after;
            return after.sequence() - 1;
        } catch (DiskFull e) {
            throw e; // refused before anything was written
        } catch (IOException | RuntimeException | Error e) {
            // Error too: a mapped file on a failing disk answers with InternalError.
            broken = e;
            throw new JournalBroken("the journal could not be written", e);
        }
    }

    @Override
    public JournalPlace end() {
        return end;
    }

    @Override
    public long firstSequence() {
        try {
            return disk.beginning().sequence();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read where the journal in " + disk.name() + " begins", e);
        }
    }

    @Override
    public JournalCursor read(long fromSequence) {
        LongSupplier durableFrame = () -> end.frameSequence() - 1;
        return new FromSequence(new FrameCursor(disk, placeBefore(fromSequence), durableFrame, durableFrame),
                fromSequence);
    }

    private JournalPlace placeBefore(long sequence) {
        try {
            JournalPlace beginning = disk.beginning();
            if (sequence < beginning.sequence()) {
                throw new JournalArchived(sequence, beginning.sequence());
            }
            Optional<JournalPlace> place = places.before(sequence)
                    .filter(known -> known.sequence() >= beginning.sequence());
            return place.isPresent() ? place.get() : HeldPlaces.segmentStart(disk, end.segment(), sequence);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot find record " + sequence + " in " + disk.name(), e);
        }
    }

    private void requireRoom() {
        long usable = disk.usableBytes();
        if (usable < freeBytesMin) {
            throw new DiskFull(disk.name(), usable, freeBytesMin);
        }
        bytesSinceQuestion = 0;
    }

    /** With the first frame only: a start that fails later, or takes nothing in, leaves no empty segment. */
    private SegmentWriter nextSegment() throws IOException {
        closeWriter();
        disk.forceMark(); // so that it never lags behind a segment that may be archived
        SegmentWriter begun = disk.create(segment + 1);
        segment++;
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
        try (disk) {
            closeWriter();
            if (broken == null) {
                disk.forceMark();
            }
        } catch (IOException e) {
            // Nothing is lost: every acknowledged batch was forced when it was acknowledged.
            LOG.warn("the journal in {} was not closed in good order", disk.name(), e);
        }
    }
}
