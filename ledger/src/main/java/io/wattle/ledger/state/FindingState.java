package io.wattle.ledger.state;

import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.state.FindingStatus.End;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One finding's life. For the ledger thread; changed by {@link Findings} alone. */
final class FindingState {
    final Fact.FindingRaised raised;
    final long openedSequence;
    final Instant openedAt;
    Optional<End> end = Optional.empty();
    /** The entry of the last word on it; 0 while it is open. */
    long endSequence;

    FindingState(Fact.FindingRaised raised, long openedSequence, Instant openedAt) {
        this.raised = raised;
        this.openedSequence = openedSequence;
        this.openedAt = openedAt;
    }

    boolean isOpen() {
        return end.isEmpty();
    }

    boolean endedAs(Fact.FindingClosing closing) {
        return end.isPresent() && end.get().closing() == closing;
    }

    FindingStatus status() {
        return new FindingStatus(raised, openedAt, end);
    }

    /** Everything, for the state hash. */
    List<Object> contents() {
        return List.of(status(), openedSequence, endSequence);
    }
}
