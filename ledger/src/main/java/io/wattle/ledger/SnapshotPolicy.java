package io.wattle.ledger;

/**
 * When snapshots are made, and how many are kept.
 *
 * <p>Immutable, safe for any thread; a value that is not allowed is refused with {@link IllegalArgumentException}.
 *
 * @param everyEntries entries between two snapshots, 1..1,000,000,000: so many at most, and those that come while one is
 *        made, are replayed at a start
 * @param keptMax the newest so many are kept, 2..100: a damaged one falls back to the one before
 */
public record SnapshotPolicy(long everyEntries, int keptMax) {

    /** A million entries are replayed within seconds; three snapshots survive two that are damaged. */
    public static final SnapshotPolicy STANDARD = new SnapshotPolicy(1_000_000, 3);

    public SnapshotPolicy {
        if (everyEntries < 1 || everyEntries > 1_000_000_000) {
            throw new IllegalArgumentException("everyEntries must be 1..1000000000, was: " + everyEntries);
        }
        if (keptMax < 2 || keptMax > 100) {
            throw new IllegalArgumentException("keptMax must be 2..100, was: " + keptMax);
        }
    }
}
