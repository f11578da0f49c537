package io.wattle.ledger.tariff.plan;

/**
 * Units a month for nothing, claimed with a purchase or without one.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param monthUnits above zero
 * @param stackUnitsMax how much may be waiting: the same as {@code monthUnits} if months do not add up
 * @param countInBlocks whether they move the block counter
 */
public record FreeUnits(String name, long monthUnits, long stackUnitsMax, boolean countInBlocks)
        implements
            Component {
    public FreeUnits {
        Exact.named("name", name);
        Exact.within("units", monthUnits, 1, Exact.AMOUNT_MAX);
        Exact.within("stack cap", stackUnitsMax, monthUnits, Exact.AMOUNT_MAX);
    }

    /**
     * What may be claimed.
     *
     * @param months calendar months begun since the one of the last full claim, this one included
     * @param claimed units of these months that were claimed already
     */
    public long claimable(long months, long claimed) {
        long earned = Math.min(stackUnitsMax, Math.multiplyExact(Math.min(months, 1_200), monthUnits));
        return Math.max(0, earned - claimed);
    }
}
