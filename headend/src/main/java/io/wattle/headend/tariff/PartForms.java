package io.wattle.headend.tariff;

import io.wattle.ledger.tariff.plan.ChannelFee;
import io.wattle.ledger.tariff.plan.Component;
import io.wattle.ledger.tariff.plan.DebtRecovery;
import io.wattle.ledger.tariff.plan.Discount;
import io.wattle.ledger.tariff.plan.EmergencyTerms;
import io.wattle.ledger.tariff.plan.Exact;
import io.wattle.ledger.tariff.plan.FlowRestriction;
import io.wattle.ledger.tariff.plan.FreeUnits;
import io.wattle.ledger.tariff.plan.MinimumCharge;
import io.wattle.ledger.tariff.plan.PlanPart;
import io.wattle.ledger.tariff.plan.PurchaseLimits;
import io.wattle.ledger.tariff.plan.Scarcity;
import io.wattle.ledger.tariff.plan.Scope;
import io.wattle.ledger.tariff.plan.Sewerage;
import io.wattle.ledger.tariff.plan.StandingFee;
import io.wattle.ledger.tariff.plan.Tax;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.function.Function;

/** The sections of a tariff file, each one thing or a list of them, each with its own from, to and classes. */
final class PartForms {
    private final Amounts amounts;
    private final PriceForm prices;

    PartForms(Currency currency) {
        this.amounts = new Amounts(currency);
        this.prices = new PriceForm(amounts);
    }

    List<PlanPart> all(Fields file) {
        List<PlanPart> parts = new ArrayList<>();
        file.need("price");
        add(parts, file, "price", prices::price);
        add(parts, file, "standing", this::standing);
        add(parts, file, "minimum-charge", this::minimum);
        add(parts, file, "limits", this::limits);
        add(parts, file, "free-units", this::freeUnits);
        add(parts, file, "discounts", this::discount);
        add(parts, file, "channel-fees", this::channelFee);
        add(parts, file, "debt-recovery", this::debtRecovery);
        add(parts, file, "sewerage", this::sewerage);
        add(parts, file, "scarcity", PartForms::scarcity);
        add(parts, file, "flow-restriction", PartForms::flow);
        add(parts, file, "emergency-credit", this::emergency);
        add(parts, file, "taxes", this::tax);
        return parts;
    }

    private static void add(List<PlanPart> parts, Fields file, String section, Function<Fields, Component> form) {
        for (Fields fields : file.each(section)) {
            parts.add(fields.make(() -> {
                Scope scope = TariffFile.scope(fields);
                return new PlanPart(scope, form.apply(fields));
            }));
        }
    }

    private Component standing(Fields fields) {
        return new StandingFee(fields.need("name").text(), amounts.fine(fields.need("amount")),
                fields.need("per").word(StandingFee.Period.class));
    }

    private Component minimum(Fields fields) {
        return new MinimumCharge(amounts.minor(fields.need("amount")));
    }

    private Component limits(Fields fields) {
        return new PurchaseLimits(
                new PurchaseLimits.Range(amounts.minorOr(fields, "min-per-sale", 0),
                        amounts.minorOr(fields, "max-per-sale", Exact.AMOUNT_MAX)),
                amounts.minorOr(fields, "max-per-day", Exact.AMOUNT_MAX),
                new PurchaseLimits.Range(fields.find("min-units-per-sale").map(Value::units).orElse(0L),
                        fields.find("max-units-per-sale").map(Value::units).orElse(Exact.AMOUNT_MAX)),
                fields.find("max-units-per-day").map(Value::units).orElse(Exact.AMOUNT_MAX));
    }

    private Component freeUnits(Fields fields) {
        long units = fields.need("units").units();
        return new FreeUnits(fields.find("name").map(Value::text).orElse("Free units"), units,
                fields.find("stack-cap").map(Value::units).orElse(units),
                fields.find("count-in-blocks").map(Value::yesOrNo).orElse(false));
    }

