package io.wattle.headend.api;

import io.wattle.headend.api.AccountAnswers.BalanceAnswer;
import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.state.LedgerView;
import java.util.List;
import java.util.Set;

/** What an account has, in each currency. Pure. */
final class AccountBalances {

    private AccountBalances() {}

    static List<BalanceAnswer> of(LedgerView view, String account, Set<String> currencies) {
        return currencies.stream()
                .sorted()
                .map(currency -> new BalanceAnswer(
                        view.balance(new AccountKey(AccountType.WALLET, account, Unit.money(currency))).value(),
                        currency))
                .toList();
    }
}
