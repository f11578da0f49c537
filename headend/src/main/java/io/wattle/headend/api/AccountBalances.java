package io.wattle.headend.api;

import io.wattle.headend.api.AccountAnswers.BalanceAnswer;
import io.wattle.ledger.account.FinalBalance;
import java.util.List;
import java.util.Map;

/** What an account has, in each currency. Pure. */
final class AccountBalances {

    private AccountBalances() {}

    static List<BalanceAnswer> of(List<FinalBalance> balances) {
        return balances.stream().map(AccountBalances::of).toList();
    }

    /** What only moving out would make a debt is not owed yet. */
    private static BalanceAnswer of(FinalBalance last) {
        long owed = last.emergencyMinor() + sum(last.debtsMinor()) + last.owedMinor() - sum(last.newDebtsMinor());
        return new BalanceAnswer(last.walletMinor(), last.depositMinor(), owed, last.currency());
    }

    private static long sum(Map<String, Long> byName) {
        return byName.values().stream().mapToLong(one -> one).sum();
    }
}
