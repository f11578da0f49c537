package io.wattle.ledger.state;

import io.wattle.ledger.entry.ChangeKind;
import io.wattle.ledger.entry.EntryBytes;
import io.wattle.ledger.entry.EntrySource;
import io.wattle.ledger.entry.Fact;
import java.time.Instant;
import java.util.Optional;

/**
 * A legal change of a meter that no reading has shown yet. Immutable, safe for any thread.
 *
 * @param amount what is left of it to be seen, in the unit of the balance; zero for a kind that has none
 * @param enteredAt the earliest reading that may show it, by the meter's clock
 * @param until by the ledger's clock; see {@link Fact.ChangeAnnounced}
 */
public record PendingState(String changeId, ChangeKind kind, long amount, Optional<Instant> enteredAt, Instant until) {

    static PendingState of(Fact.ChangeAnnounced fact) {
        return new PendingState(fact.changeId(), fact.kind(), fact.amount().value(), fact.enteredAt(), fact.until());
    }

    /** As it stands in a snapshot. */
    void write(EntryBytes to) {
        to.text(changeId).enumerated(kind).i64(amount).optional(enteredAt, to::instant).instant(until);
    }

    /** Reads what {@link #write} wrote. */
    static PendingState read(EntrySource from) {
        return new PendingState(from.text(), from.enumerated(ChangeKind.values()), from.i64(),
                from.optional(from::instant), from.instant());
    }

    PendingState less(long shown) {
        return new PendingState(changeId, kind, amount - shown, enteredAt, until);
    }

    /** Whether a reading of that moment of the meter's clock may show it. */
    public boolean mayShowAt(Instant takenAt) {
        return enteredAt.isEmpty() || !enteredAt.get().isAfter(takenAt);
    }
}
