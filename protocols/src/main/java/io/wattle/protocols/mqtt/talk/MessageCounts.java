package io.wattle.protocols.mqtt.talk;

import io.wattle.protocols.mqtt.payload.PayloadFault;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many messages were taken, and how many were not, and why. Safe for use by many threads. */
public final class MessageCounts {
    private static final Logger LOG = LoggerFactory.getLogger(MessageCounts.class);
    private final LongAdder taken = new LongAdder();
    private final Map<Rejection, LongAdder> rejected = new EnumMap<>(Rejection.class);

    public MessageCounts() {
        for (Rejection reason : Rejection.values()) {
            rejected.put(reason, new LongAdder());
        }
    }

    void taken() {
        taken.increment();
    }

    /**
     * Counts a message that was not taken.
     *
     * @param detail nothing secret
     */
    public void rejected(Rejection reason, String name, String detail) {
        LongAdder count = counter(reason);
        count.increment();
        // The first of a kind is worth a line; a million more would only fill the disk.
        if (count.sum() == 1) {
            LOG.warn("message of {} not taken: {} {}; further ones are only counted", name, reason, detail);
        } else {
            LOG.debug("message of {} not taken: {} {}", name, reason, detail);
        }
    }

    /** The same for a payload. */
    public void rejected(PayloadFault fault, String name, String detail) {
        rejected(Rejection.of(fault), name, detail);
    }

    public long takenSum() {
        return taken.sum();
    }

    public long rejectedSum(Rejection reason) {
        return counter(reason).sum();
    }

    /** Every reason that occurred, and {@code taken}, by name in small letters. */
    public SortedMap<String, Long> all() {
        SortedMap<String, Long> all = new TreeMap<>(Map.of("taken", taken.sum()));
        rejected.forEach((reason, count) -> {
            if (count.sum() > 0) {
                all.put(reason.word(), count.sum());
            }
        });
        return all;
    }

    private LongAdder counter(Rejection reason) {
        return rejected.getOrDefault(reason, taken);
    }
}
