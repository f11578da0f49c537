package io.wattle.ledger.tariff.usage;

import io.wattle.ledger.tariff.sale.QuoteLine;
import java.util.List;
import java.util.OptionalLong;

/**
 * What an interval costs.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param lines their exact amounts add up to the charge and the change of the carry
 * @param chargedMinor to be deducted, taxes with it
 * @param taxMinor what of it is tax
 * @param carryNano for the next interval, less than one minor unit either way
 * @param monthUnits the block counter after it
 * @param monthNano charged for units of the month that it ends in, as in {@link UsageContext}
 * @param estimated units had to be spread over time where prices differ
 */
public record UsageCost(List<UsageLine> lines, long chargedMinor, long taxMinor, long carryNano, long monthUnits,
        OptionalLong monthNano, boolean estimated) {

    /**
     * One price.
     *
     * @param tariff name and version
     * @param exactNano in thousand-millionths of a minor unit
     */
    public record UsageLine(String tariff, QuoteLine.Kind kind, String name, long units, long rate, long exactNano) {}

    public UsageCost {
        lines = List.copyOf(lines);
    }
}
