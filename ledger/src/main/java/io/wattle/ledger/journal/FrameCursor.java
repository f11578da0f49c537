package io.wattle.ledger.journal;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Walks the segments' files and checks each frame against the one before.
 *
 * <p>A segment may end in a frame that was never acknowledged: torn, or never begun. Then the next segment begins with a
 * frame of that very number, and the chain goes on there.
 */
final class FrameCursor implements JournalCursor {

    private sealed interface Step {}

    private record Taken(JournalFrame frame, Position after) implements Step {}

    private record Nothing() implements Step {}

    private record Broken(JournalDamage damage) implements Step {}

    private final Path directory;
    private final LongSupplier frameMax;
    private final LongSupplier frameRequired;
    private Position position;
    private @Nullable SegmentFile file;

    /**
     * A cursor.
     *
     * @param frameMax the last frame that may be shown
     * @param frameRequired the last frame that must be there
     */
    FrameCursor(Path directory, Position from, LongSupplier frameMax, LongSupplier frameRequired) {
        this.directory = directory;
        this.position = from;
        this.frameMax = frameMax;
        this.frameRequired = frameRequired;
    }

    /** Just before the next frame. */
    Position position() {
        return position;
    }

    @Override
    public Optional<JournalFrame> next() {
        if (position.frameSequence() > frameMax.getAsLong()) {
            return Optional.empty();
        }
        try {
            return advance();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + Segments.directory(directory, position.segment()), e);
        }
    }

    private Optional<JournalFrame> advance() throws IOException {
        Step here = step(position);
        if (here instanceof Taken taken) {
            return taken(taken);
        }
        Optional<JournalDamage> suspect = damageIn(here);
        int segment = position.segment() + 1;
        while (Segments.exists(directory, segment)) {
            closeFile();
            Step there = step(position.inSegment(segment));
            if (there instanceof Taken taken) {
                return taken(taken);
            }
            suspect = suspect.or(() -> damageIn(there));
            segment++;
        }
        closeFile();
        if (position.frameSequence() <= frameRequired.getAsLong()) {
            throw new JournalDamaged(suspect.orElseGet(this::nothingThere));
        }
        if (LaterFrame.isBehind(directory, position)) {
            throw new JournalDamaged(suspect.orElseGet(() -> damage(position, position.sequence(), "frame "
                    + position.frameSequence() + " is missing, but a whole later one stands behind it")));
        }
        return Optional.empty();
    }

    private Optional<JournalFrame> taken(Taken taken) {
        position = taken.after();
        return Optional.of(taken.frame());
    }

    private Step step(Position at) throws IOException {
        SegmentFile open = file;
        if (open == null) {
            Optional<Path> path = Segments.file(directory, at.segment());
            if (path.isEmpty()) {
                return new Nothing();
            }
            try {
                open = new SegmentFile(path.get());
            } catch (FileNotFoundException e) {
                if (Files.isRegularFile(path.get())) {
                    throw e; // it is there: what is missing is a descriptor or a permission, and no damage
                }
                return new Broken(damage(at, at.sequence(), "the file cannot be opened: " + e.getMessage()));
            }
            file = open;
        }
        return switch (open.next(at.offsetBytes())) {
            case SegmentFile.End() -> new Nothing();
            case SegmentFile.Unreadable(String reason) -> new Broken(damage(at, at.sequence(), reason));
            case SegmentFile.Document document -> frame(document, at);
        };
    }

    private static Step frame(SegmentFile.Document document, Position at) {
        return switch (FrameReader.read(document.bytes(), at)) {
            case FrameReader.Bad(long firstBadRecord, String reason) ->
                new Broken(damage(at, firstBadRecord, reason));
            case FrameReader.Good(JournalFrame frame, byte[] hash) ->
                new Taken(frame, new Position(at.segment(), document.nextOffsetBytes(), at.frameSequence() + 1,
                        frame.lastSequence() + 1, hash));
        };
    }

    private static Optional<JournalDamage> damageIn(Step step) {
        return step instanceof Broken(JournalDamage damage) ? Optional.of(damage) : Optional.empty();
    }

    private JournalDamage nothingThere() {
        return damage(position, position.sequence(), "the journal ends here, but frame " + position.frameSequence()
                + " had been made durable");
    }

    private static JournalDamage damage(Position at, long firstBadRecord, String reason) {
        return new JournalDamage(Segments.name(at.segment()), at.frameSequence(), firstBadRecord, reason);
    }

    @Override
    public void close() {
        try {
            closeFile();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close a file of " + directory, e);
        }
    }

    private void closeFile() throws IOException {
        SegmentFile open = file;
        file = null;
        if (open != null) {
            open.close();
        }
    }
}
