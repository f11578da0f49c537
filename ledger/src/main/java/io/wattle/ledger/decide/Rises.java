package io.wattle.ledger.decide;

import io.wattle.ledger.entry.Fact.FindingKind;
import io.wattle.ledger.state.CreditState;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.state.MeterState;
import io.wattle.ledger.verify.Verdict;
import java.util.Optional;

/**
 * Names a rise that nothing legal is behind. It stays unbacked whatever its name; only a part of a credit is booked as that
 * credit.
 */
final class Rises {

    /**
     * What it looks like.
     *
     * @param credit that it seems to be, or to be a part of; not for UNBACKED_CREDIT
     */
    record Rise(FindingKind kind, Optional<CreditState> credit) {}

    private Rises() {}

    /** The first that fits: taken back and shown all the same, another meter's, a part of one under way; else nobody's. */
    static Rise of(Verdict.Unbacked verdict, MeterState meter, LedgerState state, long tolerance) {
        Optional<CreditState> revoked = revoked(verdict.found(), meter, state, tolerance);
        if (revoked.isPresent()) {
            return new Rise(FindingKind.REVOKED_CREDIT_SHOWN, revoked);
        }
        Optional<CreditState> other = state.onTheWay.ofAnother(meter, verdict.found(), tolerance, state.credits);
        if (other.isPresent()) {
            return new Rise(FindingKind.CREDIT_OF_OTHER_METER, other);
        }
        return verdict.partOf()
                .map(change -> new Rise(FindingKind.PARTIAL_CREDIT,
                        Optional.ofNullable(state.credits.get(change.id()))))
                .orElseGet(() -> new Rise(FindingKind.UNBACKED_CREDIT, Optional.empty()));
    }

    private static Optional<CreditState> revoked(long found, MeterState meter, LedgerState state, long tolerance) {
        for (String creditId : meter.seldom().revoked()) {
            CreditState credit = state.credits.get(creditId); // may be forgotten
            if (credit != null && Math.abs(credit.remaining().value() - found) <= tolerance) {
                return Optional.of(credit);
            }
        }
        return Optional.empty();
    }
}
