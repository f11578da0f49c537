package io.wattle.ledger.state;

import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.TariffFact;
import io.wattle.ledger.tariff.plan.PlanVersion;

/** Makes true what is said about tariffs; a part of {@link FactApplier}. What cannot be true is a broken ledger. */
final class TariffApplier {
    private final TariffBook tariffs;
    private final LedgerEntry entry;

    TariffApplier(TariffBook tariffs, LedgerEntry entry) {
        this.tariffs = tariffs;
        this.entry = entry;
    }

    void apply(TariffFact fact) {
        String actor = entry.origin().actor();
        if (fact instanceof TariffFact.TariffWithdrawn f) {
            withdraw(version(f.name(), f.version()));
            return;
        }
        PlanVersion.Step step = switch (fact) {
            case TariffFact.TariffDrafted f -> tariffs.version(f.plan().name(), f.plan().version())
                    .map(version -> version.edited(f.plan(), actor))
                    .orElseGet(() -> PlanVersion.drafted(f.plan(), actor));
            case TariffFact.TariffApproved f -> version(f.name(), f.version()).approved(actor, entry.time());
            case TariffFact.TariffActivated f -> version(f.name(), f.version()).activated(f.since());
            case TariffFact.TariffWithdrawn _ -> throw new IllegalStateException("it has no next step");
        };
        switch (step) {
            case PlanVersion.Taken(PlanVersion version) -> tariffs.put(version);
            case PlanVersion.Refused(PlanVersion.Refusal reason) ->
                throw new IllegalStateException("entry " + entry.sequence() + " takes a tariff where it cannot go: "
                        + reason);
        }
    }

    private void withdraw(PlanVersion version) {
        if (version.life() instanceof PlanVersion.Active active && !active.since().isAfter(entry.time())) {
            throw new IllegalStateException("entry " + entry.sequence() + " withdraws a tariff that sells: " + version);
        }
        tariffs.remove(version);
    }

    private PlanVersion version(String name, int version) {
        return tariffs.version(name, version)
                .orElseThrow(() -> new IllegalStateException("entry " + entry.sequence()
                        + " is about an unknown tariff: " + name + " " + version));
    }
}
