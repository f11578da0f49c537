package io.wattle.ledger.tariff.plan;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The plans that were and are in effect for an account, each from its instant until the next one's.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param entries in the order of their instants, at least one
 */
public record TariffHistory(List<Entry> entries) {

    /**
     * A plan and when it took effect.
     *
     * @param since for the first one, far enough back
     */
    public record Entry(Instant since, TariffPlan plan) {}

    public TariffHistory {
        entries = List.copyOf(entries);
        Exact.within("entries", entries.size(), 1, 100_000);
        for (int i = 1; i < entries.size(); i++) {
            if (!entries.get(i - 1).since.isBefore(entries.get(i).since)) {
                throw new IllegalArgumentException("plans must be in the order of their instants: "
                        + entries.get(i).since);
            }
            TariffPlan first = entries.getFirst().plan;
            TariffPlan plan = entries.get(i).plan;
            if (!plan.currency().equals(first.currency()) || plan.service() != first.service()) {
                throw new IllegalArgumentException("currency and service must stay the same: " + plan.name());
            }
        }
    }

    /** One plan, always. */
    public static TariffHistory of(TariffPlan plan) {
        return new TariffHistory(List.of(new Entry(Instant.MIN, plan)));
    }

    /** The plan in effect at an instant. */
    public Optional<TariffPlan> at(Instant instant) {
        int index = indexAt(instant);
        return index < 0 ? Optional.empty() : Optional.of(entries.get(index).plan);
    }

    /** When the next one takes effect. */
    public Optional<Instant> nextChange(Instant instant) {
        int next = indexAt(instant) + 1;
        return next < entries.size() ? Optional.of(entries.get(next).since) : Optional.empty();
    }

    private int indexAt(Instant instant) {
        int index = entries.size() - 1;
        while (index >= 0 && entries.get(index).since.isAfter(instant)) {
            index--;
        }
        return index;
    }
}
