package io.wattle.headend.alarm;

import io.wattle.protocols.dlms.SecurityEvent;
import io.wattle.protocols.dlms.SecurityWatch;
import io.wattle.protocols.meter.LogAllowance;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What came from meters and was refused: replies that were changed, repeated or wrongly keyed, and meters that turned us
 * down. Each kind is one alarm for each meter, open for a day after it happened last, and told in the log when it opens.
 * Guarded by its own lock; holds no more than {@link #KEPT_MAX}, the latest.
 */
public final class SecurityAlarms implements SecurityWatch {
    static final int KEPT_MAX = 1_000; // of a fleet under attack more would not be read
    private static final Logger LOG = LoggerFactory.getLogger(SecurityAlarms.class);
    private static final Duration OPEN = Duration.ofDays(1);

    private final InstantSource clock;
    private final LogAllowance allowance = LogAllowance.usual();
    /** Latest last. */
    private final Map<Key, Seen> seen = new LinkedHashMap<>();

    private record Key(String meter, SecurityEvent.Kind kind) {}

    private record Seen(Instant first, Instant last, long times, String detail) {}

    public SecurityAlarms(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void happened(SecurityEvent event) {
        Instant now = clock.instant();
        Key key = new Key(event.meterSerial(), event.kind());
        Seen before = seen.remove(key);
        Seen open = before != null && !before.last().plus(OPEN).isBefore(now) ? before : null;
        boolean isNew = open == null;
        seen.put(key, open == null
                ? new Seen(now, now, 1, event.detail())
                : new Seen(open.first(), now, open.times() + 1, event.detail()));
        if (seen.size() > KEPT_MAX) {
            seen.remove(seen.keySet().iterator().next());
        }
        if (isNew && allowance.take(now, LOG)) {
            LOG.warn("SECURITY {} at meter {}: {}", event.kind(), event.meterSerial(), event.detail());
        }
    }

    /** Open alarms. */
    public synchronized List<Alarm> open() {
        Instant now = clock.instant();
        return seen.entrySet()
                .stream()
                .filter(entry -> !entry.getValue().last().plus(OPEN).isBefore(now))
                .map(entry -> alarm(entry.getKey(), entry.getValue(), now))
                .toList();
    }

    private static Alarm alarm(Key key, Seen seen, Instant now) {
        Severity severity = switch (key.kind()) {
            case UNTRUSTED_REPLY, WRONG_METER, COUNTER_OUT_OF_REACH -> Severity.MAJOR;
            case NOT_AUTHENTICATED -> Severity.MINOR;
        };
        return new Alarm("S-" + key.meter() + "-" + key.kind(), key.meter(), "SECURITY_" + key.kind(), severity,
                seen.detail() + (seen.times() > 1 ? " (" + seen.times() + " times)" : ""), seen.first(),
                Math.max(0, Duration.between(seen.first(), now).toSeconds()));
    }
}
