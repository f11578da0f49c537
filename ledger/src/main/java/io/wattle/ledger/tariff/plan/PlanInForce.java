package io.wattle.ledger.tariff.plan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What of a plan holds on one day for one class of customer. Two days with the same are equal.
 *
 * <p>Immutable, safe for any thread; may be kept for the day.
 *
 * @param taxes those that this class pays, in their order
 * @param discounts all that fit, in their order
 * @param channelFees the first for a channel is taken
 * @param scarcity the day's level
 */
public record PlanInForce(TariffPlan plan, UnitPrice price, List<StandingFee> standing,
        Optional<MinimumCharge> minimum, PurchaseLimits limits, List<Tax> taxes, Optional<FreeUnits> freeUnits,
        List<Discount> discounts, List<ChannelFee> channelFees, DebtRecovery debtRecovery,
        Optional<Sewerage> sewerage, Optional<Scarcity.Level> scarcity, Optional<FlowRestriction> flowRestriction,
        Optional<EmergencyTerms> emergency) {

    static Optional<PlanInForce> of(TariffPlan plan, List<Component> fitting, LocalDate day, String customerClass,
            String subClass) {
        List<Tax> taxes = all(fitting, Tax.class);
        taxes.removeIf(tax -> Scope.names(tax.exemptClasses(), customerClass, subClass));
        return first(fitting, UnitPrice.class)
                .map(price -> new PlanInForce(plan, price, all(fitting, StandingFee.class),
                        first(fitting, MinimumCharge.class),
                        first(fitting, PurchaseLimits.class).orElse(PurchaseLimits.OPEN), taxes,
                        first(fitting, FreeUnits.class), all(fitting, Discount.class),
                        all(fitting, ChannelFee.class),
                        first(fitting, DebtRecovery.class).orElse(DebtRecovery.ALL), first(fitting, Sewerage.class),
                        first(fitting, Scarcity.class).flatMap(scarcity -> scarcity.on(day)),
                        first(fitting, FlowRestriction.class), first(fitting, EmergencyTerms.class)));
    }

    public PlanInForce {
        standing = List.copyOf(standing);
        taxes = List.copyOf(taxes);
        discounts = List.copyOf(discounts);
        channelFees = List.copyOf(channelFees);
    }

    /** The share that taxes which prices contain have in a net price, in millionths. */
    public long includedPpm() {
        long sum = 0;
        for (Tax tax : taxes) {
            if (tax.inclusive() && tax.amount() instanceof Tax.Percent(long ppm)) {
                sum += ppm;
            }
        }
        return sum;
    }

    private static <T extends Component> Optional<T> first(List<Component> fitting, Class<T> kind) {
        for (Component component : fitting) {
            if (kind.isInstance(component)) {
                return Optional.of(kind.cast(component));
            }
        }
        return Optional.empty();
    }

    private static <T extends Component> List<T> all(List<Component> fitting, Class<T> kind) {
        List<T> found = new ArrayList<>();
        for (Component component : fitting) {
            if (kind.isInstance(component)) {
                found.add(kind.cast(component));
            }
        }
        return found;
    }
}
