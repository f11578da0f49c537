package io.wattle.ledger.state;

import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.tariff.FlatRate;
import java.util.Map;

/**
 * By what the ledger decides. Used for deciding alone: what was decided stands in the journal, so a replay needs no rules.
 *
 * @param rates price of what each kind of meter sells
 * @param toleranceUnits how far, in Wh or l, a meter's balance may stand off in all before it is a finding; 0..100,000
 * @param pendingCreditsMax credits under way for one meter at once, 1..16: bounds the work of matching
 */
public record LedgerRules(Map<Unit.Kind, FlatRate> rates, long toleranceUnits, int pendingCreditsMax) {

    public LedgerRules {
        rates = Map.copyOf(rates);
        if (toleranceUnits < 0 || toleranceUnits > 100_000) {
            throw new IllegalArgumentException("toleranceUnits must be 0..100000, was: " + toleranceUnits);
        }
        if (pendingCreditsMax < 1 || pendingCreditsMax > 16) {
            throw new IllegalArgumentException("pendingCreditsMax must be 1..16, was: " + pendingCreditsMax);
        }
    }

    /** Defaults for all but the prices. */
    public static LedgerRules of(Map<Unit.Kind, FlatRate> rates) {
        return new LedgerRules(rates, 5, 12);
    }
}
