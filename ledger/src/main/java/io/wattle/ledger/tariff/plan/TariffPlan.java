package io.wattle.ledger.tariff.plan;

import io.wattle.ledger.quantity.Unit;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One version of a tariff, for one service.
 *
 * <p>Immutable, safe for any thread; what does not fit together is refused with {@link IllegalArgumentException}.
 *
 * @param version from 1
 * @param service energy or volume
 * @param currency ISO 4217 code
 * @param zone of the utility: its days and months are those of the tariff
 * @param scope when it holds, and who may be on it
 * @param waterfall all steps, each once
 * @param parts in the order in which they are said: where only one of a kind can hold, the first that fits does
 */
public record TariffPlan(String name, int version, Unit.Kind service, String currency, ZoneId zone, Scope scope,
        List<WaterfallStep> waterfall, List<PlanPart> parts) {

    public TariffPlan {
        Exact.named("name", name);
        Exact.within("version", version, 1, 1_000_000);
        Unit.money(currency);
        waterfall = List.copyOf(waterfall);
        parts = List.copyOf(parts);
        if (service == Unit.Kind.MONEY) {
            throw new IllegalArgumentException("service must be energy or volume");
        }
        if (waterfall.size() != WaterfallStep.USUAL.size() || !waterfall.containsAll(WaterfallStep.USUAL)) {
            throw new IllegalArgumentException("the waterfall must name each step once, was: " + waterfall);
        }
        PlanChecks.check(service, parts);
    }

    /** The unit that is sold. */
    public Unit unit() {
        return service == Unit.Kind.ENERGY ? Unit.WATT_HOUR : Unit.LITRE;
    }

    /** What holds on a day for a customer; empty if the plan does not, or has no price for him. */
    public Optional<PlanInForce> inForce(LocalDate day, String customerClass, String subClass) {
        if (!scope.covers(day) || !scope.isFor(customerClass, subClass)) {
            return Optional.empty();
        }
        List<Component> fitting = new ArrayList<>(parts.size());
        for (PlanPart part : parts) {
            if (part.scope().covers(day) && part.scope().isFor(customerClass, subClass)) {
                fitting.add(part.component());
            }
        }
        return PlanInForce.of(this, fitting, day, customerClass, subClass);
    }
}
