package io.wattle.headend.bench.year;

import io.wattle.ledger.entry.Fact.FindingRaised;
import java.util.ArrayList;
import java.util.List;

/** One fraud that was injected, and what came of it. For the driver's thread. */
final class Injected {

    enum Verdict {
        /** No reading that can show it was accepted yet. */
        WAITING, FOUND, MISSED
    }

    final FraudKind kind;
    final String meter;
    /** Readings taken in this tick or later show it. */
    final long fromTick;
    /** How much a finding must name, in the balance's unit; 0 for any. */
    private final long amount;
    /** How far off it may be: what tolerance and rounding had carried along. */
    private final long slack;
    Verdict verdict = Verdict.WAITING;
    /** The findings that found it. */
    final List<String> findingIds = new ArrayList<>();

    Injected(FraudKind kind, String meter, long fromTick, long amount, long slack) {
        this.kind = kind;
        this.meter = meter;
        this.fromTick = fromTick;
        this.amount = amount;
        this.slack = slack;
    }

    /** Whether the finding is about this, and nothing has found it before. */
    boolean accounts(FindingRaised finding, long takenTick) {
        return verdict == Verdict.WAITING && takenTick >= fromTick && kind.findings.contains(finding.kind())
                && (amount == 0 || finding.quantity()
                        .filter(found -> Math.abs(found.value() - amount) <= slack)
                        .isPresent());
    }

    @Override
    public String toString() {
        return kind + (amount == 0 ? "" : " of " + amount) + " at tick " + fromTick;
    }
}
