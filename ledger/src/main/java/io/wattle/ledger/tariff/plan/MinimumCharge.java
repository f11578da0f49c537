package io.wattle.ledger.tariff.plan;

/**
 * What units must bring in a calendar month at least; what is missing is added to the first sale or deduction.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param monthMinor 1..{@value Exact#AMOUNT_MAX}
 */
public record MinimumCharge(long monthMinor) implements Component {
    public MinimumCharge {
        Exact.within("amount", monthMinor, 1, Exact.AMOUNT_MAX);
    }
}
