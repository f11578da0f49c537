package io.wattle.ledger.decide;

import io.wattle.ledger.entry.Fact.FindingKind;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.state.FindingState;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.state.MeterState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Findings that end because something was learnt later. */
final class Evidence {

    private Evidence() {}

    /** The whole credit is there, so whatever was said about its absence is settled. */
    static List<Fact> shown(MeterState meter, String creditId, boolean cameLater, LedgerState state) {
        List<Fact> closed = new ArrayList<>();
        for (FindingState finding : state.findings.of(meter.meter)) {
            FindingKind kind = finding.raised.kind();
            boolean settled = kind == FindingKind.CREDIT_NOT_SHOWN || kind == FindingKind.CREDIT_EXPIRED
                    || (kind == FindingKind.PARTIAL_CREDIT && !cameLater);
            if (settled && finding.isOpen() && finding.raised.creditId().equals(Optional.of(creditId))) {
                closed.add(FindingDecisions.closedBy(finding, "credit " + creditId + " has been shown in full"));
            }
        }
        return closed;
    }

    /** A reading counts again. */
    static List<Fact> clockRight(MeterState meter, LedgerState state) {
        if (meter.seldom().clockWrongSince().isEmpty()) {
            return List.of();
        }
        List<Fact> closed = new ArrayList<>();
        for (FindingState finding : state.findings.of(meter.meter)) {
            if (finding.raised.kind() == FindingKind.CLOCK_WRONG && finding.isOpen()) {
                closed.add(FindingDecisions.closedBy(finding, "its readings count again"));
            }
        }
        return closed;
    }
}
