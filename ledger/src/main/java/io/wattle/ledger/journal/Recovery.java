package io.wattle.ledger.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/** Checks a journal from its beginning to its end. */
final class Recovery {

    private Recovery() {}

    /**
     * What must be in the folder.
     *
     * <p>No readable mark and no frame is a journal that ended while it was being made: it is as good as new.
     *
     * @throws JournalDamaged if there are frames and no mark to tell
     */
    static DurableMark.Mark required(Path directory) throws IOException {
        Optional<DurableMark.Mark> mark = DurableMark.read(directory);
        if (mark.isEmpty() && hasFrames(directory)) {
            throw new JournalDamaged(new JournalDamage(DurableMark.FILE, 1, 1,
                    "missing or unreadable, so nobody can tell how far the journal was durable"));
        }
        return mark.orElse(DurableMark.Mark.NONE);
    }

    private static boolean hasFrames(Path directory) throws IOException {
        int last = Segments.last(directory);
        for (int segment = 1; segment <= last; segment++) {
            Optional<Path> path = Segments.exists(directory, segment)
                    ? Segments.file(directory, segment)
                    : Optional.empty();
            if (path.isPresent()) {
                try (SegmentFile file = new SegmentFile(path.get())) {
                    if (!(file.next(0) instanceof SegmentFile.End)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /**
     * Reads every frame, shows the place of each, and gives the place after the last whole one.
     *
     * @throws JournalDamaged if a frame up to the mark is missing or changed
     */
    static Position walk(Path directory, DurableMark.Mark durable, Consumer<Position> places) {
        requireEverySegment(directory);
        try (FrameCursor cursor = new FrameCursor(directory, Position.START, () -> Long.MAX_VALUE,
                durable::frameSequence)) {
            while (cursor.next().isPresent()) {
                Position after = cursor.position();
                requireSameHistory(after, durable);
                places.accept(after);
            }
            return cursor.position();
        }
    }

    static void requireEverySegment(Path directory) {
        Optional<Integer> missing = Segments.missing(directory);
        if (missing.isPresent()) {
            String name = Segments.name(missing.get());
            FirstMissing first = FirstMissing.of(directory, missing.get());
            throw new JournalDamaged(
                    new JournalDamage(name, first.frameSequence(), first.sequence(), "the segment is missing"));
        }
    }

    /** The mark names the hash of its frame: a journal rewritten as a whole does not match it. */
    static void requireSameHistory(Position after, DurableMark.Mark durable) {
        if (after.frameSequence() - 1 == durable.frameSequence()
                && !Arrays.equals(after.previousHash(), durable.hash())) {
            throw new JournalDamaged(new JournalDamage(Segments.name(after.segment()), durable.frameSequence(),
                    durable.lastSequence(), "the frame is not the one that durable.mark names: history was rewritten"));
        }
    }

    /** Where the frames before a missing segment end. */
    private record FirstMissing(long frameSequence, long sequence) {

        static FirstMissing of(Path directory, int missing) {
            if (missing == 1) {
                return new FirstMissing(1, 1);
            }
            try (FrameCursor cursor = new FrameCursor(directory, Position.START, () -> Long.MAX_VALUE, () -> 0)) {
                while (cursor.next().isPresent()) {
                    if (cursor.position().segment() >= missing) {
                        break;
                    }
                }
                return new FirstMissing(cursor.position().frameSequence(), cursor.position().sequence());
            }
        }
    }
}
