package io.wattle.ledger.state;

import io.wattle.ledger.entry.DebtAdded;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.tariff.sale.QuoteLine;
import io.wattle.ledger.tariff.sale.QuoteLine.Kind;
import io.wattle.ledger.vending.Sale;
import java.time.LocalDate;
import java.util.Optional;

/** Makes true what is said about sales by plan and about debts. A part of {@link FactApplier}. */
final class SaleApplier {
    private final LedgerState state;
    private final long sequence;

    SaleApplier(LedgerState state, long sequence) {
        this.state = state;
        this.sequence = sequence;
    }

    void sell(MeterState meter, Fact.SaleMade fact) {
        Sale sale = fact.sale();
        SaleCounters counters = meter.seldom.sales.orElseGet(SaleCounters::new);
        meter.rare().sales = Optional.of(counters);
        counters.add(sale);
        for (QuoteLine line : sale.lines()) {
            if (line.kind() == Kind.ARREARS) {
                state.debts.open(meter.account).pay(line.name(), line.amountMinor(), sale.day());
            }
        }
        CreditState credit = state.credits.get("C-" + sequence);
        if (credit != null) {
            credit.tariff = state.names.same(sale.tariff());
            credit.taxes = sale.taxOfUnits();
        }
    }

    void owe(DebtAdded fact) {
        state.debts.open(fact.account())
                .add(new DebtState(fact.debt(), fact.amount().currency(), fact.amount().amountMinor(),
                        LocalDate.EPOCH, 0));
    }
}
