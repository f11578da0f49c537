package io.wattle.headend.store;

import io.wattle.headend.store.StoreRows.DeductionRow;
import io.wattle.headend.store.StoreRows.GrantRow;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.wattle.headend.store.StoreRows.EventRow;
import io.wattle.headend.store.StoreRows.PointRow;
import io.wattle.headend.store.StoreRows.CorrectionRow;
import io.wattle.headend.store.StoreRows.CreditRow;
import io.wattle.headend.store.StoreRows.FindingRow;
import io.wattle.headend.store.StoreRows.MeterRow;
import io.wattle.headend.store.StoreRows.OverdraftRow;
import io.wattle.headend.store.StoreRows.PaymentRow;
import io.wattle.headend.store.StoreRows.ProbeActRow;
import io.wattle.headend.store.StoreRows.PostingRow;
import io.wattle.headend.store.StoreRows.ReadingRow;
import io.wattle.headend.store.StoreRows.CustomerRow;
import io.wattle.headend.store.StoreRows.ExportRow;
import io.wattle.headend.store.StoreRows.LocationRow;
import io.wattle.headend.store.StoreRows.MoneyRow;
import io.wattle.headend.store.StoreRows.SavedAccountRow;
import io.wattle.headend.store.StoreRows.SaleLineRow;
import io.wattle.headend.store.StoreRows.SaleRow;
import io.wattle.headend.store.StoreRows.TokenOrderRow;
import io.wattle.ledger.entry.LedgerEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Tables to query, made from the journal. One thread applies; many may query. Queries block. */
public final class ReadStore implements AutoCloseable {
    private static final long CONNECTION_TIMEOUT_MS = 5_000;
    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final TillTables tills;
    private final CardTables cards;

    private ReadStore(HikariDataSource pool) {
        this.pool = pool;
        this.jdbi = Jdbi.create(pool);
        this.tills = new TillTables(jdbi);
        this.cards = new CardTables(jdbi);
        for (Class<?> row : List.of(MeterRow.class, ReadingRow.class, PaymentRow.class, CreditRow.class,
                FindingRow.class, CorrectionRow.class, PostingRow.class, OverdraftRow.class, TokenOrderRow.class,
                CustomerRow.class, MoneyRow.class,
                SavedAccountRow.class, LocationRow.class, ExportRow.class,
                EventRow.class, PointRow.class, SaleRow.class, SaleLineRow.class,
                DeductionRow.class,
                GrantRow.class, ProbeActRow.class, StoreRows.NoticeRow.class)) {
            jdbi.registerRowMapper(ConstructorMapper.factory(row));
        }
    }

