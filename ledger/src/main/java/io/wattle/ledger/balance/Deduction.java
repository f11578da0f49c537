package io.wattle.ledger.balance;

import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.tariff.usage.UsageCost.UsageLine;
import java.util.List;

/**
 * What was taken off a balance for what was used between two readings.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param consumed in Wh or l, by the register
 * @param charged in the unit of the balance: the same as {@code consumed}, or its price with taxes
 * @param shares who gets it, at most 24, together {@code charged}; none for a balance in units
 * @param lines how it was priced, at most 24; none for a balance in units, and none where only rounding or the month's
 *        blocks moved
 * @param after what the next one depends on
 * @param estimated whether a reading is estimated, or units had to be spread over time where prices differ
 */
public record Deduction(String deductionId, UsagePoint from, UsagePoint to, long consumed, Quantity charged,
        List<Share> shares, List<UsageLine> lines, Carry after, boolean estimated) {
    public Deduction {
        shares = List.copyOf(shares);
        lines = List.copyOf(lines);
    }

    /** As it is kept in memory. */
    public Deduction withoutLines() {
        return lines.isEmpty()
                ? this
                : new Deduction(deductionId, from, to, consumed, charged, shares, List.of(), after, estimated);
    }
}
