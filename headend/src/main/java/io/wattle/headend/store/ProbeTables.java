package io.wattle.headend.store;

import io.wattle.headend.store.StoreRows.ProbeActRow;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.PremisesFact;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** What technicians did with a probe, as the tables have it. Queries block. */
public final class ProbeTables {
    private final Jdbi jdbi;

    ProbeTables(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Acts in the order in which they were brought, newest first.
     *
     * @param meter only those at that one
     * @param actor only those of that technician
     */
    public List<ProbeActRow> acts(Optional<String> meter, Optional<String> actor, long beforeSequence, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM probe_act WHERE sequence < :before"
                + meter.map(_ -> " AND meter = :meter").orElse("") + actor.map(_ -> " AND actor = :actor").orElse("")
                + " ORDER BY sequence DESC LIMIT :limit")
                .bind("before", beforeSequence)
                .bind("limit", limit)
                .bind("meter", meter.orElse(""))
                .bind("actor", actor.orElse(""))
                .mapTo(ProbeActRow.class)
                .list());
    }

    static void write(Handle handle, LedgerEntry entry, PremisesFact.ProbeActNoted fact) {
        EntryWriter.origin(entry, handle.createUpdate("""
                INSERT INTO probe_act VALUES (:sequence, :meter, :session, :number, :kind, :doneAt, :place, :outcome,
                  :notedAt, :actor, :channel, :mode)"""))
                .bind("meter", fact.meter())
                .bind("session", fact.act().session())
                .bind("number", fact.act().number())
                .bind("kind", fact.act().kind().name())
                .bind("doneAt", fact.act().at())
                .bind("place", fact.act().place())
                .bind("outcome", fact.act().outcome())
                .bind("notedAt", entry.time())
                .execute();
    }
}
