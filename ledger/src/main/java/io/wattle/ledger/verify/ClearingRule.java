package io.wattle.ledger.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An announced clearing: the meter's balance was set to zero at some moment since the last reading. What it holds now must
 * then be what arrived after that moment, less what was used after it, which is at most all that was used. Whatever the
 * meter holds beyond the credits that arrived is not explained. A debt, too, is cleared to zero and no further.
 */
final class ClearingRule {

    private ClearingRule() {}

    /**
     * Judges.
     *
     * @param expected what was used and charged since the last balance
     * @param room how far a legal balance may lie from what is expected
     * @return empty if a clearing does not explain the balance either
     */
    static Optional<Verdict.Cleared> judge(long last, long now, Settlement expected, Room room,
            Considered considered) {
        List<PendingChange> changes = new ArrayList<>(considered.certain());
        changes.addAll(considered.fresh());
        List<PendingChange> searched = changes.subList(0, Math.min(changes.size(), ChangeSearch.CHANGES_MAX));
        Room afterClearing = room.plus(new Room(Math.max(0, expected.sum()), 0));
        ChangeSearch found = ChangeSearch.search(now, 0, afterClearing, searched, searched.size(), 0);
        long taken = last + found.sum() - expected.sum() - now;
        return found.fits()
                ? Optional.of(new Verdict.Cleared(taken, found.shown()))
                : Optional.empty();
    }
}
