package io.wattle.ledger.state;

import io.wattle.ledger.quantity.Unit;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Credits that were sent and have not ended, by unit and amount: whose is a rise of so much? For the ledger thread. Made
 * anew from the credits when a state is restored.
 */
public final class OnTheWay {
    /** So many amounts are looked at for one rise, and so many credits of each. */
    private static final int LOOK_MAX = 16;
    private static final NavigableSet<String> NONE = Collections.emptyNavigableSet();
    private final Map<Unit, NavigableMap<Long, NavigableSet<String>>> byAmount = new HashMap<>();

    void add(CreditState credit) {
        byAmount.computeIfAbsent(credit.amount.unit(), _ -> new TreeMap<>())
                .computeIfAbsent(credit.amount.value(), _ -> new TreeSet<>())
                .add(credit.creditId);
    }

    void remove(CreditState credit) {
        NavigableMap<Long, NavigableSet<String>> amounts = byAmount.get(credit.amount.unit());
        NavigableSet<String> ids = amounts == null ? null : amounts.get(credit.amount.value());
        if (amounts == null || ids == null) {
            return;
        }
        ids.remove(credit.creditId);
        if (ids.isEmpty()) {
            amounts.remove(credit.amount.value());
        }
        if (amounts.isEmpty()) {
            byAmount.remove(credit.amount.unit());
        }
    }

    /** A credit of another meter that amounts to it within the tolerance: exactly if possible. */
    public Optional<CreditState> ofAnother(MeterState meter, long amount, long tolerance,
            Map<String, CreditState> credits) {
        NavigableMap<Long, NavigableSet<String>> amounts = byAmount.get(meter.balanceUnit());
        if (amounts == null) {
            return Optional.empty();
        }
        Optional<CreditState> exactly = another(meter, amounts.getOrDefault(amount, NONE), credits);
        return exactly.isPresent()
                ? exactly
                : near(meter, amounts.subMap(amount - tolerance, true, amount + tolerance, true), credits);
    }

    private static Optional<CreditState> near(MeterState meter, NavigableMap<Long, NavigableSet<String>> amounts,
            Map<String, CreditState> credits) {
        int looked = 0;
        for (NavigableSet<String> ids : amounts.values()) {
            Optional<CreditState> found = another(meter, ids, credits);
            if (found.isPresent() || ++looked == LOOK_MAX) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<CreditState> another(MeterState meter, NavigableSet<String> ids,
            Map<String, CreditState> credits) {
        return ids.stream().limit(LOOK_MAX).map(credits::get).filter(credit -> isOther(credit, meter)).findFirst();
    }

    private static boolean isOther(CreditState credit, MeterState meter) {
        return !credit.meter.equals(meter.meter);
    }
}
