package io.wattle.ledger.verify;

import io.wattle.ledger.verify.PendingChange.Kind;
import io.wattle.ledger.verify.PendingChange.Word;
import java.util.ArrayList;
import java.util.List;

/**
 * Which pending changes are in the balance: an exact search over every subset.
 *
 * <p>Bound: 2^16 sums of up to 16 changes, each from the one before by one addition; nothing is allocated on the way.
 */
final class ChangeSearch {
    static final int CHANGES_MAX = 16;
    /** So many late changes at once: among many old ones there would be a sum for anything. */
    static final int LATE_MAX = 2;

    private final long unexplained;
    private final long drift;
    private final Room room;
    private final List<PendingChange> changes;
    /** Credits that are in the balance for sure: emergency credit may be taken back out of them, too. */
    private final long certainCredits;
    /** Changes that the meter says it took. */
    private final int accepted;
    private final int deductions;
    private final int dependent;
    private final int late;
    private int bestSubset;
    private long bestSum;

    private ChangeSearch(long unexplained, long drift, Room room, List<PendingChange> changes, int lateFrom,
            long certainCredits) {
        if (changes.size() > CHANGES_MAX) {
            throw new IllegalArgumentException("changes must be 0.." + CHANGES_MAX + ", was: " + changes.size());
        }
        this.unexplained = unexplained;
        this.drift = drift;
        this.room = room;
        this.changes = changes;
        this.certainCredits = certainCredits;
        int words = 0;
        int falls = 0;
        int parts = 0;
        for (int i = 0; i < changes.size(); i++) {
            PendingChange change = changes.get(i);
            words |= change.word() == Word.ACCEPTED ? 1 << i : 0;
            falls |= change.amount() < 0 ? 1 << i : 0;
            parts |= change.kind() == Kind.PART_FOUND_BEFORE ? 1 << i : 0;
        }
        accepted = words;
        deductions = falls;
        dependent = parts;
        late = (-1 << lateFrom) & ((1 << changes.size()) - 1);
        bestSubset = words;
        bestSum = sumOf(words);
    }

    /**
     * Of the subsets that bring the balance into its room, the one with most changes that the meter says it took, then
     * the one that leaves least unexplained now. If there is none, all that the meter says it took, and of the others as
     * much as does not explain too much. Between equals, the one with fewest deductions, then with fewest changes, then
     * with the oldest.
     *
     * @param changes oldest first; those from {@code lateFrom} on are late, and count no more than two at once
     * @param certainCredits credits that are in the balance for sure and not in {@code unexplained} any more
     */
    static ChangeSearch search(long unexplained, long drift, Room room, List<PendingChange> changes, int lateFrom,
            long certainCredits) {
        ChangeSearch search = new ChangeSearch(unexplained, drift, room, changes, lateFrom, certainCredits);
        search.searchAll();
        return search;
    }

    boolean fits() {
        return fits(bestSum);
    }

    long sum() {
        return bestSum;
    }

    boolean has(int index) {
        return (bestSubset & (1 << index)) != 0;
    }

    /** The chosen ones, oldest first, each as far as it is seen. */
    List<Shown> shown() {
        List<Shown> shown = new ArrayList<>(Integer.bitCount(bestSubset));
        long credits = certainCredits + creditsOf(bestSubset);
        for (int i = 0; i < changes.size(); i++) {
            if (!has(i)) {
                continue;
            }
            PendingChange change = changes.get(i);
            if (change.kind() == Kind.REPAYMENT) {
                long repaid = Math.min(credits, -change.amount());
                credits -= repaid;
                if (repaid > 0) {
                    shown.add(new Shown(change, -repaid));
                }
            } else {
                shown.add(change.shown());
            }
        }
        return shown;
    }

    private void searchAll() {
        offer(0, 0);
        long credits = 0;
        long owed = 0;
        long others = 0;
        int subset = 0;
        for (int i = 1; i < 1 << changes.size(); i++) {
            int turned = Integer.numberOfTrailingZeros(i); // Gray code: neighbours differ in one change
            subset ^= 1 << turned;
            PendingChange change = changes.get(turned);
            long step = (subset & (1 << turned)) != 0 ? change.amount() : -change.amount();
            switch (change.kind()) {
                case CREDIT -> credits += step;
                case REPAYMENT -> owed -= step;
                case FOUND_BEFORE, PART_FOUND_BEFORE, OTHER -> others += step;
            }
            if (isPossible(subset)) {
                offer(subset, credits + others - Math.min(owed, certainCredits + credits));
            }
        }
    }

    private boolean isPossible(int subset) {
        return (subset & dependent & ~(subset << 1)) == 0 && Integer.bitCount(subset & late) <= LATE_MAX;
    }

    private long creditsOf(int subset) {
        return sumOf(subset, Kind.CREDIT);
    }

    private long sumOf(int subset) {
        long credits = creditsOf(subset);
        long others = sumOf(subset, Kind.OTHER) + sumOf(subset, Kind.FOUND_BEFORE)
                + sumOf(subset, Kind.PART_FOUND_BEFORE);
        return credits + others - Math.min(-sumOf(subset, Kind.REPAYMENT), certainCredits + credits);
    }

    private long sumOf(int subset, Kind kind) {
        long sum = 0;
        for (int i = 0; i < changes.size(); i++) {
            sum += (subset & (1 << i)) != 0 && changes.get(i).kind() == kind ? changes.get(i).amount() : 0;
        }
        return sum;
    }

    private void offer(int subset, long sum) {
        boolean fits = fits(sum);
        boolean bestFits = fits(bestSum);
        if (fits != bestFits) {
            if (fits) {
                take(subset, sum);
            }
        } else if (fits) {
            takeIf(isBetter(subset, sum), subset, sum);
        } else if (!room.isBelow(off(sum)) && (subset & accepted) == accepted && (subset & late) == 0) {
            boolean more = sum > bestSum || (sum == bestSum && isPlainer(subset));
            takeIf(more || room.isBelow(off(bestSum)), subset, sum);
        }
    }

    private boolean isBetter(int subset, long sum) {
        int word = Integer.bitCount(subset & accepted) - Integer.bitCount(bestSubset & accepted);
        if (word != 0) {
            return word > 0;
        }
        long nearer = Math.abs(unexplained - bestSum) - Math.abs(unexplained - sum);
        return nearer > 0 || (nearer == 0 && isPlainer(subset));
    }

    /** Fewer deductions, then fewer changes, then the older ones: the less has to have happened, the likelier it is. */
    private boolean isPlainer(int subset) {
        int order = Integer.bitCount(subset & deductions) - Integer.bitCount(bestSubset & deductions);
        order = order != 0 ? order : Integer.bitCount(subset) - Integer.bitCount(bestSubset);
        return order != 0 ? order < 0 : isOlder(subset);
    }

    /** The oldest change stands in the lowest bit, so the reversed bits compare as "has the oldest, then the next". */
    private boolean isOlder(int subset) {
        return Integer.compareUnsigned(Integer.reverse(subset), Integer.reverse(bestSubset)) > 0;
    }

    private long off(long sum) {
        return unexplained - sum + drift;
    }

    private boolean fits(long sum) {
        return room.holds(off(sum));
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
}
