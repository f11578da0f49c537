package io.wattle.ledger.vending;

import io.wattle.ledger.tariff.sale.QuoteLine;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A sale as it was priced: what its receipt says for ever, whatever becomes of the tariff.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param tariff its name
 * @param version of the tariff
 * @param day by the utility's calendar
 * @param moneyMinor what was to be spent: the tender, less what the wallet owed
 * @param units sold, in Wh or l, without the free ones
 * @param freeUnits given besides
 * @param countedUnits by which the month's block counter moves
 * @param lines of the receipt; those that add make up the money
 * @param taxOfUnits what of the taxes goes back if the units do
 * @param fees how far standing fees are paid now; those that did not change are left out
 * @param freeClaim how far free units are claimed now; empty if that did not change
 * @param around how the customer stands before and after
 */
public record Sale(String tariff, int version, LocalDate day, String currency, long moneyMinor, long units,
        long freeUnits, long countedUnits, List<QuoteLine> lines, List<TaxShare> taxOfUnits, List<FeePaid> fees,
        Optional<FreeClaim> freeClaim, AroundSale around) {

    public Sale {
        lines = List.copyOf(lines);
        taxOfUnits = List.copyOf(taxOfUnits);
        fees = List.copyOf(fees);
    }

    /** The sum of the lines of a kind. */
    public long sum(QuoteLine.Kind kind) {
        long sum = 0;
        for (QuoteLine line : lines) {
            sum += line.kind() == kind ? line.amountMinor() : 0;
        }
        return sum;
    }
}
