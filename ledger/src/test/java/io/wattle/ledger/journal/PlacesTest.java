package io.wattle.ledger.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** However long the journal, few places are remembered, and they are spread over all of it. */
class PlacesTest {
    private static final int FRAMES = 300_000;
    private static final int FRAME_BYTES = 100_000;

    @Test
    void shouldRememberFewPlacesOfALongJournalEvenlySpread() {
        Places places = new Places();
        for (int frame = 0; frame < FRAMES; frame++) {
            places.add(place(frame));
        }
        assertThat(places.count()).isBetween(1000, 4096);
        long widest = 0;
        for (int frame = 0; frame < FRAMES; frame += 997) {
            JournalPlace before = places.before(frame + 1L).orElseThrow();
            assertThat(before.sequence()).isLessThanOrEqualTo(frame + 1L);
            widest = Math.max(widest, frame + 1 - before.sequence());
        }
        assertThat(widest * FRAME_BYTES).isLessThan((long) FRAMES * FRAME_BYTES / 500);
    }

    @Test
    void shouldKnowNothingBeforeTheFirst() {
        Places places = new Places();
        assertThat(places.before(1)).isEmpty();
        places.add(place(7));
        assertThat(places.before(7)).isEmpty();
        assertThat(places.before(8)).isPresent();
    }

    private static JournalPlace place(int frame) {
        int perSegment = 1000;
        return new JournalPlace(1 + frame / perSegment, (long) (frame % perSegment) * FRAME_BYTES, frame + 1L,
                frame + 1L, new byte[32]);
    }
}
