package io.wattle.ledger.tariff.plan;

/**
 * Units before payment.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param amountUnits how many, above zero
 * @param thresholdUnits offered when the balance is at or below this
 * @param rateMicro what they cost when repaid
 */
public record EmergencyTerms(long amountUnits, long thresholdUnits, long rateMicro) implements Component {
    public EmergencyTerms {
        Exact.within("units", amountUnits, 1, Exact.AMOUNT_MAX);
        Exact.within("threshold", thresholdUnits, 0, Exact.AMOUNT_MAX);
        Exact.within("rate", rateMicro, 0, RATE_MAX);
    }

    /** What units that were used of it cost, in minor units: the ledger notes this as owed. */
    public long priceOf(long usedUnits) {
        return Exact.price(usedUnits, rateMicro);
    }
}
