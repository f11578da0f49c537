package io.wattle.ledger.tariff.plan;

import io.wattle.ledger.quantity.Unit;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

/** Plans for tests: rand, Johannesburg. */
public final class Plans {
    public static final ZoneId ZONE = ZoneId.of("Africa/Johannesburg");

    private Plans() {}

    public static TariffPlan electricity(Component... parts) {
        return plan(Scope.ALL, parts);
    }

    public static TariffPlan water(Component... parts) {
        return plan(Unit.Kind.VOLUME, ZONE, Scope.ALL, parts);
    }

    public static TariffPlan plan(Scope scope, Component... parts) {
        return plan(Unit.Kind.ENERGY, ZONE, scope, parts);
    }

    public static TariffPlan plan(Unit.Kind service, ZoneId zone, Scope scope, Component... parts) {
        return new TariffPlan("test", 1, service, "ZAR", zone, scope, WaterfallStep.USUAL,
                Stream.of(parts).map(part -> new PlanPart(Scope.ALL, part)).toList());
    }

    /** Cents for a kWh or m3. */
    public static FlatPrice flat(long cents) {
        return new FlatPrice(cents * 1_000_000);
    }

    /** Ends in kWh or m3 and cents in turn, the last without an end. */
    public static BlockPrice blocks(BlockPrice.Method method, long... endsAndCents) {
        List<BlockPrice.Block> blocks = new java.util.ArrayList<>();
        for (int i = 0; i + 1 < endsAndCents.length; i += 2) {
            blocks.add(new BlockPrice.Block(endsAndCents[i] * 1_000, endsAndCents[i + 1] * 1_000_000));
        }
        blocks.add(new BlockPrice.Block(BlockPrice.OPEN, endsAndCents[endsAndCents.length - 1] * 1_000_000));
        return new BlockPrice(method, blocks);
    }

    /** A percentage of units, fixed charges and sewerage. */
    public static Tax percent(String name, long percent, boolean inclusive) {
        return new Tax(name, new Tax.Percent(percent * 10_000), inclusive, List.of(Tax.Base.values()), List.of(),
                List.of(), 0);
    }
}
