package io.wattle.ledger.explain;

import io.wattle.ledger.entry.TariffFact;

/** What is said about the tariffs by which is sold, in plain words. */
final class PlanWords {

    private PlanWords() {}

    static String of(TariffFact fact) {
        return switch (fact) {
            case TariffFact.TariffDrafted f ->
                "version " + f.plan().version() + " of tariff " + f.plan().name() + " was written";
            case TariffFact.TariffApproved f -> "version " + f.version() + " of tariff " + f.name() + " was approved";
            case TariffFact.TariffActivated f ->
                "version " + f.version() + " of tariff " + f.name() + " sells since " + f.since();
            case TariffFact.TariffWithdrawn f ->
                "version " + f.version() + " of tariff " + f.name() + " was withdrawn (" + f.reason() + ")";
        };
    }
}
