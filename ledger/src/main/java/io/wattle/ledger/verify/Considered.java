package io.wattle.ledger.verify;

import io.wattle.ledger.verify.PendingChange.Word;
import java.util.ArrayList;
import java.util.List;

/**
 * Which pending changes are searched, when there are more than can be: those that a log shows are certain and need no
 * search; of the others first those that the meter says it took, then the oldest, then the oldest of the late ones.
 *
 * @param certain in the balance for sure
 * @param search at most {@value ChangeSearch#CHANGES_MAX}, oldest first; from {@code lateFrom} on the late ones
 */
record Considered(List<PendingChange> certain, List<PendingChange> search, int lateFrom) {

    private static final Considered NOTHING = new Considered(List.of(), List.of(), 0);

    static Considered of(Pending pending) {
        if (pending.changes().isEmpty() && pending.late().isEmpty()) {
            return NOTHING;
        }
        List<PendingChange> certain = new ArrayList<>();
        List<PendingChange> open = new ArrayList<>();
        for (PendingChange change : pending.changes()) {
            (change.word() == Word.LOGGED ? certain : open).add(change);
        }
        List<PendingChange> search = chosen(open);
        int lateFrom = search.size();
        for (PendingChange change : pending.late()) {
            if (change.word() == Word.LOGGED) {
                certain.add(change);
            } else if (search.size() < ChangeSearch.CHANGES_MAX) {
                search.add(change);
            }
        }
        return new Considered(certain, search, lateFrom);
    }

    boolean isEmpty() {
        return search.isEmpty() && certain.isEmpty();
    }

    /** Those under way alone. */
    List<PendingChange> fresh() {
        return search.subList(0, lateFrom);
    }

    boolean hasLate() {
        return search.size() > lateFrom;
    }

    long certainSum() {
        long sum = 0;
        for (PendingChange change : certain) {
            sum += change.amount();
        }
        return sum;
    }

    /** As much of that as was sold: out of credits alone a meter takes emergency credit back. */
    long certainCredits() {
        return certain.stream()
                .filter(change -> change.kind() == PendingChange.Kind.CREDIT)
                .mapToLong(PendingChange::amount)
                .sum();
    }

    private static List<PendingChange> chosen(List<PendingChange> open) {
        int left = ChangeSearch.CHANGES_MAX;
        if (open.size() <= left) {
            return open;
        }
        boolean[] taken = new boolean[open.size()];
        for (boolean accepted : new boolean[] {true, false}) {
            for (int i = 0; i < open.size(); i++) {
                if (left > 0 && (open.get(i).word() == Word.ACCEPTED) == accepted && standsAlone(open, i)) {
                    taken[i] = true;
                    left--;
                }
            }
        }
        List<PendingChange> chosen = new ArrayList<>(ChangeSearch.CHANGES_MAX);
        for (int i = 0; i < taken.length; i++) {
            if (taken[i]) {
                chosen.add(open.get(i));
            }
        }
        return chosen;
    }

    /** A part that was found before makes sense beside its rest only; in a crowd it is left out. */
    private static boolean standsAlone(List<PendingChange> open, int index) {
        return open.get(index).kind() != PendingChange.Kind.PART_FOUND_BEFORE;
    }
}
