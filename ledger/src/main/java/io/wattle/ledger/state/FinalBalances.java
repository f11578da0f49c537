package io.wattle.ledger.state;

import static io.wattle.ledger.book.AccountType.DEPOSIT;
import static io.wattle.ledger.book.AccountType.EMERGENCY_RECEIVABLE;
import static io.wattle.ledger.book.AccountType.WALLET;

import io.wattle.ledger.account.FinalBalance;
import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.quantity.Unit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reckons what closing an account would come to. Pure. */
final class FinalBalances {

    private FinalBalances() {}

    static FinalBalance of(LedgerState state, String account, String currency) {
        long wallet = balance(state, WALLET, account, currency);
        long deposit = balance(state, DEPOSIT, account, currency);
        long purse = wallet + deposit;
        long used = -balance(state, EMERGENCY_RECEIVABLE, account, currency);
        long emergency = Math.clamp(purse, 0, used);
        long owed = used - emergency;
        purse -= emergency;
        Map<String, Long> paid = new LinkedHashMap<>();
        for (DebtState debt : debts(state, account, currency)) {
            long part = Math.clamp(purse, 0, debt.dueMinor());
            if (part > 0) {
                paid.put(debt.debt().name(), part);
            }
            owed += debt.dueMinor() - part;
            purse -= part;
        }
        long given = Math.clamp(purse, 0, state.given.left(new AccountKey(WALLET, account, Unit.money(currency))));
        return new FinalBalance(currency, wallet, deposit, emergency, paid, given, purse - given, owed);
    }

    private static List<DebtState> debts(LedgerState state, String account, String currency) {
        return state.debts.of(account)
                .open()
                .stream()
                .filter(debt -> debt.currency().equals(currency))
                .sorted(Comparator.comparing(debt -> debt.debt().since()))
                .toList();
    }

    private static long balance(LedgerState state, AccountType type, String account, String currency) {
        return state.balance(new AccountKey(type, account, Unit.money(currency))).value();
    }
}
