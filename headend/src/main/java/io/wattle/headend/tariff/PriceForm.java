package io.wattle.headend.tariff;

import io.wattle.ledger.tariff.plan.BlockPrice;
import io.wattle.ledger.tariff.plan.FlatPrice;
import io.wattle.ledger.tariff.plan.TimeOfUse;
import io.wattle.ledger.tariff.plan.UnitPrice;
import java.util.ArrayList;
import java.util.List;

/** A price in one of its three forms. */
final class PriceForm {
    private final Amounts amounts;

    PriceForm(Amounts amounts) {
        this.amounts = amounts;
    }

    UnitPrice price(Fields fields) {
        long forms = List.of("flat", "blocks", "time-of-use").stream().filter(fields::has).count();
        if (forms != 1) {
            throw fields.refused("must have one of flat, blocks and time-of-use");
        }
        if (fields.has("flat")) {
            return new FlatPrice(amounts.rate(fields.need("flat")));
        }
        return fields.has("blocks")
                ? new BlockPrice(fields.need("blocks").word(BlockPrice.Method.class), steps(fields))
                : timeOfUse(fields.need("time-of-use").fields());
    }

    private List<BlockPrice.Block> steps(Fields fields) {
        List<Value> items = fields.need("steps").items();
        List<BlockPrice.Block> blocks = new ArrayList<>();
        for (Value item : items) {
            Fields step = item.fields();
            boolean last = blocks.size() == items.size() - 1;
            blocks.add(step.make(() -> new BlockPrice.Block(last && !step.has("to")
                    ? BlockPrice.OPEN
                    : step.need("to").units(), amounts.rate(step.need("rate")))));
        }
        return blocks;
    }

    private TimeOfUse timeOfUse(Fields fields) {
        return fields.make(() -> {
            Fields named = fields.need("periods").fields();
            List<TimeOfUse.Period> periods = named.make(() -> named.all()
                    .stream()
                    .map(value -> new TimeOfUse.Period(value.name(), amounts.rate(value)))
                    .toList());
            List<TimeOfUse.Season> seasons = fields.each("seasons")
                    .stream()
                    .map(season -> season.make(() -> new TimeOfUse.Season(season.need("name").text(),
                            season.need("from").monthDay(), season.need("to").monthDay())))
                    .toList();
            List<TimeOfUse.Rule> rules = fields.each("rules").stream().map(PriceForm::rule).toList();
            return new TimeOfUse(periods, seasons,
                    fields.find("holidays")
                            .map(value -> value.items().stream().map(Value::date).toList())
                            .orElse(List.of()),
                    rules);
        });
    }

    private static TimeOfUse.Rule rule(Fields rule) {
        return rule.make(() -> new TimeOfUse.Rule(rule.find("season").map(Value::text).orElse(""),
                rule.find("days")
                        .map(value -> value.items().stream().map(day -> day.word(TimeOfUse.DayType.class)).toList())
                        .orElse(List.of()),
                rule.find("from").map(Value::minute).orElse(0), rule.find("to").map(Value::minute).orElse(24 * 60),
                rule.need("period").text()));
    }
}
