package io.wattle.ledger.tariff.sale;

import io.wattle.ledger.tariff.plan.BlockPrice;
import io.wattle.ledger.tariff.plan.Discount;
import io.wattle.ledger.tariff.plan.Exact;
import io.wattle.ledger.tariff.plan.FlatPrice;
import io.wattle.ledger.tariff.plan.FreeUnits;
import io.wattle.ledger.tariff.plan.MinimumCharge;
import io.wattle.ledger.tariff.plan.PlanInForce;
import io.wattle.ledger.tariff.plan.Sewerage;
import io.wattle.ledger.tariff.plan.Tax;
import io.wattle.ledger.tariff.plan.TimeOfUse;
import io.wattle.ledger.tariff.plan.UnitPrice;
import io.wattle.ledger.tariff.sale.QuoteLine.Kind;
import java.util.List;

/**
 * What units and fixed charges cost with everything that goes with them, each line rounded once. One that is asked again
 * and again by a search, so it keeps its scratch figures. For one thread, for one sale.
 *
 * <p>More units never cost less, but where all units go to a cheaper block; that is why no rebate is per unit, discounts
 * follow one another, and blocks free of a tax are the first ones.
 */
final class Bill {
    private final PlanInForce plan;
    private final SaleContext context;
    private final long start;
    private final long includedPpm;
    private final long[] taxAmounts;

    private long included;
    private long includedOfFixed;
    private long taxed;

    Bill(PlanInForce plan, SaleContext context) {
        this.plan = plan;
        this.context = context;
        boolean counted = plan.freeUnits().map(FreeUnits::countInBlocks).orElse(false);
        this.start = context.unitsThisMonth() + (counted ? context.freeUnits() : 0);
        this.includedPpm = plan.includedPpm();
        this.taxAmounts = new long[plan.taxes().size()];
    }

    /** Where the block counter stands before the sale. */
    long start() {
        return start;
    }

    /** Sum of units, fixed charges and their taxes, in minor units. */
    long total(long units, long fixed, Lines lines) {
        long charge = discounted(units, surcharged(units, lines), lines);
        long sewerage = plan.sewerage().isPresent() ? sewerage(plan.sewerage().get(), units, charge, lines) : 0;
        long minimum = units == 0 || plan.minimum().isEmpty() ? 0 : fillUp(plan.minimum().get(), charge);
        lines.add(Kind.MINIMUM_CHARGE, "Minimum charge", 0, 0, minimum);
        long tax = taxes(units, charge, minimum, sewerage, fixed, lines);
        return charge + minimum + sewerage + fixed + tax;
    }

    /** What is missing to the month's minimum; below zero where energy uses what an earlier sale filled up. */
    private long fillUp(MinimumCharge minimum, long charge) {
        long missing = minimum.missing(context.chargedThisMonthMinor() + charge);
        return Math.max(missing - context.minimumPaidMinor(), -charge);
    }

    /** All taxes in the last total, added and included. */
    long taxOfLast() {
        return taxed + included;
    }

    /** What of the last total's fixed charges was tax that they contain. */
    long includedOfFixed() {
        return includedOfFixed;
    }

    private long surcharged(long units, Lines lines) {
        long charge = charge(plan.price(), start, units, Kind.UNITS, "", lines);
        if (plan.scarcity().isPresent()) {
            long ppm = plan.scarcity().get().surchargePpm();
            long surcharge = Exact.share(charge, ppm);
            lines.add(Kind.SCARCITY, plan.scarcity().get().name(), 0, ppm, surcharge);
            charge += surcharge;
        }
        return charge;
    }

    private long discounted(long units, long charge, Lines lines) {
        long left = charge;
        List<Discount> discounts = plan.discounts();
        for (int i = 0; i < discounts.size() && units > 0; i++) {
            Discount discount = discounts.get(i);
            if (discount.agreed() && !context.agreedDiscounts().contains(discount.name())) {
                continue;
            }
            long given = context.discountsThisMonthMinor().getOrDefault(discount.name(), 0L);
            long off = discount.of(left, Math.max(0, discount.monthMinorMax() - given));
            lines.add(Kind.DISCOUNT, discount.name(), 0, discount.ppm(), -off);
            left -= off;
        }
        return left;
    }

    private long sewerage(Sewerage sewerage, long units, long charge, Lines lines) {
        return switch (sewerage) {
            case Sewerage.OfCharge(long ppm) -> {
                long amount = Exact.share(charge, ppm);
                lines.add(Kind.SEWERAGE, "Sewerage", 0, ppm, amount);
                yield amount;
            }
            case Sewerage.OfVolume volume -> {
                long before = volume.returned(start);
                yield charge(volume.price(), before, volume.returned(start + units) - before, Kind.SEWERAGE,
                        "Sewerage", lines);
            }
        };
    }

