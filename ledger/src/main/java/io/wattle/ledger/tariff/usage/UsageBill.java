package io.wattle.ledger.tariff.usage;

import io.wattle.ledger.tariff.plan.BlockPrice;
import io.wattle.ledger.tariff.plan.Discount;
import io.wattle.ledger.tariff.plan.Exact;
import io.wattle.ledger.tariff.plan.FlatPrice;
import io.wattle.ledger.tariff.plan.PlanInForce;
import io.wattle.ledger.tariff.plan.Sewerage;
import io.wattle.ledger.tariff.plan.Tax;
import io.wattle.ledger.tariff.plan.TimeOfUse;
import io.wattle.ledger.tariff.plan.UnitPrice;
import io.wattle.ledger.tariff.sale.QuoteLine.Kind;
import io.wattle.ledger.tariff.usage.UsageCost.UsageLine;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Adds up exact lines, in thousand-millionths of a minor unit: of a rate and Wh nothing is rounded. For one thread. */
final class UsageBill {
    private final List<UsageLine> lines = new ArrayList<>();
    private long exactNano;
    private long taxNano;

    List<UsageLine> lines() {
        return lines;
    }

    long exactNano() {
        return exactNano;
    }

    long taxNano() {
        return taxNano;
    }

    /** Units of one price, when so many of the month came before; gives what they are charged, without taxes. */
    long add(UsageSplit.Price price, long start, long units) {
        PlanInForce plan = price.plan();
        String tariff = plan.plan().name() + " " + plan.plan().version();
        long charge = charge(tariff, plan.price(), price.period(), start, units, Kind.UNITS);
        if (plan.scarcity().isPresent()) {
            long ppm = plan.scarcity().get().surchargePpm();
            charge += line(tariff, Kind.SCARCITY, plan.scarcity().get().name(), 0, ppm, Exact.share(charge, ppm));
        }
        for (Discount discount : plan.discounts()) {
            charge += discount.agreed()
                    ? 0
                    : line(tariff, Kind.DISCOUNT, discount.name(), 0, discount.ppm(),
                            -Exact.share(charge, discount.ppm()));
        }
        long sewerage = plan.sewerage().isPresent()
                ? sewerage(tariff, plan.sewerage().get(), start, units, charge)
                : 0;
        taxes(tariff, plan, start, units, charge, sewerage);
        return charge;
    }

    /** What the units of a month that is over did not bring; with its taxes, as a sale that fills up has them. */
    void fillUp(PlanInForce plan, YearMonth month, long missing) {
        String tariff = plan.plan().name() + " " + plan.plan().version();
        line(tariff, Kind.MINIMUM_CHARGE, "Minimum charge " + month, 0, 0, missing);
        taxes(tariff, plan, 0, 0, missing, 0);
    }

    private long sewerage(String tariff, Sewerage sewerage, long start, long units, long charge) {
        return switch (sewerage) {
            case Sewerage.OfCharge(long ppm) ->
                line(tariff, Kind.SEWERAGE, "Sewerage", 0, ppm, Exact.share(charge, ppm));
            case Sewerage.OfVolume volume -> {
                long before = volume.returned(start);
                yield charge(tariff, volume.price(), Optional.empty(), before, volume.returned(start + units) - before,
                        Kind.SEWERAGE);
            }
        };
    }

    private long charge(String tariff, UnitPrice price, Optional<TimeOfUse.Period> period, long start, long units,
            Kind kind) {
        return switch (price) {
            case FlatPrice(long rate) -> line(tariff, kind, "", units, rate, Math.multiplyExact(units, rate));
            case BlockPrice blocks -> blocks(tariff, blocks, start, units, kind);
            case TimeOfUse _ -> {
                TimeOfUse.Period hours = period.orElseThrow();
                yield line(tariff, kind, hours.name(), units, hours.rateMicro(),
                        Math.multiplyExact(units, hours.rateMicro()));
            }
        };
    }

    private long blocks(String tariff, BlockPrice price, long start, long units, Kind kind) {
        long sum = 0;
        for (int i = 0; i < price.blocks().size(); i++) {
            long inBlock = price.unitsIn(i, start, units);
            if (inBlock > 0) {
                long rate = price.blocks().get(i).rateMicro();
                sum += line(tariff, kind, "block " + (i + 1), inBlock, rate, Math.multiplyExact(inBlock, rate));
            }
        }
        return sum;
    }

    private void taxes(String tariff, PlanInForce plan, long start, long units, long charge, long sewerage) {
        Map<String, Long> amounts = new HashMap<>();
        for (Tax tax : plan.taxes()) {
            long exemptUnits = 0;
            long exempt = 0;
            for (int i = 0; plan.price() instanceof BlockPrice blocks && i < tax.exemptBlocks()
                    && i < blocks.blocks().size(); i++) {
                long inBlock = blocks.unitsIn(i, start, units);
                exemptUnits += inBlock;
                exempt += inBlock * blocks.blocks().get(i).rateMicro();
            }
            long base = (tax.on().contains(Tax.Base.ENERGY) ? Math.max(0, charge - exempt) : 0)
                    + (tax.on().contains(Tax.Base.SEWERAGE) ? sewerage : 0)
                    + tax.onTaxes().stream().mapToLong(name -> amounts.getOrDefault(name, 0L)).sum();
            long amount = switch (tax.amount()) {
                case Tax.PerUnit(long rate) -> Math.multiplyExact(units - exemptUnits, rate);
                case Tax.Percent(long ppm) -> tax.inclusive()
                        ? Exact.ratio(base, ppm, Exact.WHOLE_PPM + plan.includedPpm())
                        : Exact.share(base, ppm);
            };
            amounts.put(tax.name(), amount);
            long rate = switch (tax.amount()) {
                case Tax.PerUnit(long micro) -> micro;
                case Tax.Percent(long ppm) -> ppm;
            };
            taxNano = Math.addExact(taxNano, amount);
            line(tariff, tax.inclusive() ? Kind.INCLUDED_TAX : Kind.TAX, tax.name(), 0, rate, amount);
        }
    }

    private long line(String tariff, Kind kind, String name, long units, long rate, long exact) {
        if (exact != 0 || units != 0) {
            lines.add(new UsageLine(tariff, kind, name, units, rate, exact));
        }
        if (kind != Kind.INCLUDED_TAX) {
            exactNano = Math.addExact(exactNano, exact);
        }
        return exact;
    }
}