    /**
     * Opens the database and makes or raises its tables.
     *
     * @param url JDBC address of H2 in PostgreSQL mode
     * @throws RuntimeException whatever the database says when it cannot be used
     */
    public static ReadStore open(String url, String user, String password) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(4);
        config.setPoolName("read-store");
        config.setConnectionTimeout(CONNECTION_TIMEOUT_MS);
        HikariDataSource pool = new HikariDataSource(config);
        try {
            Flyway.configure().dataSource(pool).locations("classpath:io/wattle/headend/store").load().migrate();
            return new ReadStore(pool);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    public ProbeTables probes() {
        return new ProbeTables(jdbi);
    }

    public AccountTables accounts() {
        return new AccountTables(jdbi);
    }

    /** Sequence of the last entry that the tables show. */
    public long lastSequence() {
        return jdbi.withHandle(handle -> handle.select("SELECT last_sequence FROM progress").mapTo(Long.class).one());
    }

    /** Writes entries in one transaction: all of them and the new position, or nothing. */
    public void apply(List<LedgerEntry> entries) {
        jdbi.useTransaction(handle -> {
            EntryWriter writer = new EntryWriter(handle);
            entries.forEach(writer::write);
        });
    }

    /** Meters by serial number. */
    public List<MeterRow> meters(String afterSerial, int limit) {
        return jdbi.withHandle(handle -> handle
                .select("SELECT * FROM meter WHERE serial > ? ORDER BY serial LIMIT ?", afterSerial, limit)
                .mapTo(MeterRow.class)
                .list());
    }

    public Optional<MeterRow> meter(String serial) {
        return jdbi.withHandle(handle -> handle.select("SELECT * FROM meter WHERE serial = ?", serial)
                .mapTo(MeterRow.class)
                .findOne());
    }

    /** A meter's readings, newest first. */
    public List<ReadingRow> readings(String meter, long beforeSequence, int limit) {
        return jdbi.withHandle(handle -> handle
                .select("SELECT * FROM reading WHERE meter = ? AND sequence < ? ORDER BY sequence DESC LIMIT ?", meter,
                        beforeSequence, limit)
                .mapTo(ReadingRow.class)
                .list());
    }

    /** Shows a meter's readings of a time, both ends with it, in the order in which they were accepted. */
    public void forEachReading(String meter, Instant from, Instant to, Consumer<ReadingRow> reader) {
        jdbi.useHandle(handle -> {
            try (Stream<ReadingRow> rows = handle
                    .select("SELECT * FROM reading WHERE meter = ? AND taken_at >= ? AND taken_at <= ?"
                            + " ORDER BY sequence", meter, from, to)
                    .mapTo(ReadingRow.class)
                    .stream()) {
                rows.forEach(reader);
            }
        });
    }

    /** Findings, newest first; those of one entry are never torn apart, so there may be a few more than asked for. */
    public List<FindingRow> findings(Optional<String> status, long beforeSequence, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM finding WHERE sequence < :before"
                + status.map(_ -> " AND status = :status").orElse("")
                + " ORDER BY sequence DESC FETCH FIRST :limit ROWS WITH TIES")
                .bind("before", beforeSequence)
                .bind("limit", limit)
                .bindMap(status.map(only -> Map.of("status", only)).orElse(Map.of()))
                .mapTo(FindingRow.class)
                .list());
    }

    public Optional<FindingRow> finding(String findingId) {
        return jdbi.withHandle(handle -> handle.select("SELECT * FROM finding WHERE finding_id = ?", findingId)
                .mapTo(FindingRow.class)
                .findOne());
    }

    /** Corrections, newest first. */
    public List<CorrectionRow> corrections(long beforeSequence, int limit) {
        return jdbi.withHandle(handle -> handle
                .select("SELECT * FROM correction WHERE sequence < ? ORDER BY sequence DESC LIMIT ?", beforeSequence,
                        limit)
                .mapTo(CorrectionRow.class)
                .list());
    }

    /** What one correction moved. */
    public List<PostingRow> correctionPostings(long sequence) {
        return jdbi.withHandle(handle -> handle
                .select("SELECT * FROM correction_posting WHERE sequence = ? ORDER BY place", sequence)
                .mapTo(PostingRow.class)
                .list());
    }

    /** Wallets that may owe, by account. */
    public List<OverdraftRow> overdrafts(String afterAccount, int limit) {
        return jdbi.withHandle(handle -> handle
                .select("SELECT * FROM overdraft WHERE account > ? AND maximum_minor > 0 ORDER BY account"
                        + " FETCH FIRST ? ROWS WITH TIES", afterAccount, limit)
                .mapTo(OverdraftRow.class)
                .list());
    }

    /** What was deducted from a meter's balance, newest first. */
    public List<DeductionRow> deductions(String meter, long beforeSequence, int limit) {
        return jdbi.withHandle(handle -> handle
                .select("SELECT * FROM deduction WHERE meter = ? AND sequence < ? ORDER BY sequence DESC"
                        + " FETCH FIRST ? ROWS WITH TIES", meter, beforeSequence, limit)
                .mapTo(DeductionRow.class)
                .list());
    }

    /** Credit that nobody paid for, newest first. */
    public List<GrantRow> grants(Optional<String> kind, Optional<String> meter, long beforeSequence, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM credit_grant WHERE sequence < :before"
                + kind.map(_ -> " AND kind = :kind").orElse("") + meter.map(_ -> " AND meter = :meter").orElse("")
                + " ORDER BY sequence DESC FETCH FIRST :limit ROWS WITH TIES")
                .bind("before", beforeSequence)
                .bind("limit", limit)
                .bindMap(kind.map(only -> Map.of("kind", only)).orElse(Map.of()))
                .bindMap(meter.map(only -> Map.of("meter", only)).orElse(Map.of()))
                .mapTo(GrantRow.class)
                .list());
    }

    /** What is known of prepaid cards. */
    public CardTables cards() {
        return cards;
    }

    /** Serials of an account's meters, by serial. */
    public List<String> metersOfAccount(String account, int limit) {
        return jdbi.withHandle(handle -> handle
                .select("SELECT serial FROM meter WHERE account = ? ORDER BY serial LIMIT ?", account, limit)
                .mapTo(String.class)
                .list());
    }

    public Optional<PaymentRow> payment(String paymentId) {
        return jdbi.withHandle(handle -> handle.select("SELECT * FROM payment WHERE payment_id = ?", paymentId)
                .mapTo(PaymentRow.class)
                .findOne());
    }

    /** What a payment or a conversion bought by a tariff plan. */
    public Optional<SaleRow> sale(String paymentId) {
        return jdbi.withHandle(handle -> handle.select("SELECT * FROM sale WHERE payment_id = ?", paymentId)
                .mapTo(SaleRow.class)
                .findOne());
    }

    /** The lines of a sale, in their order. */
    public List<SaleLineRow> saleLines(String paymentId) {
        return jdbi.withHandle(handle -> handle
                .select("SELECT * FROM sale_line WHERE payment_id = ? ORDER BY place", paymentId)
                .mapTo(SaleLineRow.class)
                .list());
    }

    /** Credits that a payment bought. */
    public List<CreditRow> credits(String paymentId) {
        return jdbi.withHandle(handle -> handle
                .select("SELECT * FROM credit WHERE payment_id = ? ORDER BY credit_id", paymentId)
                .mapTo(CreditRow.class)
                .list());
    }

    public Optional<TokenOrderRow> tokenOrder(String tokensId) {
        return jdbi.withHandle(handle -> handle.select("SELECT * FROM token_order WHERE tokens_id = ?", tokensId)
                .mapTo(TokenOrderRow.class)
                .findOne());
    }

    /** A meter's orders of tokens, newest first. */
    public List<TokenOrderRow> tokenOrders(String meter, long beforeSequence, int limit) {
        return jdbi.withHandle(handle -> handle
                .select("SELECT * FROM token_order WHERE meter = ? AND sequence < ? ORDER BY sequence DESC LIMIT ?",
                        meter, beforeSequence, limit)
                .mapTo(TokenOrderRow.class)
                .list());
    }

    /** The orders of tokens by which a payment's credits went out. */
    public List<TokenOrderRow> tokenOrdersOfPayment(String paymentId) {
        return jdbi.withHandle(handle -> handle
                .select("SELECT token_order.* FROM token_order JOIN credit ON token_order.credit_id = credit.credit_id"
                        + " WHERE credit.payment_id = ? ORDER BY token_order.sequence", paymentId)
                .mapTo(TokenOrderRow.class)
                .list());
    }

    /** Orders of credit tokens that were made after an entry, in the order in which they were made. */
    public List<TokenOrderRow> creditTokensIssuedAfter(long sequence, int limit) {
        return jdbi.withHandle(handle -> handle
                .select("SELECT * FROM token_order WHERE ended_sequence > ? AND state = 'ISSUED'"
                        + " AND credit_id IS NOT NULL ORDER BY ended_sequence LIMIT ?", sequence, limit)
                .mapTo(TokenOrderRow.class)
                .list());
    }

    /** What meters told besides the readings that count. */
    public ToldTables told() {
        return new ToldTables(jdbi);
    }

    /** What customers are to be told besides tokens. */
    public NoticeTable notices() {
        return new NoticeTable(jdbi);
    }

    /** What is known of tills. */
    public TillTables tills() {
        return tills;
    }

    public Optional<CreditRow> credit(String creditId) {
        return jdbi.withHandle(handle -> handle.select("SELECT * FROM credit WHERE credit_id = ?", creditId)
                .mapTo(CreditRow.class)
                .findOne());
    }

    @Override
    public void close() {
        pool.close();
    }
}
