package io.wattle.headend.bench.year;

import io.wattle.ledger.entry.Fact.FindingKind;
import java.util.Set;

/**
 * What is done to a meter or goes wrong in it, which findings count as having found it, and what shows it.
 *
 * <p>Some things are never done, for no reading can tell them from something legal (ADR 0009): a loss of exactly the
 * size of a credit in the very interval in which that credit arrived with its answer lost; a rise of exactly the size of
 * a credit that was sent and did not arrive; a rise or loss within what an estimate leaves open (a tariff that changed
 * between two readings, a register that was reset). A rise of no more than the tolerance is no fraud by itself, but the
 * one that then passes the tolerance is. A midnight that only a wrong clock ever showed, between two readings, is never
 * charged for. Nothing is lost while a register reset is announced that the register would not show. A clock is not set
 * back while the register rolls over: such readings look late.
 */
public enum FraudKind {
    RISE_BIG(Shows.IN_BALANCE),
    RISE_SMALL(Shows.IN_BALANCE),
    RISE_JUST_ABOVE_TOLERANCE(Shows.IN_BALANCE),
    /** Many, each below the tolerance. */
    RISE_SLOW(Shows.IN_BALANCE),
    /** The register was moved on, as if the rise had been used up. */
    RISE_WITH_REGISTER_FORWARD(Shows.IN_BALANCE),
    RISE_IN_GAP(Shows.IN_BALANCE),
    RISE_WITH_CREDIT(Shows.IN_BALANCE),
    RISE_BEFORE_LATE_READING(Shows.IN_BALANCE),
    RISE_BEHIND_CLOCK(Shows.IN_BALANCE),
    REGISTER_BACK(Shows.IN_READING),
    BALANCE_LOST(Shows.IN_BALANCE),
    CREDIT_OF_ANOTHER_METER(Shows.IN_BALANCE),
    CREDIT_REVOKED(Shows.IN_BALANCE),
    CREDIT_TWICE(Shows.IN_BALANCE),
    CREDIT_IN_PART(Shows.IN_BALANCE),
    CREDIT_NOT_SHOWN(Shows.IN_BALANCE),
    /** Its window passed and nobody knows what became of it. */
    CREDIT_EXPIRED(Shows.WHEN_TOLD),
    /** The meter's log has one that nobody sold. */
    CREDIT_IN_LOG(Shows.IN_BALANCE),
    RETIRED_METER_USED(Shows.WHEN_DELIVERED),
    CLOCK_BACK(Shows.WHEN_DELIVERED),
    /** Shows at the latest when something was drawn: till then it may be a reading that came late. */
    CLOCK_SET_BACK(Shows.WHEN_TOLD),
    CLOCK_AHEAD(Shows.WHEN_DELIVERED),
    CLOCK_LOST(Shows.WHEN_DELIVERED);

    /** What must find it, at the latest. */
    enum Shows {
        /** The first accepted reading with a balance. */
        IN_BALANCE,
        /** The first accepted reading. */
        IN_READING,
        /** The first reading that comes in, whatever becomes of it. */
        WHEN_DELIVERED,
        /** The episode says when. */
        WHEN_TOLD
    }

    /** The ledger says which if it can; but a rise may by chance be as big as some other credit, too. */
    private static final Set<FindingKind> RISES = Set.of(FindingKind.UNBACKED_CREDIT,
            FindingKind.CREDIT_OF_OTHER_METER, FindingKind.REVOKED_CREDIT_SHOWN, FindingKind.PARTIAL_CREDIT);

    final Shows shows;

    FraudKind(Shows shows) {
        this.shows = shows;
    }

    /** Whether a finding of that kind may have found it. */
    boolean isFoundBy(FindingKind finding) {
        return switch (this) {
            case RISE_BIG, RISE_SMALL, RISE_JUST_ABOVE_TOLERANCE, RISE_SLOW, RISE_WITH_REGISTER_FORWARD, RISE_IN_GAP,
                    RISE_WITH_CREDIT, RISE_BEFORE_LATE_READING, RISE_BEHIND_CLOCK, CREDIT_OF_ANOTHER_METER,
                    CREDIT_REVOKED, CREDIT_TWICE, CREDIT_IN_PART ->
                RISES.contains(finding);
            case REGISTER_BACK -> finding == FindingKind.REGISTER_WENT_BACK;
            case BALANCE_LOST -> finding == FindingKind.SHORTFALL;
            case CREDIT_NOT_SHOWN -> finding == FindingKind.CREDIT_NOT_SHOWN;
            case CREDIT_EXPIRED -> finding == FindingKind.CREDIT_EXPIRED;
            case CREDIT_IN_LOG -> finding == FindingKind.UNBACKED_CREDIT_LOGGED;
            case RETIRED_METER_USED -> finding == FindingKind.METER_NOT_IN_SERVICE;
            case CLOCK_BACK, CLOCK_SET_BACK, CLOCK_AHEAD, CLOCK_LOST -> finding == FindingKind.CLOCK_WRONG;
        };
    }

    /** What the same reading may find besides, once each, because of the same deed. */
    Set<FindingKind> companions() {
        // While the register goes back nobody can say what was used, so the balance falls without a reason.
        return this == REGISTER_BACK ? Set.of(FindingKind.SHORTFALL) : Set.of();
    }

    /** Whether only a person can end the finding; others end by themselves when evidence comes. */
    boolean isForPeople() {
        return shows == Shows.IN_BALANCE || shows == Shows.IN_READING || this == RETIRED_METER_USED;
    }

    /** Whether a reading can show it. */
    boolean isShownBy(boolean accepted, boolean hasBalance) {
        return switch (shows) {
            case IN_BALANCE -> accepted && hasBalance;
            case IN_READING -> accepted;
            case WHEN_DELIVERED -> true;
            case WHEN_TOLD -> false;
        };
    }
}
