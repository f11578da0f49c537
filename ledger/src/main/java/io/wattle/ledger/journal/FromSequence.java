package io.wattle.ledger.journal;

import java.util.Optional;

/** Passes over the frames before a sequence. */
record FromSequence(JournalCursor frames, long fromSequence) implements JournalCursor {

    @Override
    public Optional<JournalFrame> next() {
        Optional<JournalFrame> frame = frames.next();
        while (frame.isPresent() && frame.get().lastSequence() < fromSequence) {
            frame = frames.next();
        }
        return frame;
    }

    @Override
    public JournalPlace place() {
        return frames.place();
    }

    @Override
    public void close() {
        frames.close();
    }
}
