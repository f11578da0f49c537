package io.wattle.protocols.dlms.inbound;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * So many silent connections are asked at once, others in order after them. Who waits is a connection that stands. Safe for
 * use by many threads.
 */
final class AskTurns {
    private final Set<Runnable> waiting = new LinkedHashSet<>();
    private int free;

    AskTurns(int atOnce) {
        this.free = atOnce;
    }

    /**
     * Runs {@code begin} when it is its turn, now or on the thread of who ends his; it does no more than hand work on. The
     * turn ends with {@link #release}.
     */
    void take(Runnable begin) {
        synchronized (this) {
            if (free == 0) {
                waiting.add(begin);
                return;
            }
            free--;
        }
        begin.run();
    }

    /** Whoever waits does so no longer. */
    synchronized void forget(Runnable begin) {
        waiting.remove(begin);
    }

    /** A turn is over. */
    void release() {
        Runnable next = next();
        if (next != null) {
            next.run();
        }
    }

    private synchronized @Nullable Runnable next() {
        Iterator<Runnable> all = waiting.iterator();
        if (!all.hasNext()) {
            free++;
            return null;
        }
        Runnable next = all.next();
        all.remove();
        return next;
    }
}
