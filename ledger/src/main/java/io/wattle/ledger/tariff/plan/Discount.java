package io.wattle.ledger.tariff.plan;

/**
 * A discount or rebate on the charge for units. Several apply one after another, each to what the one before left.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param ppm share of the charge, 0..1,000,000
 * @param fixedMinor a rebate besides, per sale, not above the charge
 * @param monthMinorMax most of both together in a calendar month
 * @param agreed whether only those have it with whom it was agreed, by its name
 */
public record Discount(String name, long ppm, long fixedMinor, long monthMinorMax, boolean agreed)
        implements
            Component {

    /** For everybody. */
    public Discount(String name, long ppm, long fixedMinor, long monthMinorMax) {
        this(name, ppm, fixedMinor, monthMinorMax, false);
    }

    public Discount {
        Exact.named("name", name);
        Exact.within("percent", ppm, 0, Exact.WHOLE_PPM);
        Exact.within("fixed", fixedMinor, 0, Exact.AMOUNT_MAX);
        Exact.within("cap", monthMinorMax, 1, Exact.AMOUNT_MAX);
        if (ppm == 0 && fixedMinor == 0) {
            throw new IllegalArgumentException("a discount needs a percent or a fixed amount: " + name);
        }
        if (agreed && name.indexOf(',') >= 0) {
            throw new IllegalArgumentException("a discount by agreement must have no comma in its name: " + name);
        }
    }

    /** What it takes off a charge. */
    public long of(long chargeMinor, long monthMinorLeft) {
        return Math.min(Math.min(chargeMinor, monthMinorLeft), Exact.share(chargeMinor, ppm) + fixedMinor);
    }
}
