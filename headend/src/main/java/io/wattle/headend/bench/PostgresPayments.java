package io.wattle.headend.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The ledger's payment as a good designer would write it for PostgreSQL: double entry, an idempotency key, one
 * transaction and one round trip for each.
 *
 * <p>Made as fast as it can be without giving up what it is for: one statement writes payment, transfer, six postings and
 * two balances, and is its own transaction. Accounts that every payment touches (cash, revenue, units sold) have postings
 * and no balance row, which would be fought over. There are no foreign keys and no index but the keys.
 */
final class PostgresPayments implements AutoCloseable {
    static final int CONNECTIONS = 16;

    private static final List<String> SCHEMA = List.of("""
            create table payment (
                id bigint generated always as identity primary key, idempotency_key text not null unique,
                meter bigint not null, tender_minor bigint not null, actor text not null, channel text not null,
                taken_at timestamptz not null default now())""", """
            create table transfer (
                id bigint generated always as identity primary key, payment_id bigint not null,
                credit_wh bigint not null, price_minor bigint not null)""", """
            create table posting (
                transfer_id bigint not null, line smallint not null, account_id bigint not null,
                change bigint not null, primary key (transfer_id, line))""", """
            create table balance (
                account_id bigint primary key, value bigint not null check (value >= 0)) with (fillfactor = 70)""");

    /** Wallet of a meter's account: twice its number; its credit in transit: one more. */
    private static final String PAY = """
            with paid as (
                insert into payment (idempotency_key, meter, tender_minor, actor, channel)
                values (?, ?, ?, 'bench', 'bench')
                on conflict (idempotency_key) do nothing returning id, meter, tender_minor),
            moved as (
                insert into transfer (payment_id, credit_wh, price_minor)
                select id, tender_minor * %1$d, tender_minor from paid returning id),
            posted as (
                insert into posting (transfer_id, line, account_id, change)
                select moved.id, leg.* from moved, paid, lateral (values
                    (1, -1, -tender_minor), (2, 2 * meter, tender_minor),
                    (3, 2 * meter, -tender_minor), (4, -2, tender_minor),
                    (5, -3, -%1$d * tender_minor), (6, 2 * meter + 1, %1$d * tender_minor)) leg),
            booked as (
                update balance set value = value + leg.change
                from paid, lateral (values (2 * meter, tender_minor - tender_minor),
                    (2 * meter + 1, %1$d * tender_minor)) leg (account_id, change)
                where balance.account_id = leg.account_id)
            select id from paid""".formatted(BenchLedger.WH_PER_CENT);
    private static final String EXISTING = "select id from payment where idempotency_key = ?";

    private final Postgres postgres;
    private final int meters;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final LongAdder paid = new LongAdder();
    private int round;

    private PostgresPayments(Postgres postgres, int meters) {
        this.postgres = postgres;
        this.meters = meters;
    }

    /** Makes the tables, with balances for so many meters. Takes the server over. */
    static PostgresPayments over(Postgres postgres, int meters) {
        try (Connection connection = postgres.connect(); Statement statement = connection.createStatement()) {
            for (String table : SCHEMA) {
                statement.execute(table);
            }
            statement.execute("insert into balance select id, 0 from generate_series(0, " + (2L * meters - 1) + ") id");
            statement.execute("vacuum analyze");
            statement.execute("checkpoint");
            return new PostgresPayments(postgres, meters);
        } catch (SQLException e) {
            postgres.close();
            throw new BenchException("PostgreSQL does not take the tables: " + e.getMessage(), e);
        }
    }

    /** Pays from all connections at once. Returns committed payments per second. */
    double perSecond(long durationNs) throws InterruptedException {
        round++;
        paid.reset();
        List<Thread> threads = new ArrayList<>();
        long began = System.nanoTime();
        for (int i = 0; i < CONNECTIONS; i++) {
            int payer = i;
            threads.add(Thread.ofPlatform()
                    .name("bench-postgresql-" + i)
                    .start(() -> pay(payer, began, durationNs)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        long elapsedNs = System.nanoTime() - began;
        Exception failed = failure.get();
        if (failed != null) {
            throw new BenchException("a payment through PostgreSQL failed: " + failed.getMessage(), failed);
        }
        return paid.sum() * 1e9 / elapsedNs;
    }

    private void pay(int payer, long began, long durationNs) {
        try (Connection connection = postgres.connect();
                PreparedStatement pay = connection.prepareStatement(PAY);
                PreparedStatement existing = connection.prepareStatement(EXISTING)) {
            for (long turn = 0; System.nanoTime() - began < durationNs; turn++) {
                String key = "K-" + round + "-" + payer + "-" + turn;
                long meter = turn * CONNECTIONS % meters + payer; // never a meter that another payer has too
                if (!isPaid(pay, key, meter)) {
                    existing.setString(1, key);
                    requireRow(existing);
                }
                paid.increment();
            }
        } catch (SQLException | RuntimeException e) {
            failure.compareAndSet(null, e);
        }
    }

    private static boolean isPaid(PreparedStatement pay, String key, long meter) throws SQLException {
        pay.setString(1, key);
        pay.setLong(2, meter);
        pay.setLong(3, BenchLedger.TENDER_MINOR);
        try (ResultSet row = pay.executeQuery()) {
            return row.next();
        }
    }

    private static void requireRow(PreparedStatement query) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            if (!row.next()) {
                throw new BenchException("a payment was neither taken nor there before");
            }
        }
    }

    @Override
    public void close() {
        postgres.close();
    }
}
