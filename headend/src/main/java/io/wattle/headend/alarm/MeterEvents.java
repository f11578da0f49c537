package io.wattle.headend.alarm;

import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.object.MeterTimes;
import io.wattle.protocols.dlms.object.ValueText;
import io.wattle.protocols.dlms.push.Notification;
import io.wattle.protocols.dlms.push.PushSink;
import io.wattle.protocols.dlms.push.Pushed;
import io.wattle.protocols.meter.LogAllowance;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events that DLMS meters pushed. Each attribute of each meter is one alarm, open for a day after it was pushed last, and
 * told in the log when it opens. Pushed values that are no reading are taken note of, no more. Guarded by
 * its own lock; holds no more than {@link #KEPT_MAX}, of one meter no more than {@link #OF_A_METER_MAX}, the latest.
 */
public final class MeterEvents implements PushSink {
    static final int KEPT_MAX = 10_000;
    static final int OF_A_METER_MAX = 32;
    private static final Logger LOG = LoggerFactory.getLogger(MeterEvents.class);
    private static final Duration OPEN = Duration.ofDays(1);

    private final InstantSource clock;
    private final LogAllowance allowance = LogAllowance.usual();
    /** Latest last. */
    private final Map<Key, Seen> seen = new LinkedHashMap<>();

    private record Key(String meter, CosemAttribute source) {}

    private record Seen(Instant first, Instant last, String words) {}

    public MeterEvents(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public CompletionStage<Boolean> take(Pushed pushed) {
        switch (pushed.notification()) {
            case Notification.Data _ -> LOG.debug("meter {} pushed values", pushed.meterSerial());
            case Notification.Event event -> note(pushed, event);
        }
        return CompletableFuture.completedFuture(true);
    }

    private synchronized void note(Pushed pushed, Notification.Event event) {
        Instant now = clock.instant();
        Key key = new Key(pushed.meterSerial(), event.source());
        Seen before = seen.remove(key);
        boolean isOpen = before != null && !before.last().plus(OPEN).isBefore(now);
        String words = event.source().classId() + "/" + event.source().name() + "/" + event.source().attribute()
                + " is now " + ValueText.of(event.value(), new MeterTimes(0))
                + (pushed.proven() ? "" : "; sent in clear");
        if (before == null) {
            makeRoom(key.meter());
        }
        seen.put(key, new Seen(before != null && isOpen ? before.first() : now, now, words));
        if (seen.size() > KEPT_MAX) {
            seen.remove(seen.keySet().iterator().next());
        }
        if (!isOpen && allowance.take(now, LOG)) {
            LOG.info("EVENT at meter {}: {}", key.meter(), words);
        }
    }

    /** One that pushes ever other events leaves the others theirs. */
    private void makeRoom(String meter) {
        List<Key> same = seen.keySet().stream().filter(key -> key.meter().equals(meter)).toList();
        if (same.size() >= OF_A_METER_MAX) {
            seen.remove(same.getFirst());
        }
    }

    /** Open alarms. */
    public synchronized List<Alarm> open() {
        Instant now = clock.instant();
        return seen.entrySet()
                .stream()
                .filter(entry -> !entry.getValue().last().plus(OPEN).isBefore(now))
                .map(entry -> new Alarm("E-" + entry.getKey().meter() + "-" + entry.getKey().source().name(),
                        entry.getKey().meter(), "METER_EVENT", Severity.MINOR, entry.getValue().words(),
                        entry.getValue().first(),
                        Math.max(0, Duration.between(entry.getValue().first(), now).toSeconds())))
                .toList();
    }
}
