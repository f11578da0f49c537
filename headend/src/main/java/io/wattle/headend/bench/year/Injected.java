package io.wattle.headend.bench.year;

import io.wattle.ledger.entry.Fact.FindingRaised;
import java.util.Optional;

/** One fraud that was injected, and what found it. For the driver's thread. */
final class Injected {
    final FraudKind kind;
    final String meter;
    /** Readings taken in this tick or later show it. */
    final long fromTick;
    /** How much a finding must name, in the balance's unit; 0 for any. */
    private final long amount;
    /** How far off it may be: what tolerance and rounding had carried along. */
    private final long slack;
    private Optional<FindingRaised> finding = Optional.empty();

    Injected(FraudKind kind, String meter, long fromTick, long amount, long slack) {
        this.kind = kind;
        this.meter = meter;
        this.fromTick = fromTick;
        this.amount = amount;
        this.slack = slack;
    }

    /** Whether the finding is about this. */
    boolean accounts(FindingRaised finding, long takenTick) {
        return takenTick >= fromTick && kind.isFoundBy(finding.kind())
                && (amount == 0 || finding.quantity()
                        .filter(found -> Math.abs(found.value() - amount) <= slack)
                        .isPresent());
    }

    void foundBy(FindingRaised raised) {
        finding = Optional.of(raised);
    }

    /** The finding that found it, if one did. */
    Optional<FindingRaised> finding() {
        return finding;
    }

    @Override
    public String toString() {
        return kind + (amount == 0 ? "" : " of " + amount) + " at tick " + fromTick;
    }
}
