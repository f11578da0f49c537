package io.wattle.ledger.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Finds and tests places without walking all the frames before them. */
final class HeldPlaces {

    private HeldPlaces() {}

    /** Whether the frame that the place names as the one before it stands there, whole. */
    static boolean isHeld(SegmentSource source, JournalPlace place) throws IOException {
        JournalPlace beginning = source.beginning();
        if (place.equals(beginning)) {
            return true;
        }
        if (place.segment() < beginning.segment() || place.segment() > source.last()) {
            return false;
        }
        Optional<SegmentBytes> opened = source.open(place.segment());
        if (opened.isEmpty()) {
            return false;
        }
        try (SegmentBytes bytes = opened.get()) {
            return WholeFrame.isJustBefore(bytes, place);
        }
    }

    /** The start of the last segment up to the given one that begins at or before a record; else the beginning. */
    static JournalPlace segmentStart(SegmentSource source, int last, long sequence) throws IOException {
        JournalPlace beginning = source.beginning();
        for (int segment = last; segment > beginning.segment(); segment--) {
            Optional<JournalPlace> start = firstFrame(source, segment);
            if (start.isPresent() && start.get().sequence() <= sequence) {
                return start.get();
            }
        }
        return beginning;
    }

    /** What a segment's first frame says of itself; whoever reads on from there checks it. */
    private static Optional<JournalPlace> firstFrame(SegmentSource source, int segment) throws IOException {
        Optional<SegmentBytes> bytes = source.open(segment);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        try (SegmentReader reader = new SegmentReader(bytes.get())) {
            if (!(reader.next(0) instanceof SegmentReader.Document document)
                    || document.length() < Frames.HEAD_BYTES + Frames.TAIL_BYTES) {
                return Optional.empty();
            }
            ByteBuffer head = ByteBuffer.wrap(document.bytes(), document.start(), Frames.HEAD_BYTES).slice();
            long frameSequence = head.getLong(Frames.SEQUENCE_AT);
            long sequence = head.getLong(Frames.FIRST_RECORD_AT);
            if (head.getInt(0) != Frames.MAGIC || frameSequence < 1 || sequence < frameSequence) {
                return Optional.empty();
            }
            byte[] previousHash = new byte[Frames.HASH_BYTES];
            head.get(Frames.PREVIOUS_HASH_AT, previousHash);
            return Optional.of(new JournalPlace(segment, 0, frameSequence, sequence, previousHash));
        }
    }
}
