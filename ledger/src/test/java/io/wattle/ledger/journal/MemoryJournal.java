package io.wattle.ledger.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A journal in memory, for tests that are about what is in it; can be made to fail, and opened again. One that must also
 * behave like a disk is {@link FaultyDisk}.
 */
public final class MemoryJournal implements Journal {

    /** A frame, and the place just behind it. */
    private record Written(JournalFrame frame, JournalPlace after) {}

    private final List<Written> frames;
    private boolean closed;
    private boolean failing;
    private volatile boolean failingReads;

    public MemoryJournal() {
        this(List.of());
    }

    private MemoryJournal(List<Written> frames) {
        this.frames = new ArrayList<>(frames);
    }

    /** As after a restart. */
    public synchronized MemoryJournal reopened() {
        return new MemoryJournal(frames);
    }

    /** From now on no force comes back well. */
    public synchronized void fail() {
        failing = true;
    }

    /** From now on nothing can be read back. */
    public void failReads() {
        failingReads = true;
    }

    @Override
    public synchronized long append(JournalBatch batch) {
        JournalPlace at = end();
        byte[] hash = batch.seal(at);
        if (closed || failing) {
            throw new JournalBroken("the journal could not be written", new IllegalStateException("made to fail"));
        }
        JournalFrame frame = new JournalFrame(at.frameSequence(), at.sequence(), batch.records());
        frames.add(new Written(frame,
                at.after(1, Frames.aligned(at.offsetBytes() + batch.frameBytes()), batch.count(), hash)));
        return frame.lastSequence();
    }

    @Override
    public synchronized JournalPlace end() {
        return frames.isEmpty() ? JournalPlace.START : frames.getLast().after();
    }

    @Override
    public long firstSequence() {
        return 1;
    }

    @Override
    public JournalCursor read(long fromSequence) {
        if (failingReads) {
            throw new java.io.UncheckedIOException(new java.io.IOException("made to fail"));
        }
        return new FromSequence(new Cursor(), fromSequence);
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    private synchronized Optional<Written> written(int index) {
        return index < frames.size() ? Optional.of(frames.get(index)) : Optional.empty();
    }

    private final class Cursor implements JournalCursor {
        private int next;

        @Override
        public Optional<JournalFrame> next() {
            Optional<JournalFrame> frame = written(next).map(Written::frame);
            next += frame.isPresent() ? 1 : 0;
            return frame;
        }

        @Override
        public JournalPlace place() {
            return next == 0 ? JournalPlace.START : written(next - 1).orElseThrow().after();
        }

        @Override
        public void close() {}
    }
}
