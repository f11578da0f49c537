package io.wattle.headend.bench.crash;

import java.nio.file.Path;

/**
 * A soak.
 *
 * @param directory a new folder is made in it, and removed if all was well
 * @param runs how often the process is killed, 1..100,000
 * @param seed of payments and of the moments to kill at
 */
public record CrashPlan(Path directory, int runs, long seed) {

    public CrashPlan {
        if (runs < 1 || runs > 100_000) {
            throw new IllegalArgumentException("--runs must be 1..100000, was: " + runs);
        }
    }
}
