package io.wattle.ledger.journal;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;

/** Compares anchors with a history that passes by in order. */
final class AnchorCheck {
    private static final String WHERE = "the anchors";

    private final Deque<JournalAnchor> left;

    AnchorCheck(Collection<JournalAnchor> anchors) {
        left = new ArrayDeque<>(
                anchors.stream().sorted(Comparator.comparingLong(JournalAnchor::frameSequence)).toList());
    }

    /** Where the history begins: what lies before cannot be compared. */
    void beginning(JournalPlace place) {
        JournalAnchor first = left.peek();
        if (first != null && first.frameSequence() > 0 && first.frameSequence() < place.frameSequence() - 1) {
            throw misfit(first, "the history at hand begins later, at record " + place.sequence()
                    + ": give the archive's folder too");
        }
        passed(place);
    }

    /** The next place after a frame. */
    void passed(JournalPlace place) {
        JournalAnchor here = JournalAnchor.before(place);
        for (JournalAnchor next = left.peek(); next != null
                && next.frameSequence() <= here.frameSequence(); next = left.peek()) {
            // The anchor of nothing fits every history.
            if (next.frameSequence() > 0 && !next.equals(here)) {
                throw misfit(next, "the journal has another frame there, " + here);
            }
            left.remove();
        }
    }

    void end(JournalPlace place) {
        JournalAnchor next = left.peek();
        if (next != null) {
            throw misfit(next, "the journal ends before, with record " + (place.sequence() - 1));
        }
    }

    private static JournalDamaged misfit(JournalAnchor anchor, String reason) {
        return new JournalDamaged(new JournalDamage(WHERE, anchor.frameSequence(), anchor.lastSequence(),
                "the journal does not fit the anchor " + anchor + ": " + reason));
    }
}
