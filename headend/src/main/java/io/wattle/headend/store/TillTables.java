package io.wattle.headend.store;

import io.wattle.headend.store.TillRows.MovementRow;
import io.wattle.headend.store.TillRows.MovementSum;
import io.wattle.headend.store.TillRows.PostingSum;
import io.wattle.headend.store.TillRows.ShiftRow;
import io.wattle.headend.store.TillRows.VaultRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Queries about tills; a part of {@link ReadStore}. They block. Safe for use by many threads. */
public final class TillTables {
    private final Jdbi jdbi;

    TillTables(Jdbi jdbi) {
        this.jdbi = jdbi;
        for (Class<?> row : List.of(ShiftRow.class, MovementRow.class, MovementSum.class, PostingSum.class,
                VaultRow.class)) {
            jdbi.registerRowMapper(ConstructorMapper.factory(row));
        }
    }

    /** What was done at tills from one instant on, before another, and up to an entry. */
    public List<MovementSum> movements(Instant from, Instant before, long lastSequence) {
        return jdbi.withHandle(handle -> handle.select("""
                SELECT m.shift_id, s.till, s.cashier, COALESCE(s.vendor, m.vendor) AS vendor, m.tender, m.currency,
                  m.kind, COUNT(*) AS movements, SUM(m.amount_minor) AS amount_minor,
                  SUM(m.expected_minor) AS expected_minor, SUM(m.commission_minor) AS commission_minor
                FROM till_movement m LEFT JOIN till_shift s ON s.shift_id = m.shift_id
                WHERE m.happened_at >= ? AND m.happened_at < ? AND m.sequence <= ?
                GROUP BY m.shift_id, s.till, s.cashier, COALESCE(s.vendor, m.vendor), m.tender, m.currency, m.kind
                ORDER BY MIN(m.sequence), m.tender, m.currency, m.kind""", from, before, lastSequence)
                .mapTo(MovementSum.class)
                .list());
    }

    /** What was posted to the accounts of tills in that time. */
    public List<PostingSum> postings(Instant from, Instant before, long lastSequence) {
        return jdbi.withHandle(handle -> handle.select("""
                SELECT account, owner, currency, SUM(change_minor) AS change_minor,
                  -SUM(LEAST(change_minor, 0)) AS in_minor, SUM(GREATEST(change_minor, 0)) AS out_minor
                FROM till_posting
                WHERE happened_at >= ? AND happened_at < ? AND sequence <= ?
                GROUP BY account, owner, currency ORDER BY account, owner, currency""", from, before, lastSequence)
                .mapTo(PostingSum.class)
                .list());
    }

    /** Whatever is called an account of the vault. */
    public List<VaultRow> vaults() {
        return jdbi.withHandle(handle -> handle.select("""
                SELECT DISTINCT owner, currency FROM till_posting WHERE account = 'CASH' AND owner LIKE '%/VAULT'
                ORDER BY owner, currency""").mapTo(VaultRow.class).list());
    }

    /** What was ever posted to one account, up to an entry. */
    public long posted(String account, String owner, String currency, long lastSequence) {
        return jdbi.withHandle(handle -> handle.select("""
                SELECT COALESCE(SUM(change_minor), 0) FROM till_posting
                WHERE account = ? AND owner = ? AND currency = ? AND sequence <= ?""", account, owner, currency,
                lastSequence).mapTo(Long.class).one());
    }

    /** The same of what happened before an instant. */
    public long postedBefore(String account, String owner, String currency, Instant before, long lastSequence) {
        return jdbi.withHandle(handle -> handle.select("""
                SELECT COALESCE(SUM(change_minor), 0) FROM till_posting
                WHERE account = ? AND owner = ? AND currency = ? AND happened_at < ? AND sequence <= ?""", account,
                owner, currency, before, lastSequence).mapTo(Long.class).one());
    }

    /** Shifts, newest first. */
    public List<ShiftRow> shifts(long beforeSequence, int limit) {
        return jdbi.withHandle(handle -> handle
                .select("SELECT * FROM till_shift WHERE opened_sequence < ? ORDER BY opened_sequence DESC LIMIT ?",
                        beforeSequence, limit)
                .mapTo(ShiftRow.class)
                .list());
    }

    public Optional<ShiftRow> shift(String shiftId) {
        return jdbi.withHandle(handle -> handle.select("SELECT * FROM till_shift WHERE shift_id = ?", shiftId)
                .mapTo(ShiftRow.class)
                .findOne());
    }

    /** What was declared and counted at the end of a shift; two rows for each tender and currency at most. */
    public List<MovementRow> ends(String shiftId) {
        return jdbi.withHandle(handle -> handle
                .select("SELECT * FROM till_movement WHERE shift_id = ? AND kind IN ('DECLARED', 'COUNTED')"
                        + " ORDER BY sequence, place", shiftId)
                .mapTo(MovementRow.class)
                .list());
    }

    /** A vendor's statement, newest first. */
    public List<MovementRow> statement(String vendor, long beforeSequence, int limit) {
        return jdbi.withHandle(handle -> handle
                .select("SELECT * FROM till_movement WHERE vendor = ? AND sequence < ?"
                        + " ORDER BY sequence DESC FETCH FIRST ? ROWS WITH TIES", vendor, beforeSequence,
                        limit)
                .mapTo(MovementRow.class)
                .list());
    }
}
