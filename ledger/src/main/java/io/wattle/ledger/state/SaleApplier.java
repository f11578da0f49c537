package io.wattle.ledger.state;

import io.wattle.ledger.entry.DebtFact;
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

    void sell(MeterState meter, Fact.SaleMade fact, boolean isConversion) {
        Sale sale = fact.sale();
        SaleCounters counters = meter.seldom.sales.orElseGet(SaleCounters::new);
        meter.rare().sales = Optional.of(counters);
        SoldCount count = SoldCount.of(sale, counters.claim(sale.day()));
        counters.add(sale, count, isConversion);
        for (QuoteLine line : sale.lines()) {
            if (line.kind() == Kind.ARREARS) {
                state.debts.open(meter.account).pay(line.name(), line.amountMinor(), sale.day());
            }
        }
        CreditState credit = state.credits.get("C-" + sequence);
        if (credit != null) {
            credit.tariff = state.names.same(sale.tariff());
            credit.taxes = sale.taxOfUnits();
            credit.count = Optional.of(count);
        }
    }

    void owe(DebtFact fact) {
        AccountDebts debts = state.debts.open(fact.account());
        switch (fact) {
            case DebtFact.DebtAdded f -> debts.add(new DebtState(f.debt(), f.amount().currency(),
                    f.amount().amountMinor(), LocalDate.EPOCH, 0));
            case DebtFact.DebtForgiven f -> debts.forgive(f.debt(), f.amount().amountMinor());
            case DebtFact.PlanChanged f -> debts.change(f.debt());
        }
    }
}
