package io.wattle.ledger.decide;

import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact.FindingClosing;
import io.wattle.ledger.entry.Fact.FindingKind;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.state.CreditState;
import io.wattle.ledger.state.Decision.Accept;
import io.wattle.ledger.state.Decision.Refuse;
import io.wattle.ledger.state.Decision.Repeat;
import io.wattle.ledger.state.Decision;
import io.wattle.ledger.state.FindingState;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.state.ReadingApplier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides how findings end.
 *
 * <pre>
 *          a person            a person
 *   OPEN ───────────► EXPLAINED ◄────► FRAUD
 *     └─────────────► CLOSED, for good
 *       evidence
 * </pre>
 */
final class FindingDecisions {

    Decision decide(Command.DecideFinding command, LedgerState state) {
        Optional<Refuse> malformed = Wellformed.manual(command.origin())
                .or(() -> Wellformed.name("findingId", command.findingId()))
                .or(() -> Wellformed.someText("reason", command.reason()));
        if (malformed.isPresent()) {
            return malformed.get();
        }
        if (state.meters.get(command.meter()) == null) {
            return Decider.unknownMeter(command.meter());
        }
        Optional<FindingState> finding = state.findings.get(command.findingId())
                .filter(known -> known.raised.meter().equals(command.meter()));
        if (finding.isEmpty()) {
            return new Refuse(Refusal.UNKNOWN_FINDING, "findingId", command.meter() + " has no finding "
                    + command.findingId());
        }
        return decide(command, finding.get());
    }

    private static Decision decide(Command.DecideFinding command, FindingState finding) {
        FindingClosing closing = command.fraud() ? FindingClosing.FRAUD : FindingClosing.EXPLAINED;
        if (finding.endedAs(closing)) {
            return new Repeat(finding.endSequence());
        }
        if (finding.endedAs(FindingClosing.EVIDENCE)) {
            return new Refuse(Refusal.WRONG_STATE, "findingId", command.findingId()
                    + " was closed by evidence in entry " + finding.endSequence());
        }
        return Accept.of(new Fact.FindingClosed(command.meter(), command.findingId(), closing, command.reason()));
    }

    /**
     * What ends with a person's word on a credit. In the meter: whatever was said about that credit, and the unbacked
     * credit that it turns out to be; one that was found to be more than the credit stays open, for the rest of it has no
     * explanation. Not in the meter: that its window passed; that the meter had said it took it remains to be looked at.
     */
    static List<Fact> closedWith(CreditState credit, boolean inMeter, LedgerState state) {
        String evidence = "credit " + credit.creditId + " was decided "
                + (inMeter ? "to be in the meter" : "not to be in the meter");
        List<Fact> closed = new ArrayList<>();
        for (FindingState finding : state.findings.of(credit.meter)) {
            boolean about = finding.raised.creditId().equals(Optional.of(credit.creditId));
            if (finding.isOpen() && about && (inMeter || finding.raised.kind() == FindingKind.CREDIT_EXPIRED)) {
                closed.add(closedBy(finding, evidence));
            }
        }
        if (inMeter) {
            unbacked(credit, state).ifPresent(finding -> closed.add(closedBy(finding, evidence)));
        }
        return closed;
    }

    /** That its window passed: what became of it is known now. */
    static List<Fact> expiredAfterAll(CreditState credit, String evidence, LedgerState state) {
        return state.findings.of(credit.meter)
                .stream()
                .filter(finding -> finding.isOpen() && finding.raised.kind() == FindingKind.CREDIT_EXPIRED
                        && finding.raised.creditId().equals(Optional.of(credit.creditId)))
                .map(finding -> closedBy(finding, "credit " + credit.creditId + ": " + evidence))
                .toList();
    }

    /** Closes an open finding with what was learnt. */
    static Fact closedBy(FindingState finding, String evidence) {
        return new Fact.FindingClosed(finding.raised.meter(), finding.raised.findingId(), FindingClosing.EVIDENCE,
                evidence);
    }

    /**
     * The unbacked credit that the credit turns out to be. It can only lie in the first balance that was taken as it was
     * found after it was sent: later rises are others. If that one rose by more, the rest has no explanation and it stays
     * open; if it fell, the credit explains nothing.
     */
    private static Optional<FindingState> unbacked(CreditState credit, LedgerState state) {
        long firstSequence = 0;
        for (FindingState finding : state.findings.of(credit.meter)) {
            if (finding.openedSequence > credit.sentSequence() && ReadingApplier.rebases(finding.raised.kind())) {
                firstSequence = firstSequence == 0 ? finding.openedSequence : firstSequence;
                if (finding.openedSequence == firstSequence && finding.isOpen() && isWithin(finding, credit)) {
                    return Optional.of(finding);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isWithin(FindingState finding, CreditState credit) {
        return finding.raised.kind() == FindingKind.UNBACKED_CREDIT
                && finding.raised.quantity().filter(found -> found.value() <= credit.amount.value()).isPresent();
    }
}
