package io.wattle.ledger.tariff.plan;

/**
 * How much of a payment may go to arrears, over all items together. What is not said does not limit.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param ppm share of each payment
 * @param paymentMinorMax of each payment
 * @param periodMinorMax of all payments of a period; a fixed amount per period and a cap are the same limit
 * @param period which period
 * @param energySharePpm share of each payment that is left for units, whatever is owed
 */
public record DebtRecovery(long ppm, long paymentMinorMax, long periodMinorMax, StandingFee.Period period,
        long energySharePpm) implements Component {
    /** All arrears that are required, out of each payment. */
    public static final DebtRecovery ALL = new DebtRecovery(Exact.WHOLE_PPM, Exact.AMOUNT_MAX, Exact.AMOUNT_MAX,
            StandingFee.Period.MONTH, 0);

    public DebtRecovery {
        Exact.within("percent", ppm, 0, Exact.WHOLE_PPM);
        Exact.within("per payment", paymentMinorMax, 0, Exact.AMOUNT_MAX);
        Exact.within("per period", periodMinorMax, 0, Exact.AMOUNT_MAX);
        Exact.within("energy share", energySharePpm, 0, Exact.WHOLE_PPM);
    }

    /**
     * The most that a payment gives to arrears.
     *
     * @param recoveredMinor what earlier payments of the period gave
     */
    public long most(long paymentMinor, long recoveredMinor) {
        long ofPeriod = Math.max(0, periodMinorMax - recoveredMinor);
        long beyondEnergy = paymentMinor - Exact.share(paymentMinor, energySharePpm);
        return Math.min(Math.min(Exact.share(paymentMinor, ppm), paymentMinorMax), Math.min(ofPeriod, beyondEnergy));
    }
}
