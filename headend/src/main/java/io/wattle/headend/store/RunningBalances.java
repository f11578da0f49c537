package io.wattle.headend.store;

import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.book.Posting;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.quantity.Unit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Adds what one entry moves to the wallets, and to the balances in units that live here; for receipts. */
final class RunningBalances {
    private final Map<AccountKey, Around> moved = new LinkedHashMap<>();

    /** Before the entry and after it, in the account's unit. */
    record Around(long before, long after) {}

    private RunningBalances() {}

    static RunningBalances move(Handle handle, LedgerEntry entry) {
        Map<AccountKey, Long> changes = new LinkedHashMap<>();
        for (Fact fact : entry.facts()) {
            if (fact instanceof Fact.Posted posted) {
                for (Posting posting : posted.postings()) {
                    if (posting.type() == AccountType.WALLET || posting.type() == AccountType.SERVER_UNITS) {
                        changes.merge(new AccountKey(posting.type(), posting.owner(), posting.change().unit()),
                                posting.change().value(), Long::sum);
                    }
                }
            }
        }
        RunningBalances running = new RunningBalances();
        changes.forEach((account, change) -> running.move(handle, account, change));
        return running;
    }

    private void move(Handle handle, AccountKey account, long change) {
        String unit = account.unit().code();
        long before = handle
                .select("SELECT amount FROM running_balance WHERE account = ? AND owner = ? AND unit = ?",
                        account.type().name(), account.owner(), unit)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
        handle.execute("MERGE INTO running_balance KEY (account, owner, unit) VALUES (?, ?, ?, ?)",
                account.type().name(), account.owner(), unit, before + change);
        moved.put(account, new Around(before, before + change));
    }

    /** Empty if the entry moved nothing there, or the store does not know how it stood. */
    Optional<Around> of(Handle handle, AccountType type, String owner, Unit unit) {
        return Optional.ofNullable(moved.get(new AccountKey(type, owner, unit)))
                .filter(_ -> handle.select("SELECT last_sequence FROM running_since").mapTo(Long.class).one() == 0);
    }
}
