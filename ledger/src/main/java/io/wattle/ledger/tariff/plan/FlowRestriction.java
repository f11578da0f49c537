package io.wattle.ledger.tariff.plan;

/**
 * When the supply is throttled instead of cut.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param belowUnits balance under which the restriction begins
 * @param limitPerHour what is let through, in Wh or l an hour
 */
public record FlowRestriction(long belowUnits, long limitPerHour) implements Component {
    public FlowRestriction {
        Exact.within("below", belowUnits, 0, Exact.AMOUNT_MAX);
        Exact.within("per hour", limitPerHour, 1, Exact.AMOUNT_MAX);
    }
}
