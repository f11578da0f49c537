package io.wattle.ledger.journal;

import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Remembers where frames stand, so that reading from any sequence passes over little. The longer the journal, the wider
 * the gaps: memory is bounded. One thread adds, any thread asks.
 */
final class Places {
    /** Half a MiB of memory; in a journal of a TiB the gaps are half a GiB wide, less than a second's reading. */
    private static final int PLACES_MAX = 4096;
    private static final long GAP_BYTES_AT_FIRST = 256 << 10;

    private final ConcurrentSkipListMap<Long, JournalPlace> places = new ConcurrentSkipListMap<>();
    private long gapBytes = GAP_BYTES_AT_FIRST;
    private int count;
    private JournalPlace last = JournalPlace.START;

    /** A place that lies behind all those added before. */
    void add(JournalPlace place) {
        if (count > 0 && place.segment() == last.segment() && place.offsetBytes() - last.offsetBytes() < gapBytes) {
            return;
        }
        last = place;
        if (places.put(place.sequence(), place) == null && ++count > PLACES_MAX) {
            thin();
        }
    }

    /** The nearest place at or before the record; empty if all lie behind it. */
    Optional<JournalPlace> before(long sequence) {
        return Optional.ofNullable(places.floorEntry(sequence)).map(Map.Entry::getValue);
    }

    int count() {
        return count;
    }

    /** Forgets every second one, but never the first. */
    private void thin() {
        gapBytes *= 2;
        count = 0;
        boolean keep = true;
        for (Iterator<Long> all = places.keySet().iterator(); all.hasNext();) {
            all.next();
            if (keep) {
                count++;
            } else {
                all.remove();
            }
            keep = !keep;
        }
    }
}
