package io.wattle.ledger.state;

import io.wattle.ledger.entry.TillFact;
import java.util.Objects;

/** Makes true that a sale did not happen after all, but for the book; a part of {@link TillApplier}. */
final class SaleUndoing {
    private final LedgerState state;
    private final long sequence;

    SaleUndoing(LedgerState state, long sequence) {
        this.state = state;
        this.sequence = sequence;
    }

    void undo(TillFact.SaleReversed fact) {
        RecentSales.Kept kept = state.recentSales.sale(fact.saleId());
        if (kept == null || kept.reversed()) {
            throw new IllegalStateException("entry " + sequence + " gives back what it cannot");
        }
        SoldSale sale = kept.sale();
        state.recentSales.keep(new RecentSales.Kept(sale, true));
        MeterState meter = Objects.requireNonNull(state.meters.get(sale.meter()));
        boolean isStillHis = meter.account.equals(sale.account()); // the counters of a meter are those of who has it now
        if (fact.unitsFromMeter() > 0) {
            fromMeter(meter, Objects.requireNonNull(state.credits.get(sale.creditId().orElse(""))));
        }
        meter.seldom.sales.filter(_ -> isStillHis).ifPresent(counters -> counters.undo(sale));
        sale.debts().forEach(debt -> state.debts.open(sale.account()).owedAgain(debt));
    }

    private static void fromMeter(MeterState meter, CreditState credit) {
        // What an engineer took out of the meter is not loaded any more, and did not move the counters after all.
        credit.loaded = 0;
        meter.seldom.sales.ifPresent(counters -> counters.takeBack(credit));
        // Nor may the meter's log open it again: its money would go back twice.
        meter.inferred = Bounded.without(meter.inferred, credit.creditId::equals);
    }
}
