package io.wattle.ledger.entry;

import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.tariff.plan.*;
import io.wattle.ledger.tariff.sale.RandomTariffs;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Any plans, and any facts about tariffs, for tests: every component, in every scope. */
public final class AnyPlans {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

    private AnyPlans() {}

    /** Any facts about tariffs. */
    static Arbitrary<Fact> facts(Arbitrary<String> names, Arbitrary<Instant> instants) {
        Arbitrary<Integer> versions = Arbitraries.integers();
        return Arbitraries.oneOf(List.of(plans().map(TariffFact.TariffDrafted::new),
                Combinators.combine(names, versions, names).as(TariffFact.TariffApproved::new),
                Combinators.combine(names, versions, instants.optional(), instants)
                        .as(TariffFact.TariffActivated::new),
                Combinators.combine(names, versions, names).as(TariffFact.TariffWithdrawn::new)));
    }

    /** Any plans. */
    public static Arbitrary<TariffPlan> plans() {
        Arbitrary<List<PlanPart>> more = Combinators
                .combine(scopes(), Arbitraries.integers().between(0, 7), Arbitraries.longs().between(1, 1_000_000))
                .as((scope, kind, number) -> new PlanPart(scope, component(kind, number)))
                .list()
                .ofMaxSize(8);
        return Combinators
                .combine(Arbitraries.longs(), more, scopes(), Arbitraries.of("domestic", "été", "節約 😀"),
                        Arbitraries.integers().between(1, 1_000_000),
                        Arbitraries.of("UTC", "Z", "+02:00", "Asia/Tokyo"))
                .as((seed, parts, scope, name, version, zone) -> {
                    TariffPlan plan = new RandomTariffs(seed).plan();
                    List<PlanPart> all = new ArrayList<>(plan.parts());
                    all.addAll(parts);
                    return new TariffPlan(name, version, plan.service(), "KES", ZoneId.of(zone), scope,
                            plan.waterfall(), all);
                });
    }

    private static Arbitrary<Scope> scopes() {
        Arbitrary<LocalDate> days = Arbitraries.longs().between(-700_000, 2_900_000).map(LocalDate::ofEpochDay);
        return Combinators
                .combine(days.optional(), Arbitraries.longs().between(1, 30_000).optional(),
                        Arbitraries.of("domestic", "domestic/pensioner", "shop").list().ofMaxSize(3))
                .as((from, length, classes) -> new Scope(from,
                        length.map(count -> from.orElse(DAY).plusDays(count)), classes));
    }

    private static Component component(int kind, long number) {
        return switch (kind) {
            case 0 -> new StandingFee("service", number, StandingFee.Period.WEEK);
            case 1 -> new PurchaseLimits(new PurchaseLimits.Range(number, 2 * number), 3 * number,
                    PurchaseLimits.Range.OPEN, number);
            case 2 -> new FlowRestriction(number, 60);
            case 3 -> new EmergencyTerms(number, 0, 7 * number);
            case 4 -> timeOfUse(number);
            case 5 -> new DebtRecovery(number, number, 2 * number, StandingFee.Period.DAY, 0);
            case 6 -> new ChannelFee("ussd", number - 1, 7, number);
            default -> new Discount("early", 0, number, number, number % 2 == 0);
        };
    }

    private static TimeOfUse timeOfUse(long number) {
        return new TimeOfUse(List.of(new TimeOfUse.Period("peak", 9 * number), new TimeOfUse.Period("other", number)),
                List.of(new TimeOfUse.Season("high", MonthDay.of(6, 1), MonthDay.of(8, 31)),
                        new TimeOfUse.Season("low", MonthDay.of(9, 1), MonthDay.of(5, 31))),
                List.of(DAY, DAY.plusDays(30)),
                List.of(new TimeOfUse.Rule("high", List.of(TimeOfUse.DayType.WEEKDAY, TimeOfUse.DayType.SATURDAY), 420,
                        600, "peak"), new TimeOfUse.Rule("", List.of(), 0, 0, "other")));
    }

    /** One of every component that there is, in the order of their numbers. */
    static TariffPlan ofEverything() {
        List<Component> all = List.of(new FlatPrice(258),
                new BlockPrice(BlockPrice.Method.WHOLE_VOLUME, List.of(new BlockPrice.Block(2, 3),
                        new BlockPrice.Block(BlockPrice.OPEN, 4))),
                timeOfUse(5), new StandingFee("f", 6, StandingFee.Period.MONTH), new MinimumCharge(7),
                new PurchaseLimits(new PurchaseLimits.Range(8, 9), 10, new PurchaseLimits.Range(11, 12), 13),
                new Tax("t", new Tax.Percent(14), false, List.of(Tax.Base.ENERGY, Tax.Base.SEWERAGE), List.of(),
                        List.of("x"), 1),
                new Tax("l", new Tax.PerUnit(15), false, List.of(Tax.Base.ENERGY), List.of(), List.of(), 0),
                new Tax("u", new Tax.Percent(16), false, List.of(Tax.Base.STANDING), List.of("t"), List.of(), 0),
                new FreeUnits("g", 17, 18, true), new Discount("d", 19, 20, 21), new ChannelFee("any", 22, 23, 24),
                new DebtRecovery(25, 26, 27, StandingFee.Period.DAY, 28), new Sewerage.OfCharge(29),
                new Sewerage.OfVolume(30, new FlatPrice(31)),
                new Scarcity(List.of(new Scarcity.Level("dry", 32)), List.of(new Scarcity.Switch(DAY, "dry"))),
                new FlowRestriction(33, 34), new EmergencyTerms(35, 36, 37));
        Scope scope = new Scope(Optional.of(LocalDate.of(1970, 1, 2)), Optional.empty(), List.of("a/b"));
        return new TariffPlan("n", 1, Unit.Kind.VOLUME, "ZAR", ZoneId.of("UTC"), scope,
                WaterfallStep.USUAL, all.stream().map(one -> new PlanPart(Scope.ALL, one)).toList());
    }
}
