package io.wattle.ledger.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A journal in memory, for tests that are about what is in it; can be made to fail, and opened again. */
public final class MemoryJournal implements Journal {
    private final List<JournalFrame> frames;
    private boolean closed;
    private boolean failing;
    private volatile boolean failingReads;

    public MemoryJournal() {
        this(List.of());
    }

    private MemoryJournal(List<JournalFrame> frames) {
        this.frames = new ArrayList<>(frames);
    }

    /** As after a restart. */
    public MemoryJournal reopened() {
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
    public synchronized long append(List<byte[]> records) {
        Frames.encode(Position.START, records); // the same limits
        if (closed || failing) {
            throw new JournalBroken("the journal could not be written", new IllegalStateException("made to fail"));
        }
        frames.add(new JournalFrame(frames.size() + 1L, lastSequence() + 1, records));
        return lastSequence();
    }

    @Override
    public synchronized long lastSequence() {
        return frames.isEmpty() ? 0 : frames.getLast().lastSequence();
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

    private synchronized Optional<JournalFrame> frame(int index) {
        return index < frames.size() ? Optional.of(frames.get(index)) : Optional.empty();
    }

    private final class Cursor implements JournalCursor {
        private int next;

        @Override
        public Optional<JournalFrame> next() {
            Optional<JournalFrame> frame = frame(next);
            next += frame.isPresent() ? 1 : 0;
            return frame;
        }

        @Override
        public void close() {}
    }
}
