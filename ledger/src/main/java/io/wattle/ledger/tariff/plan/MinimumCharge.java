package io.wattle.ledger.tariff.plan;

/**
 * What the units bought in a calendar month must bring at least: what is missing is added to a sale, and energy that is
 * bought later in the month uses it up first. Where units are deducted from a balance in currency, what is missing is deducted
 * when the month is over.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param monthMinor 1..{@value Exact#AMOUNT_MAX}
 */
public record MinimumCharge(long monthMinor) implements Component {
    public MinimumCharge {
        Exact.within("amount", monthMinor, 1, Exact.AMOUNT_MAX);
    }

    /** What is missing when so much was charged for units in the month. */
    public long missing(long chargedMinor) {
        return Math.max(0, monthMinor - chargedMinor);
    }
}
