package io.wattle.ledger.journal;

import java.io.IOException;

/** Finds where the frames of a closed segment end. */
final class SegmentEnd {

    private SegmentEnd() {}

    /**
     * Walks a segment's frames and on to the next one's first, which shows that nothing is missing between.
     *
     * @param before just before the first frame of the segment
     * @return just after its last; the same if it holds none
     * @throws JournalDamaged if the segment is damaged, or no later segment goes on where it ends
     */
    static JournalPlace of(SegmentSource source, JournalPlace before) throws IOException {
        int segment = before.segment();
        try (FrameCursor cursor = new FrameCursor(source, before, () -> Long.MAX_VALUE, () -> Long.MAX_VALUE)) {
            JournalPlace end = before;
            while (cursor.next().isPresent()) {
                if (cursor.place().segment() > segment) {
                    return end;
                }
                end = cursor.place();
            }
            throw new IOException("no frame stands behind " + Segments.name(segment));
        }
    }
}
