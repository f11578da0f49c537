package io.wattle.ledger.verify;

/**
 * What was used since the last balance, as the meter takes it off that balance.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param exact in units of the balance, or in thousandths of a minor unit for money, so that rounding never drifts
 * @param less how much less it may have been in truth, where a tariff changed on the way; not negative
 * @param more how much more it may have been
 * @param unknown whether consumption was lost with a register that was reset: it may have been any amount more
 */
public record Used(long exact, long less, long more, boolean unknown) {
    /** Where sums stop, so that no meter can make them leave the range of a long. */
    static final long MAX = 2_000_000_000_000_000L;
    public static final Used NOTHING = new Used(0, 0, 0, false);
    /** Any amount. */
    static final Used UNKNOWN = new Used(0, 0, 0, true);

    /** So much; most often nothing, of which there is one for all. */
    public static Used of(long exact, long less, long more, boolean unknown) {
        return exact == 0 && less == 0 && more == 0 && !unknown ? NOTHING : new Used(exact, less, more, unknown);
    }

    /** Both, one after the other. */
    public Used plus(Used other) {
        return of(sum(exact, other.exact), sum(less, other.less), sum(more, other.more), unknown || other.unknown);
    }

    private static long sum(long a, long b) {
        return Math.min(MAX, a + b);
    }
}
