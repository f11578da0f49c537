package io.wattle.protocols.meter;

import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;

/**
 * How many lines of the log those outside may have us write about one thing: nobody reads more, and who writes on without
 * end fills the disk. Safe for use by many threads.
 */
public final class LogAllowance {
    private static final Duration SPAN = Duration.ofHours(1);

    private final int linesMax;
    private Instant from = Instant.MIN;
    private int lines;

    /** @param linesMax in an hour, 1 or more */
    public LogAllowance(int linesMax) {
        if (linesMax < 1) {
            throw new IllegalArgumentException("linesMax must be 1 or more, was: " + linesMax);
        }
        this.linesMax = linesMax;
    }

    /** A thousand an hour. */
    public static LogAllowance usual() {
        return new LogAllowance(1_000);
    }

    /** Whether one more line may be written now; when the last one has been, {@code log} says that no more follow. */
    public synchronized boolean take(Instant now, Logger log) {
        if (now.isBefore(from) || !now.isBefore(from.plus(SPAN))) {
            from = now;
            lines = 0;
        }
        lines = Math.min(lines + 1, linesMax + 2);
        if (lines == linesMax + 1) {
            log.warn("{} such lines were written since {}: no more before {}", linesMax, from, from.plus(SPAN));
        }
        return lines <= linesMax;
    }
}
