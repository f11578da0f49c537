package io.wattle.ledger.state;

import static io.wattle.ledger.book.AccountType.DEPOSIT;
import static io.wattle.ledger.book.AccountType.EMERGENCY_RECEIVABLE;
import static io.wattle.ledger.book.AccountType.WALLET;

import io.wattle.ledger.account.FinalBalance;
import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.quantity.Unit;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reckons what closing an account would come to. Pure. */
public final class FinalBalances {

    private FinalBalances() {}

    static FinalBalance of(LedgerState state, String account, String currency, Settling settling, Instant now) {
        List<Settled> settled = settling.all(account);
        return of(state, account, currency, settled, newDebts(state, account, settled, now, ""));
    }

    public static NewDebts newDebts(LedgerState state, String account, List<Settled> settled, Instant now,
            String reason) {
        NewDebts debts = new NewDebts(state.debts.of(account), account, LocalDate.ofInstant(now, ZoneOffset.UTC),
                reason);
        settled.forEach(debts::add);
        return debts;
    }

    public static FinalBalance of(LedgerState state, String account, String currency, List<Settled> settled,
            NewDebts newDebts) {
        long wallet = balance(state, WALLET, account, currency);
        long deposit = balance(state, DEPOSIT, account, currency);
        long units = settled.stream()
                .filter(one -> one.isHis() && one.money().currency().equals(currency))
                .mapToLong(one -> one.money().amountMinor())
                .sum();
        long purse = wallet + deposit + units;
        long used = -balance(state, EMERGENCY_RECEIVABLE, account, currency);
        long emergency = Math.clamp(purse, 0, used);
        long owed = used - emergency;
        purse -= emergency;
        Map<String, Long> added = newDebts.addedMinor(currency);
        Map<String, Long> due = debts(state, account, currency);
        due.putAll(added);
        Map<String, Long> paid = new LinkedHashMap<>();
        for (Map.Entry<String, Long> debt : due.entrySet()) {
            long part = Math.clamp(purse, 0, debt.getValue());
            if (part > 0) {
                paid.put(debt.getKey(), part);
            }
            owed += debt.getValue() - part;
            purse -= part;
        }
        long given = Math.clamp(purse, 0, state.given.left(new AccountKey(WALLET, account, Unit.money(currency))));
        return new FinalBalance(currency, wallet, deposit, units, emergency, added, paid, given, purse - given, owed);
    }

    /** What is due of each, the oldest first. */
    private static Map<String, Long> debts(LedgerState state, String account, String currency) {
        Map<String, Long> due = new LinkedHashMap<>();
        state.debts.of(account)
                .open()
                .stream()
                .filter(debt -> debt.currency().equals(currency))
                .sorted(Comparator.comparing(debt -> debt.debt().since()))
                .forEach(debt -> due.put(debt.debt().name(), debt.dueMinor()));
        return due;
    }

    private static long balance(LedgerState state, AccountType type, String account, String currency) {
        return state.balance(new AccountKey(type, account, Unit.money(currency))).value();
    }
}
