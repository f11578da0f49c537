package io.wattle.protocols.sparkplug;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Which nodes were asked to be born again, so that a node with a thousand devices is not asked a thousand times before it could
 * do it. Kept for nodes of the registry only. For one thread, that of the broker's messages.
 */
final class Rebirths {
    /** An order at QoS 0 may get lost: then it is given again. */
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(5);
    private final Map<String, Instant> asked = new HashMap<>();
    private final InstantSource clock;

    Rebirths(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether it is to be asked now; it counts as asked then. */
    boolean ask(String node) {
        Instant now = clock.instant();
        Instant before = asked.get(node);
        // A clock that was set back must not silence us for long.
        if (before != null && !now.isBefore(before) && now.isBefore(before.plus(ANSWERED_WITHIN))) {
            return false;
        }
        asked.put(node, now);
        return true;
    }

    /** It was born, of whatever cause. */
    void born(String node) {
        asked.remove(node);
    }
}
