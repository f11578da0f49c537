package io.wattle.headend.bench.year;

import static io.wattle.ledger.entry.Fact.FindingKind.CREDIT_OF_OTHER_METER;
import static io.wattle.ledger.entry.Fact.FindingKind.METER_NOT_IN_SERVICE;
import static io.wattle.ledger.entry.Fact.FindingKind.PARTIAL_CREDIT;
import static io.wattle.ledger.entry.Fact.FindingKind.REGISTER_WENT_BACK;
import static io.wattle.ledger.entry.Fact.FindingKind.REVOKED_CREDIT_SHOWN;
import static io.wattle.ledger.entry.Fact.FindingKind.SHORTFALL;
import static io.wattle.ledger.entry.Fact.FindingKind.UNBACKED_CREDIT;
import static io.wattle.ledger.entry.Fact.FindingKind.UNBACKED_CREDIT_LOGGED;

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
 * charged for.
 */
public enum FraudKind {
    RISE_BIG(Shows.IN_BALANCE, rises()),
    RISE_SMALL(Shows.IN_BALANCE, rises()),
    RISE_JUST_ABOVE_TOLERANCE(Shows.IN_BALANCE, rises()),
    /** Many, each below the tolerance. */
    RISE_SLOW(Shows.IN_BALANCE, rises()),
    /** The register was moved on, as if the rise had been used up. */
    RISE_WITH_REGISTER_FORWARD(Shows.IN_BALANCE, rises()),
    RISE_IN_GAP(Shows.IN_BALANCE, rises()),
    RISE_WITH_CREDIT(Shows.IN_BALANCE, rises()),
    RISE_BEFORE_LATE_READING(Shows.IN_BALANCE, rises()),
    RISE_BEHIND_CLOCK(Shows.IN_BALANCE, rises()),
    REGISTER_BACK(Shows.IN_READING, Set.of(REGISTER_WENT_BACK)),
    BALANCE_LOST(Shows.IN_BALANCE, Set.of(SHORTFALL)),
    CREDIT_OF_ANOTHER_METER(Shows.IN_BALANCE, rises()),
    CREDIT_REVOKED(Shows.IN_BALANCE, rises()),
    CREDIT_TWICE(Shows.IN_BALANCE, rises()),
    CREDIT_IN_PART(Shows.IN_BALANCE, rises()),
    CREDIT_NOT_SHOWN(Shows.IN_BALANCE, Set.of(FindingKind.CREDIT_NOT_SHOWN)),
    /** Its window passed and nobody knows what became of it. */
    CREDIT_EXPIRED(Shows.WHEN_TOLD, Set.of(FindingKind.CREDIT_EXPIRED)),
    /** The meter's log has one that nobody sold. */
    CREDIT_IN_LOG(Shows.IN_BALANCE, Set.of(UNBACKED_CREDIT_LOGGED)),
    RETIRED_METER_USED(Shows.WHEN_DELIVERED, Set.of(METER_NOT_IN_SERVICE)),
    CLOCK_BACK(Shows.WHEN_DELIVERED, Set.of(FindingKind.CLOCK_WRONG)),
    /** Shows at the latest when something was drawn: till then it may be a reading that came late. */
    CLOCK_SET_BACK(Shows.WHEN_TOLD, Set.of(FindingKind.CLOCK_WRONG)),
    CLOCK_AHEAD(Shows.WHEN_DELIVERED, Set.of(FindingKind.CLOCK_WRONG)),
    CLOCK_LOST(Shows.WHEN_DELIVERED, Set.of(FindingKind.CLOCK_WRONG));

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

    final Shows shows;
    /** Any of them counts. */
    final Set<FindingKind> findings;

    FraudKind(Shows shows, Set<FindingKind> findings) {
        this.shows = shows;
        this.findings = findings;
    }

    /** The ledger says which if it can; but a rise may by chance be as big as some other credit, too. */
    private static Set<FindingKind> rises() {
        return Set.of(UNBACKED_CREDIT, CREDIT_OF_OTHER_METER, REVOKED_CREDIT_SHOWN, PARTIAL_CREDIT);
    }

    /** What the same reading may find besides, once each, because of the same deed. */
    Set<FindingKind> companions() {
        // While the register goes back nobody can say what was used, so the balance falls without a reason.
        return this == REGISTER_BACK ? Set.of(SHORTFALL) : Set.of();
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
