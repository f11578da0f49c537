package io.wattle.headend.store;

import io.wattle.headend.store.StoreRows.SavedAccountRow;
import io.wattle.headend.store.StoreRows.CustomerRow;
import io.wattle.headend.store.StoreRows.ExportRow;
import io.wattle.headend.store.StoreRows.LocationRow;
import io.wattle.headend.store.StoreRows.MoneyRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Customers, accounts and locations as the tables have them; what is personal is sealed. Queries block. */
public final class AccountTables {
    private static final String EXPORT = """
            SELECT a.account, a.customer, a.master, a.customer_class, a.sub_class, a.discounts, a.language,
              a.contact_frequency, a.threshold_days, a.personal, a.closed_at, c.personal AS customer_personal,
              m.serial AS meter, p.location, l.address AS location_address, p.balance_mode, p.com, p.vending
            FROM account a LEFT JOIN customer c ON c.customer = a.customer LEFT JOIN meter m ON m.account = a.account
              LEFT JOIN premises p ON p.meter = m.serial LEFT JOIN location l ON l.location = p.location
            WHERE a.account IN (SELECT account FROM account WHERE account > ? ORDER BY account LIMIT ?)
            ORDER BY a.account, m.serial""";
    private final Jdbi jdbi;

    AccountTables(Jdbi jdbi) {
        this.jdbi = jdbi;
        jdbi.registerRowMapper(ConstructorMapper.factory(TakenRow.class));
    }

    public Optional<CustomerRow> customer(String customer) {
        return jdbi.withHandle(handle -> handle.select("SELECT * FROM customer WHERE customer = ?", customer)
                .mapTo(CustomerRow.class)
                .findOne());
    }

    public Optional<SavedAccountRow> account(String account) {
        return jdbi.withHandle(handle -> handle.select("SELECT * FROM account WHERE account = ?", account)
                .mapTo(SavedAccountRow.class)
                .findOne());
    }

    public Optional<LocationRow> location(String location) {
        return jdbi.withHandle(handle -> handle.select("SELECT * FROM location WHERE location = ?", location)
                .mapTo(LocationRow.class)
                .findOne());
    }

    /** Money that was moved without a sale, newest first; what others transferred to it is among it. */
    public List<MoneyRow> money(String account, long beforeSequence, int limit) {
        return jdbi.withHandle(handle -> handle.select("""
                SELECT * FROM account_money WHERE (account = ? OR (move = 'TRANSFER' AND other = ?)) AND sequence < ?
                  ORDER BY sequence DESC, place LIMIT ?""", account, account, beforeSequence, limit)
                .mapTo(MoneyRow.class)
                .list());
    }

    /**
     * A payment for an account, or a conversion of its wallet, by which its receipt is found again.
     *
     * @param kind PAYMENT or CONVERSION
     * @param reversedIn the entry that gave it back
     */
    public record TakenRow(String paymentId, long sequence, Instant takenAt, String kind, String meter,
            long amountMinor, String currency, String actor, String channel, @Nullable String tender,
            @Nullable String shiftId, @Nullable Long reversedIn) {}

    /** What was taken for an account and what was made of its wallet, newest first. */
    public List<TakenRow> payments(String account, long beforeSequence, int limit) {
        return jdbi.withHandle(handle -> handle.select("""
                SELECT payment_id, sequence, taken_at, 'PAYMENT' AS kind, meter, amount_minor, currency, actor, channel,
                  tender, shift_id, reversed_in FROM payment WHERE account = ? AND sequence < ?
                UNION ALL SELECT payment_id, sequence, sold_at, 'CONVERSION', meter, money_minor, currency, actor,
                  channel, NULL, NULL, NULL FROM sale WHERE account = ? AND sequence < ? AND conversion
                ORDER BY sequence DESC LIMIT ?""", account, beforeSequence, account, beforeSequence, limit)
                .mapTo(TakenRow.class)
                .list());
    }

    /** What one entry moved of an account. */
    public List<MoneyRow> money(String account, long sequence) {
        return jdbi.withHandle(handle -> handle
                .select("SELECT * FROM account_money WHERE account = ? AND sequence = ? ORDER BY place", account,
                        sequence)
                .mapTo(MoneyRow.class)
                .list());
    }

    /** Accounts in their order with all that belongs to them; a row for each meter of an account. */
    public List<ExportRow> export(String afterAccount, int accounts) {
        return jdbi.withHandle(
                handle -> handle.select(EXPORT, afterAccount, accounts).mapTo(ExportRow.class).list());
    }
}
