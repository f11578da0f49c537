package io.wattle.ledger.decide;

import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.state.Decision.Refuse;
import io.wattle.ledger.state.MeterState;
import io.wattle.ledger.token.TokenAmounts;
import java.time.Instant;
import java.util.Optional;

/** Whether a meter can be loaded with one more credit now. */
record Loading(MeterState meter, int pendingCreditsMax) {

    /**
     * All the reasons why not, in their order.
     *
     * @param field that named the amount
     */
    Optional<Refuse> refused(long units, Instant now, String field) {
        boolean asToken = meter.seldom().tokens().isPresent() && !meter.terms().inMoney();
        if (units > Wellformed.VALUE_MAX || (asToken && units > TokenAmounts.UNITS_MAX)) {
            return Optional.of(new Refuse(Refusal.AMOUNT_TOO_LARGE, field, "it buys more than can be loaded at once: "
                    + units + " " + meter.balanceUnit().code()));
        }
        if (asToken && TokenAmounts.atMost(units) != units) {
            return Optional.of(new Refuse(Refusal.AMOUNT_NOT_EXACT, field, "no token can say exactly " + units + " "
                    + meter.balanceUnit().code() + " with the free ones; buy less at once"));
        }
        return full(now);
    }

    /** Those that stand in the way of any credit, however small. */
    Optional<Refuse> full(Instant now) {
        if (meter.openCredits().size() >= pendingCreditsMax) {
            return Optional.of(new Refuse(Refusal.TOO_MANY_PENDING_CREDITS, "meter", meter.openCredits().size()
                    + " credits are under way for " + meter.meter + "; wait until a reading proves one of them"));
        }
        return meter.seldom().tokens().flatMap(tokens -> TokenRules.unsellable(tokens, now));
    }
}
