package io.wattle.ledger.state;

import io.wattle.ledger.tariff.plan.PlanPart;
import io.wattle.ledger.tariff.plan.Scope;
import io.wattle.ledger.tariff.plan.TariffHistory;
import io.wattle.ledger.tariff.plan.TariffPlan;
import io.wattle.ledger.tariff.plan.UnitPrice;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** From all active plans to those that one class of customers buys by, one after the other. Pure. */
final class TariffFolding {

    private TariffFolding() {}

    /**
     * Looks at every instant at which something may change.
     *
     * @param entries of one service and currency, in their order
     */
    static Optional<TariffHistory> of(List<TariffHistory.Entry> entries, String customerClass, String subClass) {
        SortedSet<Instant> moments = new TreeSet<>();
        for (TariffHistory.Entry entry : entries) {
            TariffPlan plan = entry.plan();
            moments.add(entry.since());
            addEnds(plan, plan.scope(), entry.since(), moments);
            for (PlanPart part : plan.parts()) {
                if (part.component() instanceof UnitPrice) {
                    addEnds(plan, part.scope(), entry.since(), moments);
                }
            }
        }
        List<TariffHistory.Entry> folded = new ArrayList<>();
        for (Instant moment : moments) {
            Optional<TariffPlan> plan = latest(entries, moment, customerClass, subClass);
            boolean changes = plan.isPresent()
                    && (folded.isEmpty() || !folded.getLast().plan().equals(plan.get()));
            if (changes) {
                folded.add(new TariffHistory.Entry(moment, plan.get()));
            }
        }
        return folded.isEmpty() ? Optional.empty() : Optional.of(new TariffHistory(folded));
    }

    private static void addEnds(TariffPlan plan, Scope scope, Instant since, Set<Instant> moments) {
        for (Optional<LocalDate> end : List.of(scope.from(), scope.to())) {
            end.map(day -> day.atStartOfDay(plan.zone()).toInstant()).filter(since::isBefore).ifPresent(moments::add);
        }
    }

    private static Optional<TariffPlan> latest(List<TariffHistory.Entry> entries, Instant at, String customerClass,
            String subClass) {
        for (TariffHistory.Entry entry : entries.reversed()) {
            TariffPlan plan = entry.plan();
            boolean sells = !entry.since().isAfter(at)
                    && plan.prices(LocalDate.ofInstant(at, plan.zone()), customerClass, subClass);
            if (sells) {
                return Optional.of(plan);
            }
        }
        return Optional.empty();
    }
}
