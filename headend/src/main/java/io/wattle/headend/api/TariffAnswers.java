package io.wattle.headend.api;

import io.wattle.headend.registry.MeterRecord.Service;
import io.wattle.headend.tariff.PlanOverview;
import io.wattle.ledger.entry.PlanBytes;
import io.wattle.ledger.tariff.plan.PlanPart;
import io.wattle.ledger.tariff.plan.PlanVersion;
import io.wattle.ledger.tariff.plan.Scope;
import io.wattle.ledger.tariff.plan.TariffPlan;
import io.wattle.ledger.tariff.sale.Quote;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tariffs as values for JSON; an absent field is one that is not there. */
final class TariffAnswers {

    private TariffAnswers() {}

    /** A version without its text. */
    static Map<String, Object> head(PlanVersion version) {
        TariffPlan plan = version.plan();
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("tariff", plan.name());
        said.put("version", plan.version());
        said.put("service", Service.of(plan.service()).word());
        said.put("currency", plan.currency());
        switch (version.life()) {
            case PlanVersion.Draft life -> said.putAll(Map.of("state", "DRAFT", "authors", life.authors()));
            case PlanVersion.Approved life -> said.putAll(Map.of("state", "APPROVED", "authors", life.authors(),
                    "approver", life.approver(), "approvedAt", life.at()));
            case PlanVersion.Active life -> said.putAll(Map.of("state", "ACTIVE", "authors", life.authors(),
                    "approver", life.approver(), "since", life.since()));
        }
        said.put("digest", PlanBytes.digest(plan));
        return said;
    }

    /** All that a plan says. */
    static Map<String, Object> text(TariffPlan plan) {
        Map<String, Object> said = scope(plan.scope());
        said.put("zone", plan.zone().getId());
        said.put("waterfall", plan.waterfall());
        said.put("parts", plan.parts().stream().map(TariffAnswers::part).toList());
        return said;
    }

    /** For the page of an account; empty if the plan has no price for the class on that day. */
    static List<PlanOverview.Line> overview(TariffPlan plan, LocalDate day, ClassName who) {
        return plan.inForce(day, who.main(), who.sub()).map(PlanOverview::of).orElse(List.of());
    }

    static Map<String, Object> quote(Quote quote) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("tariff", quote.tariff());
        said.put("version", quote.version());
        said.put("currency", quote.currency());
        said.put("unit", quote.unit().code());
        said.put("tenderMinor", quote.tenderMinor());
        said.put("units", quote.units());
        said.put("lines", quote.lines());
        said.put("parts", quote.parts());
        quote.nextBlock().ifPresent(next -> said.put("nextBlock", next));
        return said;
    }

    private static Map<String, Object> part(PlanPart part) {
        Map<String, Object> said = scope(part.scope());
        said.put("kind", part.component().getClass().getSimpleName());
        said.put("values", part.component());
        return said;
    }

    private static Map<String, Object> scope(Scope scope) {
        Map<String, Object> said = new LinkedHashMap<>();
        put(said, "from", scope.from());
        put(said, "to", scope.to());
        if (!scope.classes().isEmpty()) {
            said.put("classes", scope.classes());
        }
        return said;
    }

    private static void put(Map<String, Object> said, String name, Optional<LocalDate> day) {
        day.ifPresent(one -> said.put(name, one));
    }
}
