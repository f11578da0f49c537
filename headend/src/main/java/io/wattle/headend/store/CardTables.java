package io.wattle.headend.store;

import io.wattle.headend.store.StoreRows.CardEventRow;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** What is asked about prepaid cards. Safe for use by many threads; waits for the disk. */
public final class CardTables {
    private final Jdbi jdbi;

    CardTables(Jdbi jdbi) {
        this.jdbi = jdbi;
        jdbi.registerRowMapper(ConstructorMapper.factory(CardEventRow.class));
        jdbi.registerRowMapper(ConstructorMapper.factory(CampaignRow.class));
    }

    /** At whose expense cards were given away, and in which currency. */
    public record CampaignRow(String campaign, String currency) {}

    /** What happened to one card, newest first; what happened to its batch as a whole stands with the batch. */
    public List<CardEventRow> events(int serial, long beforeSequence, int limit) {
        return jdbi.withHandle(handle -> handle
                .select("SELECT * FROM card_event WHERE first_serial <= ? AND last_serial >= ? AND sequence < ?"
                        + " ORDER BY sequence DESC LIMIT ?", serial, serial, beforeSequence, limit)
                .mapTo(CardEventRow.class)
                .list());
    }

    /** By name; a store that follows the ledger may not know the newest yet. */
    public List<CampaignRow> campaigns() {
        return jdbi.withHandle(handle -> handle
                .select("SELECT DISTINCT from_whom AS campaign, currency FROM card_event WHERE kind = 'GIVEN'"
                        + " ORDER BY from_whom, currency")
                .mapTo(CampaignRow.class)
                .list());
    }
}
