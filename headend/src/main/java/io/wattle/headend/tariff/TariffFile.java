package io.wattle.headend.tariff;

import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.tariff.plan.PlanPart;
import io.wattle.ledger.tariff.plan.Scope;
import io.wattle.ledger.tariff.plan.TariffPlan;
import io.wattle.ledger.tariff.plan.WaterfallStep;
import java.nio.file.Files;
import java.nio.file.Path;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;

/** Reads a tariff in the form of docs/tariffs.md. Pure but for the file; any thread. */
public final class TariffFile {

    private TariffFile() {}

    /**
     * Reads a file.
     *
     * @throws TariffFileException if it is not a tariff
     * @throws UncheckedIOException if it cannot be read
     */
    public static TariffPlan read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (TariffFileException e) {
            throw e.in(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    /**
     * Reads a text.
     *
     * @throws TariffFileException if it is not a tariff
     */
    public static TariffPlan parse(String text) {
        Fields fields = Fields.of(YamlReader.read(text), "");
        return fields.make(() -> plan(fields));
    }

    private static TariffPlan plan(Fields fields) {
        String name = fields.need("tariff").text();
        int version = fields.need("version").whole();
        Unit.Kind service = service(fields.need("service"));
        Currency currency = currency(fields.need("currency"));
        ZoneId zone = zone(fields.need("zone"));
        Scope scope = scope(fields);
        List<WaterfallStep> waterfall = fields.find("waterfall")
                .map(value -> value.items().stream().map(step -> step.word(WaterfallStep.class)).toList())
                .orElse(WaterfallStep.USUAL);
        List<PlanPart> parts = new ArrayList<>(new PartForms(currency).all(fields));
        return new TariffPlan(name, version, service, currency.getCurrencyCode(), zone, scope, waterfall, parts);
    }

    static Scope scope(Fields fields) {
        return new Scope(fields.find("from").map(Value::date), fields.find("to").map(Value::date),
                fields.find("classes").map(Value::texts).orElse(List.of()));
    }

    private static Unit.Kind service(Value value) {
        return switch (value.text()) {
            case "electricity" -> Unit.Kind.ENERGY;
            case "water" -> Unit.Kind.VOLUME;
            case "gas" -> Unit.Kind.GAS;
            default -> throw value.refused("must be electricity, water or gas, was: \"" + value.text() + "\"");
        };
    }

    private static Currency currency(Value value) {
        try {
            Currency currency = Currency.getInstance(value.text());
            if (currency.getDefaultFractionDigits() >= 0) {
                return currency;
            }
        } catch (IllegalArgumentException e) {
            throw value.refused("must be an ISO 4217 code such as ZAR, was: \"" + value.text() + "\"");
        }
        throw value.refused("is not a currency that one can pay with: " + value.text());
    }

    private static ZoneId zone(Value value) {
        try {
            return ZoneId.of(value.text());
        } catch (DateTimeException e) {
            throw value.refused("must be a time zone such as Africa/Kampala, was: \"" + value.text() + "\"");
        }
    }
}
