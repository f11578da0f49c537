package io.wattle.simulator;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * A clock that runs faster than the real one by a whole factor. Exact: no time is lost or won by rounding, however long
 * it runs. Immutable, safe for use by many threads. Where a {@link java.time.Clock} is wanted, use {@link #withZone}.
 */
public final class SimulatedClock implements InstantSource {
    /** Up to 100,000 simulated seconds per real second: more than a simulated day each second. */
    public static final int SPEED_MAX = 100_000;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private final Instant start;
    private final int speed;
    private final LongSupplier nanoSource;
    private final long startNanos;

    /**
     * Starts at {@code start}, now.
     *
     * @param speed simulated seconds per real second, 1..100,000
     */
    public SimulatedClock(Instant start, int speed) {
        this(start, speed, System::nanoTime);
    }

    /**
     * @param speed simulated seconds per real second, 1..100,000
     * @param nanoSource counts real nanoseconds from any origin and never backwards
     */
    public SimulatedClock(Instant start, int speed, LongSupplier nanoSource) {
        if (speed < 1 || speed > SPEED_MAX) {
            throw new IllegalArgumentException("speed must be 1.." + SPEED_MAX + ", was: " + speed);
        }
        this.start = start;
        this.speed = speed;
        this.nanoSource = nanoSource;
        this.startNanos = nanoSource.getAsLong();
    }

    /** The simulated time now. */
    @Override
    public Instant instant() {
        long elapsedNanos = nanoSource.getAsLong() - startNanos;
        // Seconds and rest apart: the product of the whole would overflow within a day and two hours at full speed.
        long seconds = Math.floorDiv(elapsedNanos, NANOS_PER_SECOND);
        long nanos = Math.floorMod(elapsedNanos, NANOS_PER_SECOND);
        return start.plusSeconds(seconds * speed).plusNanos(nanos * speed);
    }

    /** Simulated seconds per real second. */
    public int speed() {
        return speed;
    }

    @Override
    public String toString() {
        return "SimulatedClock[start=" + start + ", speed=" + speed + "]";
    }
}
