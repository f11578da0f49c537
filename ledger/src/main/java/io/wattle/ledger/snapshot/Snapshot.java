package io.wattle.ledger.snapshot;

import io.wattle.ledger.journal.JournalPlace;
import io.wattle.ledger.state.LedgerState;

/**
 * A state, and where in the journal to go on from it.
 *
 * <p>For the thread that owns the state; a place that does not fit is refused with {@link IllegalArgumentException}.
 *
 * @param place just after the frame with the last entry that is in the state
 * @param state belongs to whoever loaded it
 */
public record Snapshot(JournalPlace place, LedgerState state) {

    public Snapshot {
        if (place.sequence() != state.lastSequence() + 1) {
            throw new IllegalArgumentException("place must be just after entry " + state.lastSequence() + ", was: "
                    + place);
        }
    }
}
