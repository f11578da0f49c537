package io.wattle.headend.store;

import io.wattle.headend.store.StoreRows.NoticeRow;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** What customers are to be told besides tokens. Queries block. */
public final class NoticeTable {
    private final Jdbi jdbi;

    NoticeTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Oldest first. */
    public List<NoticeRow> after(long sequence, int limit) {
        return jdbi.withHandle(handle -> handle
                .select("SELECT * FROM customer_notice WHERE sequence > ? ORDER BY sequence, meter LIMIT ?", sequence,
                        limit)
                .mapTo(NoticeRow.class)
                .list());
    }

    /** When there was occasion before to tell an account that credit is low, newest first. */
    public List<Instant> lowCredit(String account, long beforeSequence, int limit) {
        return jdbi.withHandle(handle -> handle
                .select("SELECT noticed_at FROM customer_notice WHERE account = ? AND kind = 'LOW_CREDIT'"
                        + " AND sequence < ? ORDER BY sequence DESC LIMIT ?", account, beforeSequence, limit)
                .mapTo(Instant.class)
                .list());
    }
}
