package io.wattle.headend.store;

import io.wattle.headend.store.StoreRows.EventRow;
import io.wattle.headend.store.StoreRows.PointRow;
import io.wattle.ledger.entry.MeterEvent;
import io.wattle.ledger.entry.Reading;
import io.wattle.ledger.quantity.Quantity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** What meters told. Safe for use by many threads; queries block. */
public final class ToldTables {
    private final Jdbi jdbi;

    ToldTables(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** What meters say happened, newest first; of one meter or of all. */
    public List<EventRow> events(Optional<String> meter, long beforeSequence, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM meter_event WHERE sequence < :before"
                + meter.map(_ -> " AND meter = :meter").orElse("") + " ORDER BY sequence DESC LIMIT :limit")
                .bind("before", beforeSequence)
                .bind("meter", meter.orElse(""))
                .bind("limit", limit)
                .mapTo(EventRow.class)
                .list());
    }

    /** What a meter says that its register showed, from an instant on, oldest first. */
    public List<PointRow> profile(String meter, Instant from, Instant to, int limit) {
        return jdbi.withHandle(handle -> handle
                .select("SELECT * FROM profile_point WHERE meter = ? AND taken_at >= ? AND taken_at < ?"
                        + " ORDER BY taken_at LIMIT ?", meter, from, to, limit)
                .mapTo(PointRow.class)
                .list());
    }

    /** Whether this very reading was kept before, as one that counts or as a late one. */
    public boolean knows(String meter, Reading reading) {
        return has(meter, reading, "reading") || has(meter, reading, "late_reading");
    }

    /** Whether this very event was kept before. */
    public boolean knows(String meter, MeterEvent event) {
        return jdbi.withHandle(handle -> handle
                .select("SELECT 1 FROM meter_event WHERE meter = ? AND happened_at = CAST(? AS timestamp with time zone) AND kind = ? AND detail = ?"
                        + " LIMIT 1", meter, event.at(), event.kind(), event.detail())
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
    }

    private boolean has(String meter, Reading reading, String table) {
        return jdbi.withHandle(handle -> handle
                .select("SELECT 1 FROM " + table
                        + " WHERE meter = ? AND taken_at = CAST(? AS timestamp with time zone) AND register_value = ?"
                        + " AND balance_value IS NOT DISTINCT FROM CAST(? AS bigint) LIMIT 1", meter,
                        reading.takenAt(), reading.register().value(),
                        reading.balance().map(Quantity::value).orElse(null))
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
    }
}
