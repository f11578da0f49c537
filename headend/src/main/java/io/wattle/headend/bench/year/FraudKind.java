package io.wattle.headend.bench.year;

import io.wattle.ledger.entry.Fact.FindingKind;
import java.util.Set;

/**
 * What is done to a meter, and which findings count as having found it.
 *
 * <p>Two things are never done, for no reading can tell them from something legal (ADR 0009): a loss of exactly the size
 * of a credit in the very interval in which that credit arrived with its answer lost; and a rise of exactly the size of a
 * credit that was sent, whose answer was lost and that did not arrive. Nor is a rise of no more than the tolerance
 * injected by itself: it is a fraud only when more follows, and then counts from the one that passes the tolerance.
 */
enum FraudKind {
    RISE_BIG(FindingKind.UNBACKED_CREDIT),
    RISE_SMALL(FindingKind.UNBACKED_CREDIT),
    RISE_JUST_ABOVE_TOLERANCE(FindingKind.UNBACKED_CREDIT),
    /** Many, each below the tolerance. */
    RISE_SLOW(FindingKind.UNBACKED_CREDIT),
    /** The register was moved on, as if the rise had been used up. */
    RISE_WITH_REGISTER_FORWARD(FindingKind.UNBACKED_CREDIT),
    RISE_IN_GAP(FindingKind.UNBACKED_CREDIT),
    RISE_WITH_CREDIT(FindingKind.UNBACKED_CREDIT),
    RISE_BEFORE_LATE_READING(FindingKind.UNBACKED_CREDIT),
    REGISTER_BACK(FindingKind.REGISTER_WENT_BACK),
    CREDIT_OF_ANOTHER_METER(FindingKind.UNBACKED_CREDIT),
    CREDIT_REVOKED(FindingKind.UNBACKED_CREDIT),
    CREDIT_TWICE(FindingKind.UNBACKED_CREDIT),
    CREDIT_IN_PART(FindingKind.UNBACKED_CREDIT),
    CREDIT_NOT_SHOWN(FindingKind.CREDIT_NOT_SHOWN),
    BALANCE_LOST(FindingKind.SHORTFALL),
    /** The clock goes back and hides a rise; that the clock is wrong shows first. */
    CLOCK_BACK(FindingKind.CLOCK_WRONG),
    RISE_BEHIND_CLOCK(FindingKind.UNBACKED_CREDIT);

    /** Any of them counts. */
    final Set<FindingKind> findings;

    FraudKind(FindingKind... findings) {
        this.findings = Set.of(findings);
    }

    /** What the same reading may find besides, once each, because of the same deed. */
    Set<FindingKind> companions() {
        // While the register goes back nobody can say what was used, so the balance falls without a reason.
        return this == REGISTER_BACK ? Set.of(FindingKind.SHORTFALL) : Set.of();
    }

    /** Whether only a reading with a balance can show it. */
    boolean needsBalance() {
        return this != REGISTER_BACK && this != CLOCK_BACK;
    }
}
