package io.wattle.headend.tariff;

import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.QuantityText;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.tariff.plan.BlockPrice;
import io.wattle.ledger.tariff.plan.Exact;
import io.wattle.ledger.tariff.plan.FlatPrice;
import io.wattle.ledger.tariff.plan.PlanInForce;
import io.wattle.ledger.tariff.plan.Sewerage;
import io.wattle.ledger.tariff.plan.StandingFee;
import io.wattle.ledger.tariff.plan.Tax;
import io.wattle.ledger.tariff.plan.TimeOfUse;
import io.wattle.ledger.tariff.plan.UnitPrice;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a customer pays by a plan, in a few lines for his account's page. Pure, for one use. */
public final class PlanOverview {

    /** A line: what it is about, and what is said of it. */
    public record Line(String label, String text) {}

    private final List<Line> lines = new ArrayList<>();
    private final PlanInForce plan;
    private final String currency;
    private final String each;

    private PlanOverview(PlanInForce plan) {
        this.plan = plan;
        this.currency = plan.plan().currency();
        this.each = plan.plan().service() == Unit.Kind.ENERGY ? " a kWh" : " a m3";
    }

    /** What holds on the day and for the class that the plan was asked for. */
    public static List<Line> of(PlanInForce plan) {
        PlanOverview overview = new PlanOverview(plan);
        overview.price("Price", plan.price());
        overview.charges();
        overview.more();
        return List.copyOf(overview.lines);
    }

    private void price(String label, UnitPrice price) {
        switch (price) {
            case FlatPrice flat -> add(label, rate(flat.rateMicro()));
            case BlockPrice blocks -> {
                for (int i = 0; i < blocks.blocks().size(); i++) {
                    BlockPrice.Block block = blocks.blocks().get(i);
                    String span = block.toUnits() == BlockPrice.OPEN
                            ? "above " + units(blocks.fromUnits(i))
                            : units(blocks.fromUnits(i)) + " to " + units(block.toUnits());
                    add(label + " of block " + (i + 1), rate(block.rateMicro()) + ", " + span + " in a month");
                }
                if (blocks.method() == BlockPrice.Method.WHOLE_VOLUME) {
                    add(label + " of all units", "that of the block which the month reaches with them");
                }
            }
            case TimeOfUse use -> timeOfUse(label, use);
        }
    }

    private void timeOfUse(String label, TimeOfUse use) {
        use.periods().forEach(period -> add(label + ", " + period.name(), rate(period.rateMicro())));
        use.seasons().forEach(season -> add("Season " + season.name(), day(season.from()) + " to " + day(season.to())));
        for (TimeOfUse.Rule rule : use.rules()) {
            String days = rule.days().isEmpty()
                    ? "every day"
                    : String.join(", ", rule.days().stream().map(type -> words(type.name())).toList());
            add("Hours, " + rule.period(), (rule.season().isEmpty() ? "" : rule.season() + ", ") + days + ", "
                    + minute(rule.fromMinute()) + " to " + minute(rule.toMinute()));
        }
    }

    private void charges() {
        for (StandingFee fee : plan.standing()) {
            add(fee.name(), money(fee.minor(1)) + " a " + words(fee.per().name()));
        }
        plan.minimum().ifPresent(minimum -> add("Least for units", money(minimum.monthMinor()) + " a month"));
        plan.sewerage().ifPresent(sewerage -> {
            switch (sewerage) {
                case Sewerage.OfCharge share -> add("Sewerage", RateText.share(share.ppm()) + " of the water charge");
                case Sewerage.OfVolume volume -> {
                    add("Sewerage is on", RateText.share(volume.returnedPpm()) + " of the water");
                    price("Sewerage", volume.price());
                }
            }
        });
        plan.scarcity()
                .ifPresent(level -> add("Scarcity, " + level.name(), RateText.share(level.surchargePpm()) + " more"));
        for (Tax tax : plan.taxes()) {
            String amount = switch (tax.amount()) {
                case Tax.Percent(long ppm) -> RateText.share(ppm);
                case Tax.PerUnit(long rateMicro) -> rate(rateMicro);
            };
            add(tax.name(), amount + (tax.inclusive() ? ", in the prices" : "")
                    + (tax.exemptBlocks() == 0 ? "" : ", not on the first " + tax.exemptBlocks() + " blocks"));
        }
    }

    private void more() {
        plan.discounts()
                .forEach(one -> add(one.name(), (one.ppm() == 0 ? "" : RateText.share(one.ppm()) + " off")
                        + (one.ppm() == 0 || one.fixedMinor() == 0 ? "" : ", and ")
                        + (one.fixedMinor() == 0 ? "" : money(one.fixedMinor()) + " off each purchase")
                        + (one.agreed() ? ", where it was agreed" : "")));
        plan.freeUnits().ifPresent(free -> add(free.name(), units(free.monthUnits()) + " a month"));
        plan.channelFees()
                .forEach(fee -> add("Fee, " + fee.channel(), RateText.share(fee.ppm()) + " and "
                        + money(fee.fixedMinor())));
        long least = plan.limits().saleMinor().min();
        long most = plan.limits().saleMinor().max();
        if (least > 0) {
            add("Least purchase", money(least));
        }
        if (most < Exact.AMOUNT_MAX) {
            add("Most purchase", money(most));
        }
        plan.emergency()
                .ifPresent(terms -> add("Emergency credit", units(terms.amountUnits()) + ", when "
                        + units(terms.thresholdUnits()) + " or less are left"));
        plan.flowRestriction()
                .ifPresent(flow -> add("Restricted supply", units(flow.limitPerHour()) + " an hour, below "
                        + units(flow.belowUnits())));
    }

    private void add(String label, String text) {
        lines.add(new Line(label, text));
    }

    private String rate(long rateMicro) {
        return RateText.of(rateMicro, currency) + " " + currency + each;
    }

    private String money(long minor) {
        return QuantityText.of(new Money(minor, currency));
    }

    private String units(long units) {
        return QuantityText.of(plan.plan().unit().of(units));
    }

    private static String words(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static String day(MonthDay day) {
        return day.getDayOfMonth() + "." + day.getMonthValue() + ".";
    }

    private static String minute(int minute) {
        return String.format(Locale.ROOT, "%02d:%02d", minute / 60, minute % 60);
    }
}
