package io.wattle.ledger.state;

import io.wattle.ledger.entry.EntryBytes;
import io.wattle.ledger.entry.EntrySource;
import io.wattle.ledger.entry.SaleBytes;
import io.wattle.ledger.tariff.sale.QuoteLine;
import io.wattle.ledger.vending.FreeClaim;
import io.wattle.ledger.vending.Sale;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a sale moved a meter's counters by, so that they can go back with its units.
 *
 * <p>Immutable.
 *
 * @param day of the sale
 * @param monthUnits for the block counter
 * @param monthCharged for units, towards a minimum charge
 * @param monthMinimum what filled up to a minimum charge; below zero for what it used up
 * @param monthDiscounts by the discount's name
 * @param dayUnits sold, without free ones
 * @param claimBefore how far free units had been claimed; empty if the sale gave none
 * @param claimAfter how far they were claimed then
 */
record SoldCount(LocalDate day, long monthUnits, long monthCharged, long monthMinimum, Map<String, Long> monthDiscounts,
        long dayUnits,
        Optional<FreeClaim> claimBefore, Optional<FreeClaim> claimAfter) {

    static SoldCount of(Sale sale, FreeClaim claimBefore) {
        long charged = 0;
        long minimum = 0;
        Map<String, Long> discounts = new LinkedHashMap<>();
        for (QuoteLine line : sale.lines()) {
            switch (line.kind()) {
                case UNITS, SCARCITY -> charged += line.amountMinor();
                case DISCOUNT -> {
                    charged += line.amountMinor();
                    discounts.merge(line.name(), -line.amountMinor(), Long::sum);
                }
                case MINIMUM_CHARGE -> minimum += line.amountMinor();
                case CHANNEL_FEE, ARREARS, EMERGENCY_CREDIT, FIXED_CHARGE, SEWERAGE, TAX, WALLET,
                        INCLUDED_TAX, FREE_UNITS ->
                    {
                    }
            }
        }
        return new SoldCount(sale.day(), sale.countedUnits(), charged, minimum,
                discounts.isEmpty() ? Map.of() : discounts, sale.units(),
                sale.freeClaim().map(_ -> claimBefore), sale.freeClaim());
    }

    /** Everything, for hash and snapshot; {@link #read} takes the same fields in the same order. */
    void write(EntryBytes to) {
        SaleBytes.date(day, to);
        to.i64(monthUnits).i64(monthCharged).i64(monthMinimum).i64(dayUnits);
        Lists.write(to, List.copyOf(monthDiscounts.entrySet()),
                one -> to.text(one.getKey()).i64(one.getValue()));
        to.optional(claimBefore, claim -> SaleBytes.write(claim, to));
        to.optional(claimAfter, claim -> SaleBytes.write(claim, to));
    }

    static SoldCount read(EntrySource from) {
        LocalDate day = SaleBytes.date(from);
        long monthUnits = from.i64();
        long monthCharged = from.i64();
        long monthMinimum = from.i64();
        long dayUnits = from.i64();
        Map<String, Long> discounts = new LinkedHashMap<>();
        Lists.read(from, () -> Map.entry(from.text(), from.i64()))
                .forEach(one -> discounts.put(one.getKey(), one.getValue()));
        return new SoldCount(day, monthUnits, monthCharged, monthMinimum, discounts.isEmpty() ? Map.of() : discounts,
                dayUnits,
                from.optional(() -> SaleBytes.readClaim(from)), from.optional(() -> SaleBytes.readClaim(from)));
    }
}
