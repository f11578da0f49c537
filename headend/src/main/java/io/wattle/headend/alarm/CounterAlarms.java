package io.wattle.headend.alarm;

import io.wattle.headend.registry.CounterWatch;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys whose invocation counters are nearly used up. Each key is one alarm, at the meter that used it last, until it has
 * not been used for a day; told in the log when it opens. Guarded by its own lock; holds no more than {@link #KEPT_MAX},
 * the latest.
 */
public final class CounterAlarms implements CounterWatch {
    static final int KEPT_MAX = 1_000;
    private static final Logger LOG = LoggerFactory.getLogger(CounterAlarms.class);
    private static final Duration OPEN = Duration.ofDays(1);

    private final InstantSource clock;
    /** By the name of key and system title; latest last. */
    private final Map<String, Seen> seen = new LinkedHashMap<>();

    private record Seen(String meter, Instant first, Instant last, long left) {
        private boolean isOpen(Instant now) {
            return !last.plus(OPEN).isBefore(now);
        }

        private String words() {
            return left + " invocation counters are left under the key of this meter, which others may share: give it"
                    + " new keys (wattle security rekey)";
        }
    }

    public CounterAlarms(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void nearlyUsedUp(String holder, String nonces, long left) {
        Instant now = clock.instant();
        String meter = holder.substring(0, holder.lastIndexOf('/'));
        Seen before = seen.remove(nonces);
        boolean goesOn = before != null && before.isOpen(now);
        Seen latest = new Seen(meter, before != null && goesOn ? before.first() : now, now, left);
        seen.put(nonces, latest);
        if (seen.size() > KEPT_MAX) {
            seen.remove(seen.keySet().iterator().next());
        }
        if (!goesOn) {
            LOG.warn("COUNTERS_NEARLY_USED_UP at meter {}: {}", meter, latest.words());
        }
    }

    /** Open alarms. */
    public synchronized List<Alarm> open() {
        Instant now = clock.instant();
        return seen.entrySet()
                .stream()
                .filter(entry -> entry.getValue().isOpen(now))
                .map(entry -> alarm(entry.getKey(), entry.getValue(), now))
                .toList();
    }

    private static Alarm alarm(String nonces, Seen seen, Instant now) {
        return new Alarm("C-" + nonces, seen.meter(), "COUNTERS_NEARLY_USED_UP", Severity.MAJOR, seen.words(),
                seen.first(), Math.max(0, Duration.between(seen.first(), now).toSeconds()));
    }
}
