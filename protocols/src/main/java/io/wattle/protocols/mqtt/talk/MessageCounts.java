package io.wattle.protocols.mqtt.talk;

import io.wattle.protocols.mqtt.payload.PayloadFault;
import io.wattle.protocols.mqtt.payload.Receipt;
import java.util.EnumMap;
import java.util.Locale;
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
    private final LongAdder handedOver = new LongAdder();
    private final Map<Receipt.Kind, LongAdder> receipts = new EnumMap<>(Receipt.Kind.class);
    private final Map<Rejection, LongAdder> rejected = new EnumMap<>(Rejection.class);

    public MessageCounts() {
        for (Rejection reason : Rejection.values()) {
            rejected.put(reason, new LongAdder());
        }
        for (Receipt.Kind kind : Receipt.Kind.values()) {
            receipts.put(kind, new LongAdder());
        }
    }

    void taken() {
        taken.increment();
    }

    /** A message of another head-end's meter, which the broker has for that one. */
    public void handedOver() {
        handedOver.increment();
    }

    void receipt(Receipt.Kind kind) {
        receipts.getOrDefault(kind, handedOver).increment();
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

    public long handedOverSum() {
        return handedOver.sum();
    }

    /** How many receipts were given, by kind in small letters. */
    SortedMap<String, Long> receipts() {
        SortedMap<String, Long> all = new TreeMap<>();
        receipts.forEach((kind, count) -> all.put(kind.name().toLowerCase(Locale.ROOT), count.sum()));
        return all;
    }

    /** Every reason that occurred, {@code taken} and {@code handed-over}, by name in small letters. */
    public SortedMap<String, Long> all() {
        SortedMap<String, Long> all = new TreeMap<>(Map.of("taken", taken.sum()));
        if (handedOver.sum() > 0) {
            all.put("handed-over", handedOver.sum());
        }
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
