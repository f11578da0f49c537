package io.wattle.ledger.state;

import io.wattle.ledger.entry.EntryBytes;
import io.wattle.ledger.entry.EntrySource;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.state.FindingStatus.End;
import java.time.Instant;
import java.util.Optional;

/** One finding's life. For the ledger thread; changed by {@link Findings} alone. */
public final class FindingState {
    public final Fact.FindingRaised raised;
    public final long openedSequence;
    final Instant openedAt;
    Optional<End> end = Optional.empty();
    /** The entry of the last word on it; 0 while it is open. */
    long endSequence;

    FindingState(Fact.FindingRaised raised, long openedSequence, Instant openedAt) {
        this.raised = raised;
        this.openedSequence = openedSequence;
        this.openedAt = openedAt;
    }

    public long endSequence() {
        return endSequence;
    }

    public boolean isOpen() {
        return end.isEmpty();
    }

    public boolean endedAs(Fact.FindingClosing closing) {
        return end.isPresent() && end.get().closing() == closing;
    }

    FindingStatus status() {
        return new FindingStatus(raised, openedAt, end);
    }

    /** Everything, for hash and snapshot; {@link #read} takes the same fields in the same order. */
    void write(EntryBytes to) {
        to.text(raised.meter()).text(raised.findingId()).enumerated(raised.kind());
        to.optional(raised.quantity(), to::quantity).optional(raised.creditId(), to::text).text(raised.words());
        to.i64(openedSequence).instant(openedAt).i64(endSequence);
        to.optional(end, last -> to.enumerated(last.closing()).text(last.by()).text(last.reason()).instant(last.at()));
    }

    static FindingState read(EntrySource from) {
        Fact.FindingRaised raised = new Fact.FindingRaised(from.text(), from.text(),
                from.enumerated(Fact.FindingKind.values()), from.optional(from::quantity), from.optional(from::text),
                from.text());
        FindingState finding = new FindingState(raised, from.i64(), from.instant());
        finding.endSequence = from.i64();
        finding.end = from.optional(() -> new End(from.enumerated(Fact.FindingClosing.values()), from.text(),
                from.text(), from.instant()));
        return finding;
    }
}
