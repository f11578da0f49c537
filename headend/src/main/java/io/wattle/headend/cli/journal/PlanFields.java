package io.wattle.headend.cli.journal;

import io.wattle.headend.text.JsonLine;
import io.wattle.ledger.entry.PlanBytes;
import io.wattle.ledger.entry.TariffFact;

/** What a fact about tariffs says, as fields of a JSON line; a part of {@link FactFields}. A text shows as its digest. */
final class PlanFields {

    private PlanFields() {}

    static JsonLine addTo(JsonLine line, TariffFact fact) {
        return switch (fact) {
            case TariffFact.TariffDrafted f -> line.with("tariff", f.plan().name())
                    .with("version", f.plan().version())
                    .with("digest", PlanBytes.digest(f.plan()));
            case TariffFact.TariffApproved f ->
                line.with("tariff", f.name()).with("version", f.version()).with("digest", f.digest());
            case TariffFact.TariffActivated f ->
                line.with("tariff", f.name()).with("version", f.version()).with("since", f.since());
            case TariffFact.TariffWithdrawn f ->
                line.with("tariff", f.name()).with("version", f.version()).with("reason", f.reason());
        };
    }
}
