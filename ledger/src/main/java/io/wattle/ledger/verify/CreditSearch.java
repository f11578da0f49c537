package io.wattle.ledger.verify;

import java.util.ArrayList;
import java.util.List;

/**
 * Which pending credits are in the balance: an exact search over every subset.
 *
 * <p>Bound: 2^16 sums of up to 16 credits, each from the one before by one addition; nothing is allocated on the way.
 */
final class CreditSearch {
    static final int CREDITS_MAX = 16;

    /**
     * The chosen credits, oldest first.
     *
     * @param sum of their amounts
     */
    record Found(List<PendingCredit> credits, long sum) {}

    private final long unexplained;
    private final long drift;
    private final long tolerance;
    /** Credits that the meter says it took. */
    private final int accepted;
    private int bestSubset;
    private long bestSum;

    private CreditSearch(long unexplained, long drift, long tolerance, int accepted, long acceptedSum) {
        this.unexplained = unexplained;
        this.drift = drift;
        this.tolerance = tolerance;
        this.accepted = accepted;
        this.bestSubset = accepted;
        this.bestSum = acceptedSum;
    }

    /**
     * Of the subsets that leave the balance within the tolerance, the one with most credits that the meter says it took,
     * then the one that leaves least unexplained now. If there is none, all that the meter says it took, and of the
     * others as much as does not explain too much. Between equals, the one with the oldest credits.
     */
    static Found search(long unexplained, long drift, long tolerance, List<PendingCredit> pending) {
        int count = pending.size();
        if (count > CREDITS_MAX) {
            throw new IllegalArgumentException("pending credits must be 0.." + CREDITS_MAX + ", was: " + count);
        }
        int accepted = 0;
        long acceptedSum = 0;
        for (int i = 0; i < count; i++) {
            if (pending.get(i).acceptedByMeter()) {
                accepted |= 1 << i;
                acceptedSum = Math.addExact(acceptedSum, pending.get(i).amount().value());
            }
        }
        CreditSearch search = new CreditSearch(unexplained, drift, tolerance, accepted, acceptedSum);
        search.offer(0, 0);
        long sum = 0;
        int subset = 0;
        for (int i = 1; i < 1 << count; i++) {
            int turned = Integer.numberOfTrailingZeros(i); // Gray code: neighbours differ in one credit
            subset ^= 1 << turned;
            long amount = pending.get(turned).amount().value();
            sum = (subset & (1 << turned)) != 0 ? Math.addExact(sum, amount) : Math.subtractExact(sum, amount);
            search.offer(subset, sum);
        }
        return new Found(chosen(pending, search.bestSubset), search.bestSum);
    }

    private void offer(int subset, long sum) {
        boolean fits = fits(sum);
        boolean bestFits = fits(bestSum);
        if (fits != bestFits) {
            if (fits) {
                take(subset, sum);
            }
        } else if (fits) {
            int word = Integer.bitCount(subset & accepted) - Integer.bitCount(bestSubset & accepted);
            int order = word == 0
                    ? Long.compare(Math.abs(unexplained - sum), Math.abs(unexplained - bestSum))
                    : -word;
            takeIf(order < 0 || (order == 0 && older(subset)), subset, sum);
        } else if (off(sum) >= -tolerance && (subset & accepted) == accepted) {
            takeIf(sum > bestSum || (sum == bestSum && older(subset)), subset, sum);
        }
    }

    private long off(long sum) {
        return Math.addExact(Math.subtractExact(unexplained, sum), drift);
    }

    private boolean fits(long sum) {
        return Math.abs(off(sum)) <= tolerance;
    }

    /** The oldest credit stands in the lowest bit, so the reversed bits compare as "has the oldest, then the next". */
    private boolean older(int subset) {
        return Integer.compareUnsigned(Integer.reverse(subset), Integer.reverse(bestSubset)) > 0;
    }

    private void takeIf(boolean better, int subset, long sum) {
        if (better) {
            take(subset, sum);
        }
    }

    private void take(int subset, long sum) {
        bestSubset = subset;
        bestSum = sum;
    }

    private static List<PendingCredit> chosen(List<PendingCredit> pending, int subset) {
        List<PendingCredit> chosen = new ArrayList<>();
        for (int i = 0; i < pending.size(); i++) {
            if ((subset & (1 << i)) != 0) {
                chosen.add(pending.get(i));
            }
        }
        return List.copyOf(chosen);
    }
}
