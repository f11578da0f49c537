package io.wattle.protocols.optical.message;

import java.time.Duration;

/** When a conversation must be over, by the clock that only counts. Immutable. */
public final class Deadline {
    private final long endNanos;

    private Deadline(long endNanos) {
        this.endNanos = endNanos;
    }

    public static Deadline after(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** How long still; zero if it has passed. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
    }

    /** This long, or as long as is left if that is shorter. */
    public Duration atMost(Duration patience) {
        Duration left = left();
        return left.compareTo(patience) < 0 ? left : patience;
    }
}
