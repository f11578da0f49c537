package io.wattle.ledger.tariff.usage;

import io.wattle.ledger.tariff.plan.BlockPrice;
import io.wattle.ledger.tariff.plan.MinimumCharge;
import io.wattle.ledger.tariff.plan.PlanInForce;
import io.wattle.ledger.tariff.plan.Sewerage;
import io.wattle.ledger.tariff.plan.TariffHistory;
import io.wattle.ledger.tariff.plan.TariffPlan;
import io.wattle.ledger.tariff.plan.TimeOfUse;
import io.wattle.ledger.tariff.usage.UsageInterval.Slice;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Cuts an interval where another price begins, and adds up what has the same price. For one thread. */
final class UsageSplit {

    /** One price: the same plan on the same terms, and what else it depends on. */
    record Price(PlanInForce plan, YearMonth month, Optional<TimeOfUse.Period> period) {}

    private final TariffHistory history;
    private final UsageContext context;
    private final Map<Price, Long> units = new LinkedHashMap<>();
    private boolean estimated;
    /** Whether months are kept apart, since one of them may be filled up to a minimum charge. */
    private final boolean fillsUp;

    UsageSplit(TariffHistory history, UsageContext context) {
        this.history = history;
        this.context = context;
        this.fillsUp = context.monthNano().isPresent() || history.entries()
                .stream()
                .flatMap(entry -> entry.plan().parts().stream())
                .anyMatch(part -> part.component() instanceof MinimumCharge);
    }

    /** Units by price, in the order of time; empty if at some moment no tariff holds. */
    Optional<Map<Price, Long>> of(UsageInterval interval) {
        for (Slice slice : withGaps(interval)) {
            if (!add(slice)) {
                return Optional.empty();
            }
        }
        return Optional.of(units);
    }

    /** Whether units were spread over time where prices differ. */
    boolean isEstimated() {
        return estimated;
    }

    /** What no slice covers gets what no slice has, by time. */
    private List<Slice> withGaps(UsageInterval interval) {
        List<Slice> all = new ArrayList<>();
        long unknown = interval.units() - interval.slices().stream().mapToLong(Slice::units).sum();
        Duration open = Duration.between(interval.from(), interval.to());
        for (Slice slice : interval.slices()) {
            open = open.minus(Duration.between(slice.from(), slice.to()));
        }
        Duration passed = Duration.ZERO;
        Instant at = interval.from();
        for (int i = 0; i <= interval.slices().size(); i++) {
            boolean last = i == interval.slices().size();
            Instant to = last ? interval.to() : interval.slices().get(i).from();
            if (at.isBefore(to)) {
                Duration until = passed.plus(Duration.between(at, to));
                all.add(new Slice(at, to, part(unknown, until, open) - part(unknown, passed, open)));
                passed = until;
            }
            if (!last) {
                all.add(interval.slices().get(i));
                at = interval.slices().get(i).to();
            }
        }
        return all;
    }

    private boolean add(Slice slice) {
        Duration whole = Duration.between(slice.from(), slice.to());
        Price first = null;
        Instant at = slice.from();
        while (at.isBefore(slice.to())) {
            Optional<TariffPlan> plan = history.at(at);
            if (plan.isEmpty()) {
                return false;
            }
            ZoneRules rules = plan.get().zone().getRules();
            ZoneOffset offset = rules.getOffset(at);
            LocalDateTime local = LocalDateTime.ofInstant(at, offset);
            Optional<Price> price = price(plan.get(), local);
            if (price.isEmpty()) {
                return false;
            }
            Instant end = earliest(slice.to(), nextCut(price.get(), local).toInstant(offset));
            ZoneOffsetTransition transition = rules.nextTransition(at);
            end = transition == null ? end : earliest(end, transition.getInstant());
            end = history.nextChange(at).isPresent() ? earliest(end, history.nextChange(at).get()) : end;
            long inside = part(slice.units(), Duration.between(slice.from(), end), whole)
                    - part(slice.units(), Duration.between(slice.from(), at), whole);
            units.merge(price.get(), inside, Long::sum);
            estimated |= first != null && !first.equals(price.get()) && slice.units() > 0;
            first = price.get();
            at = end;
        }
        return true;
    }

    private Optional<Price> price(TariffPlan plan, LocalDateTime local) {
        LocalDate day = local.toLocalDate();
        return plan.inForce(day, context.customerClass(), context.subClass())
                .map(holding -> new Price(holding, counts(holding) ? YearMonth.from(day) : YearMonth.of(0, 1),
                        holding.price() instanceof TimeOfUse hours ? Optional.of(hours.at(local)) : Optional.empty()));
    }

    /** Where nothing counts the units or the money of a month, months make no difference. */
    private boolean counts(PlanInForce plan) {
        return fillsUp || plan.price() instanceof BlockPrice
                || plan.sewerage().filter(Sewerage.OfVolume.class::isInstance).isPresent();
    }

    /** By the local clock as it runs now; the next change of the clock itself cuts too. */
    private static LocalDateTime nextCut(Price price, LocalDateTime local) {
        return price.plan.price() instanceof TimeOfUse hours
                ? hours.nextChange(local)
                : local.toLocalDate().plusDays(1).atStartOfDay();
    }

    private static Instant earliest(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** Rounded down: cut by cut the parts still add up to all of it. */
    private static long part(long units, Duration passed, Duration whole) {
        if (units == 0 || whole.isZero()) {
            return 0;
        }
        return BigInteger.valueOf(units).multiply(nanos(passed)).divide(nanos(whole)).longValueExact();
    }

    private static BigInteger nanos(Duration duration) {
        return BigInteger.valueOf(duration.getSeconds())
                .multiply(BigInteger.valueOf(1_000_000_000))
                .add(BigInteger.valueOf(duration.getNano()));
    }
}
