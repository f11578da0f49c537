package io.wattle.ledger.state;

import io.wattle.ledger.tariff.plan.TariffPlan;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Every meter whose balance lives here. For the ledger thread; changed by {@link BalanceApplier} alone. */
public final class ServerBalances {

    /** What all meters of a service use, together: units, and the seconds in which they were used. */
    static final class Service {
        long units;
        long seconds;
    }

    private final Map<String, ServerMeter> meters = new LinkedHashMap<>();
    private final Map<String, List<ServerMeter>> byAccount = new HashMap<>();
    /** Meters in service with a balance in money, by the first day that nothing was taken for. */
    private final TreeMap<LocalDate, LinkedHashSet<String>> toCharge = new TreeMap<>();
    /** By the unit of the register. */
    private final Map<String, Service> services = new HashMap<>();

    public Optional<ServerMeter> of(String meter) {
        return Optional.ofNullable(meters.get(meter));
    }

    /** In the order in which they came. */
    Collection<ServerMeter> all() {
        return Collections.unmodifiableCollection(meters.values());
    }

    /** Those in service that an account pays for. */
    public List<ServerMeter> ofAccount(String account) {
        return byAccount.getOrDefault(account, List.of());
    }

    /** Another account pays for it from now on. */
    void assign(ServerMeter server, MeterState meter, String account) {
        leave(server);
        learn(server, meter.registerUnit().code(), _ -> server.assign(account));
        byAccount.computeIfAbsent(account, _ -> new ArrayList<>()).add(server);
    }

    /** It is in service no more: its balance is that of the meter that took its place. */
    void retire(ServerMeter server) {
        chargeNoMore(server);
        leave(server);
    }

    private void leave(ServerMeter server) {
        byAccount.computeIfPresent(server.account(), (_, same) -> same.remove(server) && same.isEmpty() ? null : same);
    }

    /** What is known of a service as a whole. */
    Service service(String registerUnit) {
        return services.computeIfAbsent(registerUnit, _ -> new Service());
    }

    /** By which plan a meter is sold to; a balance in units is in no currency, so any that is sold in will do. */
    Optional<TariffPlan> planFor(ServerMeter server, MeterState meter, SaleAnswers state, Instant at) {
        if (server.inMoney()) {
            return state.planFor(meter, server.unit.code(), at);
        }
        return state.tariffs.active()
                .stream()
                .map(entry -> entry.plan().currency())
                .distinct()
                .flatMap(currency -> state.planFor(meter, currency, at).stream())
                .findFirst();
    }

    void add(ServerMeter meter) {
        if (meters.putIfAbsent(meter.meter, meter) != null) {
            throw new IllegalStateException("the balance lives here already: " + meter.meter);
        }
        byAccount.computeIfAbsent(meter.account(), _ -> new ArrayList<>()).add(meter);
    }

    /** From now on daily charges are taken for it. */
    void charge(ServerMeter meter) {
        if (meter.inMoney()) {
            toCharge.computeIfAbsent(meter.chargedUntil, _ -> new LinkedHashSet<>()).add(meter.meter);
        }
    }

    private void chargeNoMore(ServerMeter meter) {
        LinkedHashSet<String> same = toCharge.get(meter.chargedUntil);
        if (same != null && same.remove(meter.meter) && same.isEmpty()) {
            toCharge.remove(meter.chargedUntil);
        }
    }

    void chargedUntil(ServerMeter meter, LocalDate day) {
        chargeNoMore(meter);
        meter.chargedUntil = day;
        charge(meter);
    }

    /** Meters that nothing was taken for on some day before that one, the longest first; at most so many. */
    public List<ServerMeter> uncharged(LocalDate before, int max) {
        List<ServerMeter> found = new ArrayList<>();
        for (LinkedHashSet<String> same : toCharge.headMap(before).values()) {
            for (String meter : same) {
                if (found.size() == max) {
                    return found;
                }
                found.add(meters.get(meter));
            }
        }
        return found;
    }

    /** Lets a profile change, and the sum of its service with it. */
    void learn(ServerMeter meter, String registerUnit, Consumer<UsageProfile> change) {
        Service service = service(registerUnit);
        service.units -= meter.profile.units();
        service.seconds -= meter.profile.seconds();
        change.accept(meter.profile);
        service.units += meter.profile.units();
        service.seconds += meter.profile.seconds();
    }

    /** After the meters: what follows from them. */
    void restore(ServerMeter server, MeterState meter) {
        if (meter.seldom.replacedBy.isEmpty()) {
            charge(server);
        } else {
            leave(server);
        }
        Service service = service(meter.registerUnit().code());
        service.units += server.profile.units();
        service.seconds += server.profile.seconds();
    }
}
