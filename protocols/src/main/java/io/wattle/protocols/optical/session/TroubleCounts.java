package io.wattle.protocols.optical.session;

import io.wattle.protocols.optical.message.Trouble;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How often what went wrong on lines, also where a repetition mended it. Safe for use by many threads. */
public final class TroubleCounts {
    private final Map<Trouble, LongAdder> counts = new EnumMap<>(Trouble.class);

    public TroubleCounts() {
        for (Trouble trouble : Trouble.values()) {
            counts.put(trouble, new LongAdder());
        }
    }

    void count(Trouble trouble) {
        counts.getOrDefault(trouble, new LongAdder()).increment();
    }

    /** Those that came up at all. */
    public Map<Trouble, Long> seen() {
        Map<Trouble, Long> seen = new EnumMap<>(Trouble.class);
        counts.forEach((trouble, count) -> {
            if (count.sum() > 0) {
                seen.put(trouble, count.sum());
            }
        });
        return seen;
    }
}
