package io.wattle.ledger.tariff.sale;

import io.wattle.ledger.quantity.Unit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A price with all that a receipt says about it.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param tariff name of the plan
 * @param tenderMinor what is paid
 * @param units sold, in Wh or l
 * @param freeUnits given besides
 * @param arrearsBeforeMinor owed before this payment
 * @param nextBlock where the price changes; empty if it does not
 */
public record Quote(String tariff, int version, String currency, Unit unit, long tenderMinor, long units,
        long freeUnits, List<QuoteLine> lines, QuoteParts parts, long arrearsBeforeMinor, Optional<NextBlock> nextBlock)
        implements
            Pricing {

    /**
     * The change of price that comes next.
     *
     * @param inUnits so many more units at the present rate
     * @param rateMicro of the block that follows
     * @param resetsAt when the block counter begins anew
     */
    public record NextBlock(long inUnits, long rateMicro, Instant resetsAt) {}

    public Quote {
        lines = List.copyOf(lines);
        if (parts.sum() != tenderMinor) {
            throw new IllegalStateException("parts " + parts + " do not add up to " + tenderMinor);
        }
    }

    public long arrearsAfterMinor() {
        return arrearsBeforeMinor - parts.arrears();
    }
}
