package io.wattle.ledger.state;

import io.wattle.ledger.entry.EntryBytes;
import io.wattle.ledger.entry.EntrySource;
import io.wattle.ledger.entry.PlanBytes;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.tariff.plan.PlanVersion;
import io.wattle.ledger.tariff.plan.TariffHistory;
import io.wattle.ledger.tariff.plan.TariffPlan;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Every version of every tariff, and since when the active ones sell. For the ledger thread; changed by
 * {@link TariffApplier} alone.
 *
 * <p>Nothing is activated for an instant that has passed, so what was in force then never changes.
 */
public final class TariffBook {
    /** Classes of customers are few; beyond it the histories are put together anew. */
    private static final int HISTORIES_MAX = 1_024;
    private static final int DRAFT = 1;
    private static final int APPROVED = 2;
    private static final int ACTIVE = 3;

    private record Id(String name, int version) implements Comparable<Id> {
        static Id of(TariffPlan plan) {
            return new Id(plan.name(), plan.version());
        }

        @Override
        public int compareTo(Id other) {
            int byName = name.compareTo(other.name);
            return byName != 0 ? byName : Integer.compare(version, other.version);
        }
    }

    private record Customers(Unit.Kind service, String currency, String customerClass, String subClass) {}

    private final TreeMap<Id, PlanVersion> versions = new TreeMap<>();
    /** In the order of their instants, of the same instant in the order of their activation. */
    private final List<TariffHistory.Entry> active = new ArrayList<>();
    /** Made from {@link #active} when asked for, forgotten when it changes; no part of the state. */
    private final Map<Customers, Optional<TariffHistory>> histories = new HashMap<>();

    /**
     * What a customer buys by at an instant: of the plans that have a price for his class on that day, the one that is
     * active since last; of several since the same instant, the one that was activated last.
     *
     * @param customerClass such as {@code domestic}
     * @param subClass such as {@code pensioner}, or empty
     */
    Optional<TariffPlan> planFor(Unit.Kind service, String currency, Instant at, String customerClass,
            String subClass) {
        return history(service, currency, customerClass, subClass)
                .flatMap(history -> history.at(at))
                .filter(plan -> plan.prices(LocalDate.ofInstant(at, plan.zone()), customerClass, subClass));
    }

    /**
     * The same for all time, as usage is priced by. Where no plan has a price, the one before stands on, and has none.
     *
     * @return empty if none ever had
     */
    Optional<TariffHistory> history(Unit.Kind service, String currency, String customerClass, String subClass) {
        if (histories.size() >= HISTORIES_MAX) {
            histories.clear();
        }
        return histories.computeIfAbsent(new Customers(service, currency, customerClass, subClass), customers -> {
            List<TariffHistory.Entry> candidates = active.stream()
                    .filter(entry -> entry.plan().service() == service && entry.plan().currency().equals(currency)
                            && entry.plan().scope().isFor(customerClass, subClass))
                    .toList();
            return TariffFolding.of(candidates, customerClass, subClass);
        });
    }

    public Optional<PlanVersion> version(String name, int version) {
        return Optional.ofNullable(versions.get(new Id(name, version)));
    }

    /** By name and version. */
    public Collection<PlanVersion> versions() {
        return Collections.unmodifiableCollection(versions.values());
    }

    /** Active plans in the order of their instants. */
    public List<TariffHistory.Entry> active() {
        return Collections.unmodifiableList(active);
    }

    /** Keeps a version as it is now. */
    void put(PlanVersion version) {
        versions.put(Id.of(version.plan()), version);
        if (version.life() instanceof PlanVersion.Active life) {
            int at = active.size();
            while (at > 0 && active.get(at - 1).since().isAfter(life.since())) {
                at--;
            }
            active.add(at, new TariffHistory.Entry(life.since(), version.plan()));
            histories.clear();
        }
    }

    /** Forgets a version that has never sold. */
    void remove(PlanVersion version) {
        versions.remove(Id.of(version.plan()));
        active.removeIf(entry -> Id.of(entry.plan()).equals(Id.of(version.plan())));
        histories.clear();
    }

    static void write(PlanVersion version, EntryBytes to) {
        PlanBytes.write(version.plan(), to);
        switch (version.life()) {
            case PlanVersion.Draft(List<String> authors) -> names(authors, to.u8(DRAFT));
            case PlanVersion.Approved(List<String> authors, String approver, Instant at) ->
                names(authors, to.u8(APPROVED)).text(approver).instant(at);
            case PlanVersion.Active(List<String> authors, String approver, Instant since) ->
                names(authors, to.u8(ACTIVE)).text(approver).instant(since);
        }
    }

    void readVersion(EntrySource from) {
        TariffPlan plan = PlanBytes.read(from);
        int life = from.u8();
        PlanVersion version = new PlanVersion(plan, switch (life) {
            case DRAFT -> new PlanVersion.Draft(readNames(from));
            case APPROVED -> new PlanVersion.Approved(readNames(from), from.text(), from.instant());
            case ACTIVE -> new PlanVersion.Active(readNames(from), from.text(), from.instant());
            default -> throw from.malformed("unknown life of a tariff: " + life);
        });
        versions.put(Id.of(plan), version);
    }

    /** The plan itself is written with its version. */
    static void writeActive(TariffHistory.Entry entry, EntryBytes to) {
        to.text(entry.plan().name()).i32(entry.plan().version());
    }

    void readActive(EntrySource from) {
        PlanVersion version = versions.get(new Id(from.text(), from.i32()));
        if (version == null || !(version.life() instanceof PlanVersion.Active life)) {
            throw from.malformed("a tariff that is not active");
        }
        active.add(new TariffHistory.Entry(life.since(), version.plan()));
    }

    private static EntryBytes names(List<String> names, EntryBytes to) {
        to.u16(names.size());
        names.forEach(to::text);
        return to;
    }

    private static List<String> readNames(EntrySource from) {
        int count = from.u16();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add(from.text());
        }
        return names;
    }
}
