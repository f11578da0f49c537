package io.wattle.headend.card;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Counts wrong card numbers for each source, and locks a source out: after five, for fifteen minutes; with each more, for
 * twice as long, up to a day. A day without a wrong one, or a right one, and it begins anew.
 *
 * <p>Its memory does not grow, whoever comes: sources share 65,536 counters by a hash with a secret seed, so that nobody can
 * push a locked source out, nor choose whom he shares with. Two that share a counter by chance share its lock, too. An
 * attempt counts as wrong from its beginning, so that a thousand at once are not a thousand guesses. Safe for use by many
 * threads.
 */
public final class WrongNumbers {
    static final int FREE = 5;
    static final Duration FIRST_LOCK = Duration.ofMinutes(15);
    static final Duration LONGEST_LOCK = Duration.ofDays(1);
    private static final int COUNTERS = 1 << 16;
    private static final int DOUBLINGS_MAX = 10;

    private final int[] wrong = new int[COUNTERS];
    private final long[] lockedUntilS = new long[COUNTERS];
    private final long[] lastS = new long[COUNTERS];
    private final long seed;

    public WrongNumbers(RandomGenerator random) {
        seed = random.nextLong();
    }

    /** Begins an attempt; or says how long the source is locked out still, and then nothing was begun. */
    public synchronized Optional<Duration> enter(String source, Instant now) {
        int at = counter(source);
        long second = now.getEpochSecond();
        if (second < lockedUntilS[at]) {
            return Optional.of(Duration.ofSeconds(lockedUntilS[at] - second));
        }
        if (second - lastS[at] > LONGEST_LOCK.toSeconds()) {
            wrong[at] = 0;
        }
        wrong[at]++;
        lastS[at] = second;
        if (wrong[at] >= FREE) {
            int doublings = Math.min(DOUBLINGS_MAX, wrong[at] - FREE);
            long lockS = Math.min(LONGEST_LOCK.toSeconds(), FIRST_LOCK.toSeconds() << doublings);
            lockedUntilS[at] = second + lockS;
            lastS[at] = lockedUntilS[at];
        }
        return Optional.empty();
    }

    /** The number was right: all is forgiven. */
    public synchronized void right(String source) {
        int at = counter(source);
        wrong[at] = 0;
        lockedUntilS[at] = 0;
    }

    /** Nobody looked at the number: this attempt does not count. */
    public synchronized void notTried(String source) {
        int at = counter(source);
        wrong[at] = Math.max(0, wrong[at] - 1);
        lockedUntilS[at] = wrong[at] < FREE ? 0 : lockedUntilS[at];
    }

    /** FNV-1a over a secret beginning, with a last stir: spreads well, and nobody outside knows where to. */
    private int counter(String source) {
        long hash = seed;
        for (int i = 0; i < source.length(); i++) {
            hash = (hash ^ source.charAt(i)) * 0x100000001b3L;
        }
        hash ^= hash >>> 33;
        hash *= 0xff51afd7ed558ccdL;
        hash ^= hash >>> 33;
        return (int) hash & (COUNTERS - 1);
    }
}
