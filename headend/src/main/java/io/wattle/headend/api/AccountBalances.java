package io.wattle.headend.api;

import io.wattle.headend.api.AccountAnswers.BalanceAnswer;
import io.wattle.ledger.account.FinalBalance;
import io.wattle.ledger.state.LedgerView;
import java.util.List;
import java.util.Set;

/** What an account has, in each currency. Pure. */
final class AccountBalances {

    private AccountBalances() {}

    static List<BalanceAnswer> of(LedgerView view, String account, Set<String> currencies) {
        return currencies.stream()
                .sorted()
                .map(currency -> of(view.accounts().finalBalance(account, currency)))
                .toList();
    }

    private static BalanceAnswer of(FinalBalance last) {
        long owed = last.emergencyMinor() + last.debtsMinor().values().stream().mapToLong(one -> one).sum()
                + last.owedMinor();
        return new BalanceAnswer(last.walletMinor(), last.depositMinor(), owed, last.currency());
    }
}