    private static long charge(UnitPrice price, long start, long units, Kind kind, String name, Lines lines) {
        return switch (price) {
            case FlatPrice(long rate) -> {
                long amount = Exact.price(units, rate);
                lines.add(kind, name, units, rate, amount);
                yield amount;
            }
            case BlockPrice blocks -> firstBlocks(blocks, blocks.blocks().size(), start, units, kind, name, lines);
            // Sales by time of use are refused before: there is nothing to charge when the balance is money.
            case TimeOfUse _ -> 0;
        };
    }

    private static long firstBlocks(BlockPrice price, int count, long start, long units, Kind kind, String name,
            Lines lines) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            long inBlock = price.unitsIn(i, start, units);
            if (inBlock > 0) {
                long rate = price.blocks().get(i).rateMicro();
                long amount = Exact.price(inBlock, rate);
                lines.add(kind, lines.areKept() ? (name + " block " + (i + 1)).strip() : name, inBlock, rate,
                        amount);
                sum += amount;
            }
        }
        return sum;
    }

    private long taxes(long units, long charge, long minimum, long sewerage, long fixed, Lines lines) {
        taxed = 0;
        included = 0;
        includedOfFixed = 0;
        List<Tax> taxes = plan.taxes();
        for (int i = 0; i < taxes.size(); i++) {
            Tax tax = taxes.get(i);
            switch (tax.amount()) {
                case Tax.PerUnit(long rate) -> {
                    long unitsTaxed = units - exemptUnits(tax, units);
                    taxAmounts[i] = Exact.price(unitsTaxed, rate);
                    note(tax, unitsTaxed, rate, taxAmounts[i], lines);
                }
                case Tax.Percent(long ppm) -> {
                    long base = (tax.on().contains(Tax.Base.ENERGY) ? energyBase(tax, units, charge, minimum) : 0)
                            + (tax.on().contains(Tax.Base.SEWERAGE) ? sewerage : 0)
                            + (tax.on().contains(Tax.Base.STANDING) ? fixed : 0) + onTaxes(tax, i);
                    taxAmounts[i] = tax.inclusive()
                            ? Exact.ratio(base, ppm, Exact.WHOLE_PPM + includedPpm)
                            : Exact.share(base, ppm);
                    if (tax.inclusive() && tax.on().contains(Tax.Base.STANDING)) {
                        includedOfFixed += Math.min(taxAmounts[i],
                                Exact.ratio(fixed, ppm, Exact.WHOLE_PPM + includedPpm));
                    }
                    note(tax, 0, ppm, taxAmounts[i], lines);
                }
            }
        }
        return taxed;
    }

    private void note(Tax tax, long units, long rate, long amount, Lines lines) {
        if (tax.inclusive()) {
            included += amount;
        } else {
            taxed += amount;
        }
        lines.add(tax.inclusive() ? Kind.INCLUDED_TAX : Kind.TAX, tax.name(), units, rate, amount);
    }

    private long onTaxes(Tax tax, int index) {
        if (tax.onTaxes().isEmpty()) {
            return 0;
        }
        long sum = 0;
        for (int i = 0; i < index; i++) {
            if (tax.onTaxes().contains(plan.taxes().get(i).name())) {
                sum += taxAmounts[i];
            }
        }
        return sum;
    }

    /**
     * What fills up to the minimum is free of a tax that has exempt blocks: else more units of these would bring down the
     * sum.
     */
    private long energyBase(Tax tax, long units, long charge, long minimum) {
        if (tax.exemptBlocks() == 0 || !(plan.price() instanceof BlockPrice blocks)) {
            return charge + minimum;
        }
        int count = Math.min(tax.exemptBlocks(), blocks.blocks().size());
        long amount = firstBlocks(blocks, count, start, units, Kind.UNITS, "", Lines.NONE);
        long exempt = plan.scarcity().isPresent()
                ? amount + Exact.share(amount, plan.scarcity().get().surchargePpm())
                : amount;
        return Math.min(Math.max(0, charge - exempt), charge + minimum); // no tax on what was filled up before
    }

    private long exemptUnits(Tax tax, long units) {
        if (!(plan.price() instanceof BlockPrice blocks)) {
            return 0;
        }
        long sum = 0;
        for (int i = 0; i < Math.min(tax.exemptBlocks(), blocks.blocks().size()); i++) {
            sum += blocks.unitsIn(i, start, units);
        }
        return sum;
    }
}
