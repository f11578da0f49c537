package io.wattle.ledger.verify;

import io.wattle.ledger.tariff.MeterTariff;
import io.wattle.ledger.tariff.TariffVersion;
import java.util.List;

/**
 * How a meter counts.
 *
 * <p>Immutable, safe for any thread; a value that is not allowed is refused with {@link IllegalArgumentException}.
 *
 * @param inMoney whether its balance is in a currency; else it is in the units of its register
 * @param registerModulus where its register rolls over to zero, in units of the register; 0 if that is not known
 * @param tariffs by time, at least one
 */
public record MeterTerms(boolean inMoney, long registerModulus, List<TariffVersion> tariffs) {
    /** Counts down in its balance what its register counts up, and nothing else. */
    public static final MeterTerms PLAIN = new MeterTerms(false, 0,
            List.of(TariffVersion.always(MeterTariff.NONE)));
    private static final long THOUSAND = 1000;

    public MeterTerms {
        if (tariffs.isEmpty()) {
            throw new IllegalArgumentException("tariffs must not be empty");
        }
    }

    /** Whole units of the balance in an amount of {@link Used}, rounded down: a meter takes off what is full. */
    long whole(long exact) {
        return inMoney ? exact / THOUSAND : exact;
    }

    /** The same, rounded up. */
    long wholeUp(long exact) {
        return inMoney ? Math.ceilDiv(exact, THOUSAND) : exact;
    }

    /** What {@link #whole} leaves over, for the next balance. */
    public long remainder(long exact) {
        return inMoney ? exact % THOUSAND : 0;
    }
}
