package io.wattle.headend.till;

import io.wattle.headend.store.ReadStore;
import io.wattle.headend.store.TillRows.MovementSum;
import io.wattle.headend.store.TillRows.PostingSum;
import io.wattle.headend.store.TillRows.VaultRow;
import io.wattle.headend.store.TillVault;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.state.LedgerView;
import io.wattle.ledger.till.ShiftStatus;
import io.wattle.ledger.till.TenderLine;
import io.wattle.ledger.till.VendorStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Makes reports of a day. All figures are of one moment: the ledger says how far it is and what its accounts have, and the
 * tables are read up to that entry and no further. Safe for use by many threads; blocks.
 */
public final class TillReports {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

    private final Ledger ledger;
    private final ReadStore store;
    private final ZoneId zone;

    /** Days are those of the zone. */
    public TillReports(Ledger ledger, ReadStore store, ZoneId zone) {
        this.ledger = ledger;
        this.store = store;
        this.zone = zone;
    }

    /** What the ledger had at one entry: its drawers and floats, by {@link #key}. */
    private record Books(long sequence, Map<String, Long> balances) {}

    /**
     * The report of a day; the same again whenever it is asked for after the day has ended.
     *
     * @throws StoreBehindException if the tables do not catch up with the ledger in time
     */
    public TillReport of(LocalDate day) {
        List<VaultRow> vaults = store.tills().vaults();
        Books books = ledger.ask(view -> books(view, vaults)).join();
        awaitStore(books.sequence());
        Instant from = day.atStartOfDay(zone).toInstant();
        Instant before = day.plusDays(1).atStartOfDay(zone).toInstant();
        List<MovementSum> movements = store.tills().movements(from, before, books.sequence());
        List<PostingSum> postings = store.tills().postings(from, before, books.sequence());
        ReportSums sums = new ReportSums(movements);
        List<TillReport.Line> lines = sums.lines();
        List<TillReport.Check> checks = new ReportChecks(postings, books.balances(),
                (account, owner, currency) -> store.tills().posted(account, owner, currency, books.sequence()))
                .of(sums.drawers(), sums.vaults(), sums.floats());
        return new TillReport(day, zone.getId(), books.sequence(), lines, ReportTotals.of(day, lines),
                postings.stream()
                        .filter(sum -> sum.account().equals(AccountType.CASH.name()) && !isOfTill(sum.owner()))
                        .map(sum -> new TillReport.Other(sum.owner(), sum.currency(), sum.inMinor(), sum.outMinor()))
                        .toList(),
                sums.vaults(this::vaultBefore, from, books.sequence()),
                sums.vendors(this::floatBefore, from, books.sequence()), checks,
                checks.stream().allMatch(TillReport.Check::agrees));
    }

    /** What a vendor's float had when the day began. */
    private long floatBefore(String vendor, String currency, Instant from, long sequence) {
        return store.tills().postedBefore(AccountType.MERCHANT_ACCOUNT.name(), vendor, currency, from, sequence);
    }

    private long vaultBefore(String owner, String currency, Instant from, long sequence) {
        return store.tills().postedBefore(AccountType.CASH.name(), owner, currency, from, sequence);
    }

    /** Those stand in lines of their own; whatever else is called so is shown with the rest. */
    private static boolean isOfTill(String owner) {
        return owner.contains("/SHIFT-") || TillVault.tender(owner).isPresent();
    }

    private void awaitStore(long sequence) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (store.lastSequence() < sequence) {
            if (System.nanoTime() - deadline > 0) {
                throw new StoreBehindException(sequence);
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    private static Books books(LedgerView view, List<VaultRow> vaults) {
        Map<String, Long> balances = new HashMap<>();
        vaults.forEach(vault -> put(view, balances, AccountType.CASH, vault.owner(), vault.currency()));
        for (ShiftStatus shift : view.till().shifts()) {
            if (shift.vendor().isEmpty()) {
                for (TenderLine line : shift.lines()) {
                    put(view, balances, AccountType.CASH, line.tender() + "/" + shift.shiftId(), line.currency());
                }
            }
        }
        for (VendorStatus vendor : view.till().vendors()) {
            for (Money money : vendor.floats()) {
                put(view, balances, AccountType.MERCHANT_ACCOUNT, vendor.vendor(), money.currency());
            }
        }
        return new Books(view.lastSequence(), balances);
    }

    private static void put(LedgerView view, Map<String, Long> balances, AccountType type, String owner,
            String currency) {
        balances.put(key(type.name(), owner, currency),
                view.balance(new AccountKey(type, owner, Unit.money(currency))).value());
    }

    /** Names an account in a map. */
    static String key(String account, String owner, String currency) {
        return account + " " + currency + " " + owner;
    }
}
