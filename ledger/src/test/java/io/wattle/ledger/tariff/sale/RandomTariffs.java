package io.wattle.ledger.tariff.sale;

import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.tariff.plan.*;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Tariffs and customers of all sorts, the same for the same seed. */
public final class RandomTariffs {
    public static final Instant NOW = Instant.parse("2026-07-15T10:00:00Z");
    private final Random random;

    public RandomTariffs(long seed) {
        random = new Random(seed);
    }

    /** Of every component something, or not; never by time of use. */
    public TariffPlan plan() {
        boolean water = random.nextBoolean();
        List<Component> parts = new ArrayList<>();
        UnitPrice price = price();
        parts.add(price);
        if (random.nextInt(4) == 0) {
            parts.add(new MinimumCharge(between(1, 5_000)));
        }
        for (int i = 0; i < random.nextInt(3); i++) {
            parts.add(new Discount("discount " + i, between(1, 1_000_000), random.nextInt(300), between(1, 5_000)));
        }
        if (random.nextInt(3) == 0) {
            parts.add(new ChannelFee("any", between(0, 100_000), random.nextInt(200), between(0, 3_000)));
        }
        if (random.nextInt(3) == 0) {
            parts.add(new DebtRecovery(between(0, 1_000_000), between(0, 30_000), between(0, 60_000),
                    StandingFee.Period.MONTH, between(0, 900_000)));
        }
        if (water && random.nextBoolean()) {
            parts.add(random.nextBoolean()
                    ? new Sewerage.OfCharge(between(1, 1_500_000))
                    : new Sewerage.OfVolume(between(1, 1_000_000), price()));
        }
        if (water && random.nextInt(3) == 0) {
            parts.add(new Scarcity(List.of(new Scarcity.Level("dry", between(0, 2_000_000))),
                    List.of(new Scarcity.Switch(LocalDate.of(2026, 7, 1), "dry"))));
        }
        if (random.nextInt(3) == 0) {
            parts.add(new FreeUnits("free", 50_000, 100_000, random.nextBoolean()));
        }
        addTaxes(parts);
        return new TariffPlan("generated", 1, water ? Unit.Kind.VOLUME : Unit.Kind.ENERGY, "ZAR",
                ZoneId.of("Africa/Johannesburg"), Scope.ALL, shuffledSteps(),
                parts.stream().map(part -> new PlanPart(Scope.ALL, part)).toList());
    }

    /** A customer, who may owe a lot. */
    public SaleContext context() {
        SaleContextBuilder builder = SaleContext.at(NOW, "domestic")
                .step(random.nextBoolean() ? SaleContext.Step.TOKEN : SaleContext.Step.ONE)
                .bought(random.nextInt(3) * between(0, 500_000), 0)
                .chargedThisMonth(between(0, 4_000))
                .minimumPaid(between(0, 3_000))
                .discountsThisMonth(Map.of("discount 0", between(0, 3_000)))
                .freeUnits(random.nextInt(4) == 0 ? 50_000 : 0);
        if (random.nextBoolean()) {
            builder.fixedDue(List.of(new FixedDue("service", between(0, 20_000)),
                    new FixedDue("network", between(0, 3_000))));
        }
        if (random.nextInt(3) == 0) {
            builder.emergencyUsed(between(0, 2_000));
        }
        if (random.nextInt(3) == 0) {
            LocalDate since = LocalDate.of(2026, 1, 1);
            builder.arrears(List.of(new ArrearsItem("old", since, between(0, 50_000), between(0, 1_000_000),
                    between(0, 20_000), 1), ArrearsItem.whole("older", since.minusYears(1), between(0, 9_000))),
                    between(0, 9_000));
        }
        return builder.build();
    }

    /** Flat, or blocks that rise or fall, either by each unit, or rising by all. */
    public UnitPrice price() {
        if (random.nextInt(4) == 0) {
            return new FlatPrice(between(1_000_000, 900_000_000));
        }
        List<BlockPrice.Block> blocks = new ArrayList<>();
        BlockPrice.Method method = random.nextInt(3) == 0
                ? BlockPrice.Method.WHOLE_VOLUME
                : BlockPrice.Method.MARGINAL;
        long to = 0;
        long rate = 0;
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            to += between(1, 400_000);
            rate = method == BlockPrice.Method.MARGINAL ? between(0, 900_000_000) : rate + between(0, 300_000_000);
            boolean last = i == count - 1;
            blocks.add(new BlockPrice.Block(last ? BlockPrice.OPEN : to, last ? Math.max(1_000_000, rate) : rate));
        }
        return new BlockPrice(method, blocks);
    }

    /** From and to, both possible. */
    public long between(long from, long to) {
        return from + (long) (random.nextDouble() * (to - from + 1));
    }

    private void addTaxes(List<Component> parts) {
        boolean inclusive = random.nextInt(3) == 0;
        List<Tax.Base> all = List.of(Tax.Base.ENERGY, Tax.Base.STANDING, Tax.Base.SEWERAGE);
        if (random.nextBoolean()) {
            parts.add(new Tax("levy", new Tax.PerUnit(between(1, 30_000_000)), false, List.of(Tax.Base.ENERGY),
                    List.of(), List.of(), random.nextInt(2)));
        }
        if (random.nextInt(3) > 0) {
            parts.add(new Tax("vat", new Tax.Percent(between(1, 300_000)), inclusive, all, List.of(), List.of(),
                    random.nextInt(2)));
        }
        if (random.nextInt(3) == 0) {
            boolean compounds = !inclusive && parts.stream()
                    .anyMatch(part -> part instanceof Tax tax
                            && tax.name().equals("vat"));
            parts.add(new Tax("city", new Tax.Percent(between(1, 100_000)), inclusive, all,
                    compounds ? List.of("vat") : List.of(), List.of(), 0));
        }
    }

    private List<WaterfallStep> shuffledSteps() {
        List<WaterfallStep> steps = new ArrayList<>(WaterfallStep.USUAL);
        java.util.Collections.shuffle(steps, random);
        return steps;
    }
}
