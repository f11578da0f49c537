package io.wattle.ledger.tariff;

import java.util.Optional;

/**
 * The tariff inside a meter, by which it takes off its own balance.
 *
 * <p>Immutable, safe for any thread; a value that is not allowed is refused with {@link IllegalArgumentException}.
 *
 * @param priceMinorPerThousand for 1,000 units of the register, in minor units, 0..1,000,000,000; zero for a meter whose
 *        balance is in the units of its register
 * @param standing taken as time passes
 */
public record MeterTariff(long priceMinorPerThousand, Optional<StandingCharge> standing) {
    /** No price, no charges: a meter that counts down what its register counts up. */
    public static final MeterTariff NONE = new MeterTariff(0, Optional.empty());
    /** Where a cost stops rising: far above any balance, and some of them still fit into a long. */
    public static final long COST_MAX = 1_000_000_000_000_000L;

    public MeterTariff {
        if (priceMinorPerThousand < 0 || priceMinorPerThousand > 1_000_000_000) {
            throw new IllegalArgumentException("priceMinorPerThousand must be 0..1000000000, was: "
                    + priceMinorPerThousand);
        }
    }

    /** What so many units of the register cost, exactly, in thousandths of a minor unit; at most {@link #COST_MAX}. */
    public long costThousandths(long units) {
        boolean fits = Math.multiplyHigh(units, priceMinorPerThousand) == 0;
        long cost = units * priceMinorPerThousand;
        return fits && cost >= 0 ? Math.min(cost, COST_MAX) : COST_MAX;
    }
}
