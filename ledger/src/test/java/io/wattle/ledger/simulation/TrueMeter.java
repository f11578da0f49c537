package io.wattle.ledger.simulation;

import io.wattle.ledger.entry.Reading;
import io.wattle.ledger.entry.Supply;
import io.wattle.ledger.quantity.Unit;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A meter as it really is. It is simple-minded: what it is sent it loads, however often, so that only the ledger keeps a
 * credit from being loaded twice.
 */
final class TrueMeter {
    final String name;
    final String account;
    final Unit unit;
    /** Balance that rose with no sale behind it, in all, in Wh or l. */
    long injected;
    /** Units that credits brought, in all. */
    long loaded;
    /** Whether somebody meddled: then not every finding has to be fraud, and not every load was ordered by the rules. */
    boolean meddled;
    private long register;
    private long balance = 5_000;
    private final Map<String, Integer> loads = new HashMap<>();
    /** What had been injected when a reading was taken. */
    private final Map<Reading, Long> injectedAt = new HashMap<>();

    TrueMeter(String name, String account, Unit unit) {
        this.name = name;
        this.account = account;
        this.unit = unit;
    }

    void use(long amount) {
        register += amount;
        balance -= amount;
    }

    void inject(long amount) {
        balance += amount;
        injected += amount;
        meddled = true;
    }

    /** The register begins at zero again, and that is no roll-over. */
    void resetRegister() {
        register = 0;
        meddled = true;
    }

    void load(String creditId, long amount) {
        balance += amount;
        loaded += amount;
        loads.merge(creditId, 1, Integer::sum);
    }

    boolean hasLoaded(String creditId) {
        return loads.containsKey(creditId);
    }

    Reading reading(Instant takenAt, boolean withBalance, Optional<Supply> supply) {
        Reading reading = new Reading(takenAt, unit.of(register),
                withBalance ? Optional.of(unit.of(balance)) : Optional.empty(), supply);
        injectedAt.put(reading, injected);
        return reading;
    }

    /** What had been injected when this was read. */
    long injectedAt(Reading reading) {
        return injectedAt.getOrDefault(reading, 0L);
    }
}
