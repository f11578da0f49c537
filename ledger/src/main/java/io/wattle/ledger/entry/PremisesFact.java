package io.wattle.ledger.entry;

import io.wattle.ledger.account.CriticalNeed;
import io.wattle.ledger.account.MeterData;
import io.wattle.ledger.vending.FeePaid;
import java.util.List;
import java.util.Optional;

/**
 * What was decided about a meter and the people that it serves.
 *
 * <p>Immutable, safe for any thread.
 */
public sealed interface PremisesFact extends Fact.OfPremises {

    /** Where a meter is, and what was said about it. */
    record MeterPlaced(MeterData data) implements PremisesFact {
        @Override
        public String meter() {
            return data.meter();
        }
    }

    /** A meter's supply must not be cut, or may be again. */
    record CriticalNeedSet(String meter, Optional<CriticalNeed> need) implements PremisesFact {}

    /** Another account pays for a meter from now on. */
    record MeterAssigned(String meter, String account, String reason) implements PremisesFact {}

    /**
     * What is counted of sales to a meter begins anew, for whoever pays for it now.
     *
     * @param fees how far standing fees are the matter of who paid before
     */
    record CountersBegun(String meter, List<FeePaid> fees) implements PremisesFact {
        public CountersBegun {
            fees = List.copyOf(fees);
        }
    }

    /** The meter says that something happened at it. */
    record EventNoted(String meter, MeterEvent event) implements PremisesFact {}

    /** The meter told what its register showed before. It is kept and not weighed: readings are. */
    record ProfileNoted(String meter, RegisterProfile profile) implements PremisesFact {}

    /** Somebody was at a meter with a probe, and did something there. */
    record ProbeActNoted(String meter, ProbeAct act) implements PremisesFact {}
}
