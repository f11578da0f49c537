package io.wattle.ledger.tariff.plan;

/**
 * How much may be bought. A limit that is not said is open.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param saleMinor tender of one sale
 * @param dayMinorMax tenders of one day
 * @param saleUnits units of one sale; the lower bound is for sales that bring units
 * @param dayUnitsMax units of one day
 */
public record PurchaseLimits(Range saleMinor, long dayMinorMax, Range saleUnits, long dayUnitsMax)
        implements
            Component {
    /** No limits but those of the arithmetic. */
    public static final PurchaseLimits OPEN = new PurchaseLimits(Range.OPEN, Exact.AMOUNT_MAX, Range.OPEN,
            Exact.AMOUNT_MAX);

    /** Both ends belong to it. */
    public record Range(long min, long max) {
        /** Everything. */
        public static final Range OPEN = new Range(0, Exact.AMOUNT_MAX);

        public Range {
            Exact.within("max", max, 1, Exact.AMOUNT_MAX);
            Exact.within("min", min, 0, max);
        }
    }

    public PurchaseLimits {
        Exact.within("most per day", dayMinorMax, saleMinor.min, Exact.AMOUNT_MAX);
        Exact.within("most units per day", dayUnitsMax, saleUnits.min, Exact.AMOUNT_MAX);
    }
}
