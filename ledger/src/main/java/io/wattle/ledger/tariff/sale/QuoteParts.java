package io.wattle.ledger.tariff.sale;

/**
 * Where a tender goes, in minor units. The parts add up to the tender.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param fixed fixed charges without tax
 * @param tax added and included
 * @param units what the units cost, sewerage with them, without tax
 * @param wallet what stays the customer's
 */
public record QuoteParts(long channelFee, long arrears, long emergency, long fixed, long tax, long units,
        long wallet) {

    public long sum() {
        return channelFee + arrears + emergency + fixed + tax + units + wallet;
    }
}
