package io.wattle.headend.api;

import io.wattle.headend.store.StoreRows.ReadingRow;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.tariff.usage.UsageInterval;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes what was used from one reading to the next of a row of readings. For one thread. */
final class PastUsage {
    private final Unit unit;
    private final Consumer<UsageInterval> intervals;
    private Optional<Instant> first = Optional.empty();
    private Instant last = Instant.MIN;
    private long units;
    private long readings;
    private boolean otherUnit;

    PastUsage(Unit unit, Consumer<UsageInterval> intervals) {
        this.unit = unit;
        this.intervals = intervals;
    }

    /** In order; readings of the same instant are one. */
    void add(ReadingRow row) {
        readings++;
        otherUnit |= !row.registerUnit().equals(unit.code());
        if (first.isEmpty()) {
            first = Optional.of(row.takenAt());
            last = row.takenAt();
            return;
        }
        units += Math.max(0, row.consumed()); // a register that was put back used nothing
        if (row.takenAt().isAfter(last) && !otherUnit) {
            intervals.accept(UsageInterval.of(last, row.takenAt(), units));
            last = row.takenAt();
            units = 0;
        }
    }

    /** When the first reading was taken; empty if there are no two, at different instants. */
    Optional<Instant> first() {
        return first.filter(last::isAfter);
    }

    Instant last() {
        return last;
    }

    long readings() {
        return readings;
    }

    /** Whether any of them counts something else than the tariff prices. */
    boolean isOfOtherUnit() {
        return otherUnit;
    }
}
