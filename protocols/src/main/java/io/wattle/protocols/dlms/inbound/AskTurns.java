package io.wattle.protocols.dlms.inbound;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * So many silent connections are asked at once, others after them: one of each host that some wait from, and around again, so
 * that a host with thousands keeps nobody else waiting. Of one host they come in order. Who waits is a connection that
 * stands. Safe for use by many threads.
 */
final class AskTurns {
    private final SequencedMap<String, SequencedSet<Runnable>> waiting = new LinkedHashMap<>(); // by host; none is empty
    private int free;

    AskTurns(int atOnce) {
        this.free = atOnce;
    }

    /**
     * Runs {@code begin} when it is its turn, now or on the thread of who ends his; it does no more than hand work on. The
     * turn ends with {@link #release}.
     */
    void take(String host, Runnable begin) {
        synchronized (this) {
            if (free == 0) {
                waiting.computeIfAbsent(host, _ -> new LinkedHashSet<>()).add(begin);
                return;
            }
            free--;
        }
        begin.run();
    }

    /** Whoever waits does so no longer. */
    synchronized void forget(String host, Runnable begin) {
        waiting.computeIfPresent(host, (_, its) -> its.remove(begin) && its.isEmpty() ? null : its);
    }

    /** A turn is over. */
    void release() {
        Runnable next = next();
        if (next != null) {
            next.run();
        }
    }

    private synchronized @Nullable Runnable next() {
        Map.Entry<String, SequencedSet<Runnable>> host = waiting.pollFirstEntry();
        if (host == null) {
            free++;
            return null;
        }
        SequencedSet<Runnable> its = host.getValue();
        Runnable next = its.removeFirst();
        if (!its.isEmpty()) {
            waiting.putLast(host.getKey(), its);
        }
        return next;
    }
}
