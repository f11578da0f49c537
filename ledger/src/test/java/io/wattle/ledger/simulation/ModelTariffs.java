package io.wattle.ledger.simulation;

import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.TariffFact;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.tariff.plan.TariffPlan;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Tariffs as the model has them: one object a version, found by looking. */
final class ModelTariffs {

    static final class Version {
        TariffPlan plan;
        final Set<String> authors = new HashSet<>();
        Optional<String> approver = Optional.empty();
        Optional<Instant> since = Optional.empty();

        Version(TariffPlan plan) {
            this.plan = plan;
        }
    }

    /** By name and version. */
    final Map<String, Version> versions = new TreeMap<>();
    private final List<Version> activated = new ArrayList<>();

    static String id(String name, int version) {
        return name + " " + version;
    }

    void apply(TariffFact fact, LedgerEntry entry) {
        String actor = entry.origin().actor();
        switch (fact) {
            case TariffFact.TariffDrafted f -> {
                Version version = versions.computeIfAbsent(id(f.plan().name(), f.plan().version()),
                        _ -> new Version(f.plan()));
                Check.that(version.since.isEmpty(), "edited while active: %s", fact);
                version.plan = f.plan();
                version.authors.add(actor);
                version.approver = Optional.empty();
            }
            case TariffFact.TariffApproved f -> {
                Version version = version(f.name(), f.version());
                Check.that(version.approver.isEmpty() && !version.authors.contains(actor), "%s approved: %s", actor,
                        fact);
                version.approver = Optional.of(actor);
            }
            case TariffFact.TariffActivated f -> {
                Version version = version(f.name(), f.version());
                Check.that(version.approver.isPresent() && version.since.isEmpty()
                        && !f.since().isBefore(entry.time()), "activated wrongly: %s", fact);
                version.since = Optional.of(f.since());
                activated.add(version);
            }
            case TariffFact.TariffWithdrawn f -> {
                Version version = version(f.name(), f.version());
                Check.that(version.since.isEmpty() || version.since.get().isAfter(entry.time()),
                        "withdrawn though it sells: %s", fact);
                versions.remove(id(f.name(), f.version()));
                activated.remove(version);
            }
        }
    }

    /** Every version, and what sells now and on days around. */
    void require(LedgerState state, Instant now) {
        Check.that(state.tariffs().size() == versions.size(), "%d tariffs are known, the ledger has %d",
                versions.size(), state.tariffs().size());
        versions.values()
                .forEach(version -> Check.that(state.tariff(version.plan.name(), version.plan.version())
                        .filter(found -> found.plan().equals(version.plan))
                        .isPresent(), "the ledger has another text of %s", version.plan));
        if (activated.isEmpty()) {
            return; // and before the first entry there is no now either
        }
        for (int days = -3; days <= 40; days++) {
            Instant at = now.plus(Duration.ofDays(days));
            for (String customerClass : TariffWorks.CLASSES) {
                Optional<TariffPlan> found = state.tariffFor(Unit.Kind.ENERGY, "USD", at, customerClass, "");
                Check.that(found.equals(latest(at, customerClass)), "%s is sold to %s at %s", found, customerClass, at);
            }
        }
    }

    private Optional<TariffPlan> latest(Instant at, String customerClass) {
        LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        return activated.stream()
                .filter(version -> !version.since.orElseThrow().isAfter(at) && version.plan.scope().covers(day)
                        && version.plan.scope().isFor(customerClass, ""))
                .sorted(Comparator.comparing(version -> version.since.orElseThrow())) // stable: of the same instant the last
                .reduce((_, later) -> later)
                .map(version -> version.plan);
    }

    private Version version(String name, int version) {
        return Objects.requireNonNull(versions.get(id(name, version)), () -> "there is no tariff " + name);
    }
}
