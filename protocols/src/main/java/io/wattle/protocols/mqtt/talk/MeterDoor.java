package io.wattle.protocols.mqtt.talk;

import io.wattle.protocols.meter.MeterInbox.Heard;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * What one meter pushed lately: the last messages, by which a double is known, and how many it may still send. A message
 * that is sent again is the same to the byte. Safe for use by many threads.
 */
final class MeterDoor {
    /** More than a meter has under way at once, and few enough for a million meters. */
    private static final int REMEMBERED = 64;
    private static final int KEY_CHARS = 32; // 16 bytes of SHA-256: nobody finds two messages alike
    private static final long MINUTE_NANOS = 60_000_000_000L;

    /** What is to be done with a message. */
    sealed interface Entry {

        /** It is new; {@code end} is to be completed by whoever deals with it. */
        record Fresh(CompletableFuture<Heard> end) implements Entry {}

        /** It came before; {@code end} tells what became of it. */
        record Again(CompletableFuture<Heard> end) implements Entry {}

        /** The meter sends more than it may. */
        record TooMany() implements Entry {}
    }

    private final long burstNanos;
    private final long nanosPerMessage;
    private final Map<String, CompletableFuture<Heard>> last = new LinkedHashMap<>(); // guarded by this
    private long fullAtNanos; // guarded by this: when the meter may send its whole burst again

    MeterDoor(int burst, int perMinute, long nowNanos) {
        this.nanosPerMessage = MINUTE_NANOS / perMinute;
        this.burstNanos = burst * nanosPerMessage;
        this.fullAtNanos = nowNanos;
    }

    synchronized Entry enter(byte[] payload, long nowNanos) {
        String key = key(payload);
        CompletableFuture<Heard> before = last.get(key);
        if (before != null) {
            return new Entry.Again(before);
        }
        if (!mayPass(nowNanos)) {
            return new Entry.TooMany();
        }
        CompletableFuture<Heard> end = new CompletableFuture<>();
        last.put(key, end);
        forgetOldest();
        return new Entry.Fresh(end);
    }

    /** Whether the meter may send one more, whatever it is; then it counts. */
    synchronized boolean mayPass(long nowNanos) {
        long full = Math.max(fullAtNanos - nowNanos, 0) + nanosPerMessage;
        boolean may = full <= burstNanos;
        fullAtNanos = may ? nowNanos + full : fullAtNanos;
        return may;
    }

    /** Not what is still dealt with: that is as much as the broker has in flight. */
    private void forgetOldest() {
        Iterator<CompletableFuture<Heard>> oldest = last.values().iterator();
        for (int over = last.size() - REMEMBERED; over > 0 && oldest.hasNext(); over--) {
            if (oldest.next().isDone()) {
                oldest.remove();
            }
        }
    }

    private static String key(byte[] payload) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(payload);
            return HexFormat.of().formatHex(digest).substring(0, KEY_CHARS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
