package io.wattle.headend.store;

import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.MeterEvent;
import io.wattle.ledger.entry.PremisesFact;
import io.wattle.ledger.entry.RegisterProfile;
import io.wattle.ledger.quantity.Quantity;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Writes what meters tell besides the readings that count. */
final class ToldWriter {
    private final Handle handle;
    private final LedgerEntry entry;

    ToldWriter(Handle handle, LedgerEntry entry) {
        this.handle = handle;
        this.entry = entry;
    }

    void write(PremisesFact.EventNoted fact) {
        MeterEvent event = fact.event();
        EntryWriter.origin(entry, handle.createUpdate("""
                INSERT INTO meter_event VALUES (:sequence, :meter, :at, :kind, :detail, :tampering, :recordedAt,
                  :actor, :channel, :mode)"""))
                .bind("meter", fact.meter())
                .bind("at", event.at())
                .bind("kind", event.kind())
                .bind("detail", event.detail())
                .bind("tampering", event.isTampering())
                .bind("recordedAt", entry.time())
                .execute();
    }

    void write(PremisesFact.ProfileNoted fact) {
        RegisterProfile profile = fact.profile();
        PreparedBatch batch = handle
                .prepareBatch("MERGE INTO profile_point KEY (meter, taken_at) VALUES (?, ?, ?, ?, ?)");
        profile.points()
                .forEach(point -> batch.add(fact.meter(), point.at(), point.register(), profile.unit().code(),
                        entry.sequence()));
        batch.execute();
    }

    void write(Fact.LateReading fact) {
        handle.execute("INSERT INTO late_reading VALUES (?, ?, ?, ?, ?)", entry.sequence(), fact.meter(),
                fact.reading().takenAt(), fact.reading().register().value(),
                fact.reading().balance().map(Quantity::value).orElse(null));
    }
}
