package io.wattle.ledger.account;

/**
 * What was said about a meter besides how it counts.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param mode where its balance lives
 * @param com metering technology, brand or network, 0..64 characters
 * @param vending whether anything is sold for it, over any channel
 */
public record MeterTraits(BalanceMode mode, String com, boolean vending) {

    /** The same with a balance that lives elsewhere. */
    public MeterTraits with(BalanceMode other) {
        return new MeterTraits(other, com, vending);
    }

    /** Those of a meter of which nothing was said. */
    public static final MeterTraits STANDARD = new MeterTraits(BalanceMode.METER, "", true);
}
