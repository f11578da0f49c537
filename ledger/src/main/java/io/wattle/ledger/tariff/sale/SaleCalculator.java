package io.wattle.ledger.tariff.sale;

import static io.wattle.ledger.tariff.sale.PriceRefused.Reason.*;

import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.tariff.plan.BlockPrice;
import io.wattle.ledger.tariff.plan.Exact;
import io.wattle.ledger.tariff.plan.PlanInForce;
import io.wattle.ledger.tariff.plan.PurchaseLimits;
import io.wattle.ledger.tariff.plan.TariffPlan;
import io.wattle.ledger.tariff.plan.TimeOfUse;
import io.wattle.ledger.tariff.sale.QuoteLine.Kind;
import io.wattle.ledger.tariff.sale.SaleContext.Balance;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Prices a sale, both ways. {@code unitsFor} gives the most units that a tender pays; {@code priceOf} the least tender
 * that pays so many units. So {@code unitsFor(priceOf(units))} is at least those units, {@code priceOf(unitsFor(money))}
 * at most that money, and what is between stays in the wallet.
 *
 * <p>Pure, safe for any thread.
 */
public final class SaleCalculator {

    private SaleCalculator() {}

    /** What a tender buys. With a balance in currency it buys no units: what is left goes to the wallet. */
    public static Pricing unitsFor(TariffPlan plan, Money tender, SaleContext context) {
        return unitsFor(plan, inForce(plan, context), tender, context);
    }

    /** The same for who has looked up already what holds: {@link #inForce}. */
    public static Pricing unitsFor(TariffPlan plan, Optional<PlanInForce> holding, Money tender, SaleContext context) {
        long minor = tender.amountMinor();
        if (!tender.currency().equals(plan.currency())) {
            return new PriceRefused(WRONG_CURRENCY, 0);
        }
        if (minor < 1 || minor > Exact.AMOUNT_MAX) {
            return new PriceRefused(AMOUNT_OUT_OF_RANGE, Exact.AMOUNT_MAX);
        }
        if (holding.isEmpty()) {
            return new PriceRefused(NOT_IN_FORCE, 0);
        }
        PlanInForce inForce = holding.get();
        boolean sells = context.balance() == Balance.UNITS;
        if (sells && inForce.price() instanceof TimeOfUse) {
            return new PriceRefused(NEEDS_CURRENCY_BALANCE, 0);
        }
        Bill bill = new Bill(inForce, context);
        Waterfall waterfall = Waterfall.of(minor, inForce, context, bill);
        boolean paidUp = waterfall.fixed() == Waterfall.due(context);
        long left = waterfall.budget() - bill.total(0, waterfall.fixed(), Lines.NONE);
        // Where nothing is left nothing is bought: the first units would else be rounded into a gift.
        long units = sells && paidUp && left > 0
                ? new UnitSearch(bill, context.step(), waterfall.fixed(), waterfall.budget()).most(inForce.price())
                : 0;
        return limited(inForce, context, quote(inForce, context, bill, waterfall, minor, units));
    }

    /** What so many units cost, with all that a payment has to pay before them. */
    public static Pricing priceOf(TariffPlan plan, Quantity units, SaleContext context) {
        if (!units.unit().equals(plan.unit())) {
            return new PriceRefused(WRONG_UNIT, 0);
        }
        if (units.value() < 1 || units.value() > Exact.AMOUNT_MAX) {
            return new PriceRefused(AMOUNT_OUT_OF_RANGE, Exact.AMOUNT_MAX);
        }
        Optional<PlanInForce> holding = inForce(plan, context);
        if (holding.isEmpty()) {
            return new PriceRefused(NOT_IN_FORCE, 0);
        }
        PlanInForce inForce = holding.get();
        if (inForce.price() instanceof TimeOfUse) {
            return new PriceRefused(NEEDS_CURRENCY_BALANCE, 0);
        }
        if (context.balance() == Balance.CURRENCY) {
            return new PriceRefused(NEEDS_UNIT_BALANCE, 0);
        }
        if (!UnitSearch.isSaleable(context.step(), units.value())) {
            return new PriceRefused(NOT_SALEABLE, 0);
        }
        Bill bill = new Bill(inForce, context);
        long tender = leastTender(inForce, context, bill, units.value());
        return tender > Exact.AMOUNT_MAX
                ? new PriceRefused(AMOUNT_OUT_OF_RANGE, Exact.AMOUNT_MAX)
                : limited(inForce, context, quote(inForce, context, bill,
                        Waterfall.of(tender, inForce, context, bill), tender, units.value()));
    }

    /** The free units that the context has, and nothing else: nothing is paid, and nothing that is due is taken. */
    public static Pricing freeUnits(TariffPlan plan, SaleContext context) {
        Optional<PlanInForce> holding = inForce(plan, context);
        if (holding.isEmpty()) {
            return new PriceRefused(NOT_IN_FORCE, 0);
        }
        if (context.balance() == Balance.CURRENCY) {
            return new PriceRefused(NEEDS_UNIT_BALANCE, 0);
        }
        PlanInForce inForce = holding.get();
        Lines lines = new Lines();
        addFreeUnits(inForce, context, lines);
        return new Quote(plan.name(), plan.version(), plan.currency(), plan.unit(), 0, 0, context.freeUnits(),
                lines.all(), new QuoteParts(0, 0, 0, 0, 0, 0, 0), owed(context),
                next(inForce, context, new Bill(inForce, context).start()));
    }

