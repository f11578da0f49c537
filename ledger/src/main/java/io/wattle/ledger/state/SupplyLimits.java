package io.wattle.ledger.state;

import io.wattle.ledger.entry.BalanceFact;
import io.wattle.ledger.entry.Command.Answer;
import io.wattle.ledger.entry.EntryBytes;
import io.wattle.ledger.entry.EntrySource;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.SupplyLimit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Meters that are limited, or may be, or refused to be; all others let through what they normally do. For the ledger
 * thread; changed by {@link BalanceApplier} alone.
 */
public final class SupplyLimits {

    /**
     * A limit, and how it stands.
     *
     * @param sequence the entry that brought the answer, or the order itself
     */
    public record Kept(SupplyLimit limit, long sequence) {}

    /** In the order in which they came. */
    private final Map<String, Kept> limits = new LinkedHashMap<>();

    public Optional<Kept> of(String meter) {
        return Optional.ofNullable(limits.get(meter));
    }

    List<SupplyLimit> all() {
        return limits.values().stream().map(Kept::limit).toList();
    }

    void order(BalanceFact.LimitOrdered fact, LedgerEntry entry) {
        boolean heldBefore = of(fact.meter()).map(kept -> kept.limit().mayHold()).orElse(false);
        limits.put(fact.meter(), new Kept(new SupplyLimit(fact.meter(), fact.perHour(), fact.normal(), fact.reason(),
                entry.time(), Answer.UNKNOWN, "", heldBefore), entry.sequence()));
    }

    void answer(BalanceFact.LimitAnswered fact, long sequence) {
        SupplyLimit last = Objects.requireNonNull(limits.get(fact.meter()),
                () -> "no limit was ordered for " + fact.meter()).limit();
        if (last.normal() && fact.answer() == Answer.ACCEPTED) {
            forget(fact.meter());
        } else {
            limits.put(fact.meter(), new Kept(new SupplyLimit(last.meter(), last.perHour(), last.normal(),
                    last.reason(), last.orderedAt(), fact.answer(), fact.detail(), last.heldBefore()), sequence));
        }
    }

    /** It lets through what it normally does, or is in service no more. */
    void forget(String meter) {
        limits.remove(meter);
    }

    void forEach(Consumer<Kept> consumer) {
        limits.values().forEach(consumer);
    }

    /** Everything, for hash and snapshot; {@link #read} takes the same fields in the same order. */
    static void write(Kept kept, EntryBytes to) {
        SupplyLimit limit = kept.limit();
        to.text(limit.meter()).i64(limit.perHour()).flag(limit.normal()).text(limit.reason());
        to.instant(limit.orderedAt()).enumerated(limit.answer()).text(limit.detail()).flag(limit.heldBefore());
        to.i64(kept.sequence());
    }

    void read(EntrySource from) {
        SupplyLimit limit = new SupplyLimit(from.text(), from.i64(), from.flag(), from.text(), from.instant(),
                from.enumerated(Answer.values()), from.text(), from.flag());
        limits.put(limit.meter(), new Kept(limit, from.i64()));
    }
}