    private Component discount(Fields fields) {
        return new Discount(fields.need("name").text(), fields.find("percent").map(Value::percent).orElse(0L),
                amounts.minorOr(fields, "per-sale", 0), amounts.minorOr(fields, "cap-per-month", Exact.AMOUNT_MAX),
                fields.find("by-agreement").map(Value::yesOrNo).orElse(false));
    }

    private Component channelFee(Fields fields) {
        return new ChannelFee(fields.need("channel").text(), fields.find("percent").map(Value::percent).orElse(0L),
                amounts.minorOr(fields, "per-sale", 0), amounts.minorOr(fields, "cap", Exact.AMOUNT_MAX));
    }

    private Component debtRecovery(Fields fields) {
        long ofPeriod = Math.min(amounts.minorOr(fields, "per-period", Exact.AMOUNT_MAX),
                amounts.minorOr(fields, "cap-per-period", Exact.AMOUNT_MAX));
        return new DebtRecovery(fields.find("percent-of-payment").map(Value::percent).orElse(Exact.WHOLE_PPM),
                amounts.minorOr(fields, "per-payment", Exact.AMOUNT_MAX), ofPeriod,
                fields.find("period")
                        .map(value -> value.word(StandingFee.Period.class))
                        .orElse(StandingFee.Period.MONTH),
                fields.find("energy-share").map(Value::percent).orElse(0L));
    }

    private Component sewerage(Fields fields) {
        if (fields.has("percent-of-charge")) {
            return new Sewerage.OfCharge(fields.need("percent-of-charge").percent());
        }
        return new Sewerage.OfVolume(fields.find("returned-percent").map(Value::percent).orElse(Exact.WHOLE_PPM),
                prices.price(fields));
    }

    private static Component scarcity(Fields fields) {
        List<Scarcity.Level> levels = fields.each("levels")
                .stream()
                .map(level -> level.make(() -> new Scarcity.Level(level.need("name").text(),
                        level.need("surcharge-percent").percent())))
                .toList();
        List<Scarcity.Switch> switches = fields.each("switches")
                .stream()
                .map(one -> one.make(() -> new Scarcity.Switch(one.need("from").date(), one.need("level").text())))
                .toList();
        return new Scarcity(levels, switches);
    }

    private static Component flow(Fields fields) {
        return new FlowRestriction(fields.need("below").units(), fields.need("per-hour").units());
    }

    private Component emergency(Fields fields) {
        return new EmergencyTerms(fields.need("units").units(), fields.need("offered-at").units(),
                amounts.rate(fields.need("rate")));
    }

    private Component tax(Fields fields) {
        boolean perUnit = fields.has("per-unit");
        Tax.Amount amount = perUnit
                ? new Tax.PerUnit(amounts.rate(fields.need("per-unit")))
                : new Tax.Percent(fields.need("percent").percent());
        boolean inclusive = fields.find("kind").map(Value::text).orElse("exclusive").equals("inclusive");
        fields.find("kind")
                .filter(kind -> !kind.text().equals("inclusive") && !kind.text().equals("exclusive"))
                .ifPresent(kind -> {
                    throw kind.refused("must be inclusive or exclusive, was: \"" + kind.text() + "\"");
                });
        List<Tax.Base> on = fields.find("on")
                .map(value -> value.items().stream().map(base -> base.word(Tax.Base.class)).toList())
                .orElse(perUnit
                        ? List.of(Tax.Base.ENERGY)
                        : List.of(Tax.Base.ENERGY, Tax.Base.STANDING, Tax.Base.SEWERAGE));
        return new Tax(fields.need("name").text(), amount, inclusive, on,
                fields.find("on-taxes").map(Value::texts).orElse(List.of()),
                fields.find("exempt-classes").map(Value::texts).orElse(List.of()),
                fields.find("exempt-blocks").map(Value::whole).orElse(0));
    }
}
