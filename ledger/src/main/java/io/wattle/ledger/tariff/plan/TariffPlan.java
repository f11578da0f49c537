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
 * @param service energy, volume or gas
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
            throw new IllegalArgumentException("service must be energy, volume or gas");
        }
        if (waterfall.size() != WaterfallStep.USUAL.size() || !waterfall.containsAll(WaterfallStep.USUAL)) {
            throw new IllegalArgumentException("the waterfall must name each step once, was: " + waterfall);
        }
        PlanChecks.check(service, parts);
    }

    /** The unit that is sold. */
    public Unit unit() {
        return switch (service) {
            case ENERGY -> Unit.WATT_HOUR;
            case VOLUME -> Unit.LITRE;
            case GAS -> Unit.GAS_LITRE;
            case MONEY -> throw new IllegalStateException("no tariff sells money");
        };
    }

    /** Whether it holds on a day for a customer and has a price for him: then {@link #inForce} is there. */
    public boolean prices(LocalDate day, String customerClass, String subClass) {
        return holds(scope, day, customerClass, subClass) && parts.stream()
                .anyMatch(part -> part.component() instanceof UnitPrice
                        && holds(part.scope(), day, customerClass, subClass));
    }

    /** What holds on a day for a customer; empty if the plan does not, or has no price for him. */
    public Optional<PlanInForce> inForce(LocalDate day, String customerClass, String subClass) {
        if (!holds(scope, day, customerClass, subClass)) {
            return Optional.empty();
        }
        List<Component> fitting = new ArrayList<>(parts.size());
        for (PlanPart part : parts) {
            if (holds(part.scope(), day, customerClass, subClass)) {
                fitting.add(part.component());
            }
        }
        return PlanInForce.of(this, fitting, day, customerClass, subClass);
    }

    private static boolean holds(Scope scope, LocalDate day, String customerClass, String subClass) {
        return scope.covers(day) && scope.isFor(customerClass, subClass);
    }
}
