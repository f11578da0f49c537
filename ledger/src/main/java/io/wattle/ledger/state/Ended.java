package io.wattle.ledger.state;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.function.BiConsumer;

/** Things that have come to their end and are still known by name, in the order in which they ended. For the ledger thread. */
final class Ended {
    /** One of them. */
    private record End(String id, Instant at) {}

    private final Deque<End> ends = new ArrayDeque<>();

    void add(String id, Instant at) {
        ends.add(new End(id, at));
    }

    /** How many of the oldest ended before an instant; stops counting at the maximum. */
    int countBefore(Instant before, int max) {
        int count = 0;
        for (Iterator<End> oldest = ends.iterator(); count < max && oldest.hasNext(); count++) {
            if (!oldest.next().at().isBefore(before)) {
                break;
            }
        }
        return count;
    }

    /**
     * Forgets so many of the oldest.
     *
     * @throws IllegalStateException if they did not all end before the instant
     */
    void forget(int count, Instant before, Map<String, ?> known) {
        if (countBefore(before, count) != count) {
            throw new IllegalStateException("not so many had ended before " + before + ": " + count);
        }
        for (int i = 0; i < count; i++) {
            known.remove(ends.remove().id());
        }
    }

    /** Oldest first. */
    void forEach(BiConsumer<String, Instant> ended) {
        ends.forEach(end -> ended.accept(end.id(), end.at()));
    }
}
