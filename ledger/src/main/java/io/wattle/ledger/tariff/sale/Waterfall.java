package io.wattle.ledger.tariff.sale;

import io.wattle.ledger.tariff.plan.ChannelFee;
import io.wattle.ledger.tariff.plan.PlanInForce;
import io.wattle.ledger.tariff.plan.WaterfallStep;
import io.wattle.ledger.tariff.sale.QuoteLine.Kind;
import java.util.List;

/**
 * Who gets what of a tender before units are bought, in the tariff's order.
 *
 * @param fixed fixed charges without what is taxed on top of them
 * @param budget what is left for these fixed charges, for units, and for the taxes on both
 */
record Waterfall(long channelFee, long arrears, long emergency, long fixed, long budget) {

    static Waterfall of(long tender, PlanInForce plan, SaleContext context, Bill bill) {
        long fee = feeOf(plan, context, tender);
        long payment = tender - fee;
        long rest = tender;
        long channelFee = 0;
        long arrears = 0;
        long emergency = 0;
        long fixed = 0;
        long reserved = 0;
        List<WaterfallStep> steps = plan.plan().waterfall();
        for (int i = 0; i < steps.size(); i++) {
            switch (steps.get(i)) {
                case CHANNEL_FEE -> {
                    channelFee = Math.min(rest, fee);
                    rest -= channelFee;
                }
                case ARREARS -> {
                    long most = Math.min(rest, plan.debtRecovery().most(payment, context.recoveredMinor()));
                    arrears = toArrears(context, payment, most, Lines.NONE);
                    rest -= arrears;
                }
                case EMERGENCY_CREDIT -> {
                    emergency = Math.min(rest, context.emergencyUsedMinor());
                    rest -= emergency;
                }
                case FIXED_CHARGES -> {
                    fixed = affordable(bill, due(context), rest);
                    reserved = fixed == 0 ? 0 : bill.total(0, fixed, Lines.NONE);
                    rest -= reserved;
                }
            }
        }
        return new Waterfall(channelFee, arrears, emergency, fixed, rest + reserved);
    }

    /** The lines of all that comes before units. */
    void addLines(long tender, PlanInForce plan, SaleContext context, Lines lines) {
        lines.add(Kind.CHANNEL_FEE, context.channel(), 0, 0, channelFee);
        toArrears(context, tender - feeOf(plan, context, tender), arrears, lines);
        lines.add(Kind.EMERGENCY_CREDIT, "Emergency credit used", 0, 0, emergency);
        long left = fixed;
        for (FixedDue due : context.fixedDue()) {
            long paid = Math.min(left, due.amountMinor());
            lines.add(Kind.FIXED_CHARGE, due.name(), 0, 0, paid);
            left -= paid;
        }
    }

    /** All fixed charges that are due. */
    static long due(SaleContext context) {
        long sum = 0;
        for (int i = 0; i < context.fixedDue().size(); i++) {
            sum += context.fixedDue().get(i).amountMinor();
        }
        return sum;
    }

    private static long feeOf(PlanInForce plan, SaleContext context, long tender) {
        List<ChannelFee> fees = plan.channelFees();
        for (int i = 0; i < fees.size(); i++) {
            if (fees.get(i).isFor(context.channel())) {
                return fees.get(i).of(tender);
            }
        }
        return 0;
    }

    private static long toArrears(SaleContext context, long payment, long most, Lines lines) {
        long left = most;
        List<ArrearsItem> items = context.arrears();
        for (int i = 0; i < items.size() && left > 0; i++) {
            long paid = Math.min(left, items.get(i).wanted(payment));
            lines.add(Kind.ARREARS, items.get(i).name(), 0, 0, paid);
            left -= paid;
        }
        return most - left;
    }

    /** The most of the fixed charges that the rest pays with the taxes on them. */
    private static long affordable(Bill bill, long due, long rest) {
        if (due == 0 || bill.total(0, due, Lines.NONE) <= rest) {
            return due;
        }
        long good = 0;
        long bad = due;
        while (bad - good > 1) {
            long middle = (good + bad) >>> 1;
            if (bill.total(0, middle, Lines.NONE) <= rest) {
                good = middle;
            } else {
                bad = middle;
            }
        }
        return good;
    }
}
