package io.wattle.ledger.state;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Things that have come to their end and are still known by name, in the order in which they ended. For the ledger thread. */
public final class Ended {
    /** One of them. */
    private record End(String id, Instant at) {}

    private final Deque<End> ends = new ArrayDeque<>();

    void add(String id, Instant at) {
        ends.add(new End(id, at));
    }

    /** How many of the oldest ended before an instant; stops counting at the maximum. */
    public int countBefore(Instant before, int max) {
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
    void forget(int count, Instant before, Consumer<String> forget) {
        if (countBefore(before, count) != count) {
            throw new IllegalStateException("not so many had ended before " + before + ": " + count);
        }
        for (int i = 0; i < count; i++) {
            forget.accept(ends.remove().id());
        }
    }

    /** It goes on after all. Those that ended last are looked at first. */
    void remove(String id) {
        for (Iterator<End> latest = ends.descendingIterator(); latest.hasNext();) {
            if (latest.next().id().equals(id)) {
                latest.remove();
                return;
            }
        }
    }

    /** Oldest first. */
    void forEach(BiConsumer<String, Instant> ended) {
        ends.forEach(end -> ended.accept(end.id(), end.at()));
    }
}