    /**
     * What so many units and the fixed charges that are due cost with their taxes: no waterfall, no least charge and no limit
     * of a purchase. Empty where no price is in force, or units have none by themselves.
     */
    public static Optional<Worth> worthOf(TariffPlan plan, long units, SaleContext context) {
        return inForce(plan, context).filter(one -> units == 0 || !(one.price() instanceof TimeOfUse)).map(one -> {
            Lines lines = new Lines();
            long total = new Bill(one, context).total(units, Waterfall.due(context), lines);
            return new Worth(total, lines.all().stream().filter(QuoteLine::isTax).toList());
        });
    }

    /** What holds for a customer at that moment, to be shown or asked for its other terms. */
    public static Optional<PlanInForce> inForce(TariffPlan plan, SaleContext context) {
        LocalDate day = LocalDate.ofInstant(context.at(), plan.zone());
        return plan.inForce(day, context.customerClass(), context.subClass());
    }

    private static long leastTender(PlanInForce plan, SaleContext context, Bill bill, long units) {
        long due = Waterfall.due(context);
        long price = Math.max(bill.total(units, due, Lines.NONE), bill.total(0, due, Lines.NONE) + 1);
        // Where nothing comes before, the price itself is the tender, and one look is enough.
        long good = price;
        long bad = price - 1;
        while (good <= Exact.AMOUNT_MAX && !pays(plan, context, bill, good, due, price)) {
            bad = good;
            good = Math.max(1, good * 2);
        }
        if (good > Exact.AMOUNT_MAX) {
            good = Exact.AMOUNT_MAX + 1;
        }
        while (good - bad > 1) {
            long middle = (good + bad) >>> 1;
            if (pays(plan, context, bill, middle, due, price)) {
                good = middle;
            } else {
                bad = middle;
            }
        }
        return good;
    }

    private static boolean pays(PlanInForce plan, SaleContext context, Bill bill, long tender, long due, long price) {
        if (tender > Exact.AMOUNT_MAX) {
            return false;
        }
        Waterfall waterfall = Waterfall.of(tender, plan, context, bill);
        return waterfall.fixed() == due && waterfall.budget() >= price;
    }

    private static Quote quote(PlanInForce inForce, SaleContext context, Bill bill, Waterfall waterfall, long tender,
            long units) {
        Lines lines = new Lines();
        waterfall.addLines(tender, inForce, context, lines);
        long total = bill.total(units, waterfall.fixed(), lines);
        long fixed = waterfall.fixed() - bill.includedOfFixed();
        long tax = bill.taxOfLast();
        long wallet = waterfall.budget() - total;
        lines.add(Kind.WALLET, "Wallet", 0, 0, wallet);
        addFreeUnits(inForce, context, lines);
        QuoteParts parts = new QuoteParts(waterfall.channelFee(), waterfall.arrears(), waterfall.emergency(), fixed,
                tax, total - tax - fixed, wallet);
        TariffPlan plan = inForce.plan();
        return new Quote(plan.name(), plan.version(), plan.currency(), plan.unit(), tender, units,
                context.freeUnits(), lines.all(), parts, owed(context), next(inForce, context, bill.start() + units));
    }

    private static void addFreeUnits(PlanInForce inForce, SaleContext context, Lines lines) {
        lines.add(Kind.FREE_UNITS, inForce.freeUnits().map(free -> free.name()).orElse("Free units"),
                context.freeUnits(), 0, 0);
    }

    private static long owed(SaleContext context) {
        long owed = 0;
        for (ArrearsItem item : context.arrears()) {
            owed += item.dueMinor();
        }
        return owed;
    }

    private static Optional<Quote.NextBlock> next(PlanInForce inForce, SaleContext context, long monthUnits) {
        if (!(inForce.price() instanceof BlockPrice blocks)) {
            return Optional.empty();
        }
        int next = blocks.reached(monthUnits) + 1;
        if (next >= blocks.blocks().size()) {
            return Optional.empty();
        }
        Instant resets = LocalDate.ofInstant(context.at(), inForce.plan().zone())
                .withDayOfMonth(1)
                .plusMonths(1)
                .atStartOfDay(inForce.plan().zone())
                .toInstant();
        return Optional.of(new Quote.NextBlock(blocks.fromUnits(next) - monthUnits,
                blocks.blocks().get(next).rateMicro(), resets));
    }

    private static Pricing limited(PlanInForce inForce, SaleContext context, Quote quote) {
        PurchaseLimits limits = inForce.limits();
        long tender = quote.tenderMinor();
        long units = quote.units();
        if (tender < limits.saleMinor().min()) {
            return new PriceRefused(BELOW_SALE_MINIMUM, limits.saleMinor().min());
        }
        if (tender > limits.saleMinor().max()) {
            return new PriceRefused(ABOVE_SALE_MAXIMUM, limits.saleMinor().max());
        }
        if (tender + context.tenderedTodayMinor() > limits.dayMinorMax()) {
            return new PriceRefused(ABOVE_DAY_MAXIMUM, limits.dayMinorMax());
        }
        if (units > 0 && units < limits.saleUnits().min()) {
            return new PriceRefused(BELOW_UNITS_MINIMUM, limits.saleUnits().min());
        }
        if (units > limits.saleUnits().max()) {
            return new PriceRefused(ABOVE_UNITS_MAXIMUM, limits.saleUnits().max());
        }
        if (units > 0 && units + context.unitsToday() > limits.dayUnitsMax()) {
            return new PriceRefused(ABOVE_DAY_UNITS_MAXIMUM, limits.dayUnitsMax());
        }
        return quote;
    }
}
