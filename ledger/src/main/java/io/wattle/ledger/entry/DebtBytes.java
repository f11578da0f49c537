package io.wattle.ledger.entry;

import io.wattle.ledger.entry.DebtFact.DebtAdded;
import io.wattle.ledger.entry.DebtFact.DebtForgiven;
import io.wattle.ledger.entry.DebtFact.PlanChanged;
import java.util.Optional;

/** Facts about debts as they stand in the journal; a part of {@link FactEncoder} and {@link FactDecoder}. */
final class DebtBytes {
    private static final int ADDED = 88;
    private static final int FORGIVEN = 120;
    private static final int PLAN_CHANGED = 121;

    private DebtBytes() {}

    static int number(DebtFact fact) {
        return switch (fact) {
            case DebtAdded _ -> ADDED;
            case DebtForgiven _ -> FORGIVEN;
            case PlanChanged _ -> PLAN_CHANGED;
        };
    }

    static void write(DebtFact fact, EntryBytes to) {
        to.text(fact.account());
        switch (fact) {
            case DebtAdded f -> {
                SaleBytes.write(f.debt(), to);
                to.quantity(f.amount());
            }
            case DebtForgiven f -> to.text(f.debt()).quantity(f.amount());
            case PlanChanged f -> SaleBytes.write(f.debt(), to);
        }
        to.text(fact.reason());
    }

    /** Empty if it is no fact about debts. */
    static Optional<DebtFact> read(int number, EntrySource from) {
        return switch (number) {
            case ADDED ->
                Optional.of(new DebtAdded(from.text(), SaleBytes.readDebt(from), from.money(), from.text()));
            case FORGIVEN -> Optional.of(new DebtForgiven(from.text(), from.text(), from.money(), from.text()));
            case PLAN_CHANGED -> Optional.of(new PlanChanged(from.text(), SaleBytes.readDebt(from), from.text()));
            default -> Optional.empty();
        };
    }
}
