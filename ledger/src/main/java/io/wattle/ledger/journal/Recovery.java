package io.wattle.ledger.journal;

import java.io.IOException;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Checks a journal from a place to its end. */
final class Recovery {

    private Recovery() {}

    /**
     * What must be there.
     *
     * <p>No readable mark and no frame is a journal that ended while it was being made: it is as good as new.
     *
     * @throws JournalDamaged if there are frames and no mark to tell, or the mark is older than the beginning
     */
    static JournalAnchor required(SegmentSource source) throws IOException {
        JournalPlace beginning = source.beginning();
        Optional<JournalAnchor> mark = source.mark();
        if (mark.isEmpty() && hasFrames(source)) {
            throw new JournalDamaged(new JournalDamage(DurableMark.FILE, 1, 1,
                    "missing or unreadable, so nobody can tell how far the journal was durable"));
        }
        JournalAnchor required = mark.orElse(JournalAnchor.NONE);
        // The mark is forced when a segment ends, and only segments that have ended are ever archived.
        if (required.frameSequence() < beginning.frameSequence() - 1) {
            throw new JournalDamaged(new JournalDamage(DurableMark.FILE, beginning.frameSequence(),
                    beginning.sequence(), "older than the journal's beginning: it names frame "
                            + required.frameSequence()));
        }
        return required;
    }

    private static boolean hasFrames(SegmentSource source) throws IOException {
        for (int segment = source.last(); segment >= 1; segment--) {
            Optional<SegmentBytes> bytes = source.open(segment);
            if (bytes.isPresent()) {
                try (SegmentReader reader = new SegmentReader(bytes.get())) {
                    if (!(reader.next(0) instanceof SegmentReader.End)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /**
     * Reads every frame from a place on, hands each over with the place just before it, and gives the place after the
     * last whole one.
     *
     * @throws JournalDamaged if a frame up to the mark is missing or changed
     */
    static JournalPlace walk(SegmentSource source, JournalAnchor durable, JournalPlace from,
            BiConsumer<JournalPlace, JournalFrame> frames) throws IOException {
        requireEverySegment(source);
        requireSameHistory(from, durable);
        try (FrameCursor cursor = new FrameCursor(source, from, () -> Long.MAX_VALUE, durable::frameSequence)) {
            JournalPlace before = from;
            Optional<JournalFrame> frame = cursor.next();
            while (frame.isPresent()) {
                requireSameHistory(cursor.place(), durable);
                frames.accept(before, frame.get());
                before = cursor.place();
                frame = cursor.next();
            }
            return before;
        }
    }

    static void requireEverySegment(SegmentSource source) throws IOException {
        JournalPlace beginning = source.beginning();
        for (int segment = beginning.segment(); segment <= source.last(); segment++) {
            if (!source.has(segment)) {
                JournalPlace missing = endBefore(source, beginning, segment);
                throw new JournalDamaged(new JournalDamage(Segments.name(segment), missing.frameSequence(),
                        missing.sequence(), "the segment is missing"));
            }
        }
    }

    /** The mark names the hash of its frame: a journal rewritten as a whole does not match it. */
    static void requireSameHistory(JournalPlace after, JournalAnchor durable) {
        if (durable.isJustBefore(after) && !JournalAnchor.before(after).equals(durable)) {
            throw new JournalDamaged(new JournalDamage(Segments.name(after.segment()), durable.frameSequence(),
                    durable.lastSequence(), "the frame is not the one that durable.mark names: history was rewritten"));
        }
    }

    /** Where the frames before a missing segment end. */
    private static JournalPlace endBefore(SegmentSource source, JournalPlace beginning, int missing) {
        try (FrameCursor cursor = new FrameCursor(source, beginning, () -> Long.MAX_VALUE, () -> 0)) {
            JournalPlace end = beginning;
            while (cursor.next().isPresent() && cursor.place().segment() < missing) {
                end = cursor.place();
            }
            return end;
        }
    }
}
