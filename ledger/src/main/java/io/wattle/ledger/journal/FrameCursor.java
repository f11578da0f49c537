package io.wattle.ledger.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Walks the segments and checks each frame against the one before.
 *
 * <p>A segment may end in a frame that was never acknowledged: torn, or never begun. Then the next segment begins with a
 * frame of that very number, and the chain goes on there.
 */
final class FrameCursor implements JournalCursor {

    private sealed interface Step {}

    private record Taken(JournalFrame frame, JournalPlace after) implements Step {}

    private record Nothing() implements Step {}

    private record Broken(JournalDamage damage) implements Step {}

    private final SegmentSource source;
    private final LongSupplier frameMax;
    private final LongSupplier frameRequired;
    private final FrameReader frames = new FrameReader();
    private JournalPlace place;
    private @Nullable SegmentReader reader;

    /**
     * A cursor.
     *
     * @param frameMax the last frame that may be shown
     * @param frameRequired the last frame that must be there
     */
    FrameCursor(SegmentSource source, JournalPlace from, LongSupplier frameMax, LongSupplier frameRequired) {
        this.source = source;
        this.place = from;
        this.frameMax = frameMax;
        this.frameRequired = frameRequired;
    }

    @Override
    public JournalPlace place() {
        return place;
    }

    @Override
    public Optional<JournalFrame> next() {
        if (place.frameSequence() > frameMax.getAsLong()) {
            return Optional.empty();
        }
        try {
            return advance();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + Segments.name(place.segment()), e);
        }
    }

    private Optional<JournalFrame> advance() throws IOException {
        Step here = step(place);
        if (here instanceof Taken taken) {
            return taken(taken);
        }
        Optional<JournalDamage> suspect = damageIn(here);
        int segment = place.segment() + 1;
        while (source.has(segment)) {
            closeReader();
            Step there = step(place.inSegment(segment));
            if (there instanceof Taken taken) {
                return taken(taken);
            }
            suspect = suspect.or(() -> damageIn(there));
            segment++;
        }
        closeReader();
        requireKept();
        if (place.frameSequence() <= frameRequired.getAsLong()) {
            throw new JournalDamaged(suspect.orElseGet(this::nothingThere));
        }
        if (LaterFrame.isBehind(source, place)) {
            throw new JournalDamaged(suspect.orElseGet(() -> damage(place, place.sequence(), "frame "
                    + place.frameSequence() + " is missing, but a whole later one stands behind it")));
        }
        return Optional.empty();
    }

    private Optional<JournalFrame> taken(Taken taken) {
        place = taken.after();
        return Optional.of(taken.frame());
    }

    private Step step(JournalPlace at) throws IOException {
        try {
            SegmentReader open = reader;
            if (open == null) {
                Optional<SegmentBytes> bytes = source.open(at.segment());
                if (bytes.isEmpty()) {
                    return new Broken(damage(at, at.sequence(), "the segment's file is missing"));
                }
                open = new SegmentReader(bytes.get());
                reader = open;
            }
            Step step = step(open.next(at.offsetBytes()), at);
            // The window may be older than the frame: what was written since is seen at the second look.
            return step instanceof Taken ? step : step(open.nextNow(at.offsetBytes()), at);
        } catch (SegmentUnreadable e) {
            return new Broken(damage(at, at.sequence(), String.valueOf(e.getMessage())));
        }
    }

    private Step step(SegmentReader.Found found, JournalPlace at) {
        return switch (found) {
            case SegmentReader.End() -> new Nothing();
            case SegmentReader.Unreadable(String reason) -> new Broken(damage(at, at.sequence(), reason));
            case SegmentReader.Document document -> switch (frames.read(document, at)) {
                case FrameReader.Bad(long firstBadRecord, String reason) ->
                    new Broken(damage(at, firstBadRecord, reason));
                case FrameReader.Good(JournalFrame frame, byte[] hash) -> new Taken(frame,
                        at.after(at.segment(), document.nextOffsetBytes(), frame.records().size(), hash));
            };
        };
    }

    /** What is gone because it was archived is no damage. The beginning is moved before anything is deleted. */
    private void requireKept() throws IOException {
        JournalPlace beginning = source.beginning();
        if (beginning.frameSequence() > place.frameSequence()) {
            throw new JournalArchived(place.sequence(), beginning.sequence());
        }
    }

    private static Optional<JournalDamage> damageIn(Step step) {
        return step instanceof Broken(JournalDamage damage) ? Optional.of(damage) : Optional.empty();
    }

    private JournalDamage nothingThere() {
        return damage(place, place.sequence(), "the journal ends here, but frame " + place.frameSequence()
                + " had been made durable");
    }

    private static JournalDamage damage(JournalPlace at, long firstBadRecord, String reason) {
        return new JournalDamage(Segments.name(at.segment()), at.frameSequence(), firstBadRecord, reason);
    }

    @Override
    public void close() {
        try {
            closeReader();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close " + Segments.name(place.segment()), e);
        }
    }

    private void closeReader() throws IOException {
        SegmentReader open = reader;
        reader = null;
        if (open != null) {
            open.close();
        }
    }
}
