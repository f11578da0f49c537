package io.wattle.ledger.simulation;

import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.book.Posting;
import io.wattle.ledger.quantity.Unit;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Adds up postings, and checks each transaction for sums of zero and each account for its limit. */
final class ModelBook {
    private static final Set<AccountType> NEVER_BELOW_ZERO = EnumSet.of(AccountType.CREDIT_IN_TRANSIT,
            AccountType.EXPIRED_CREDIT, AccountType.TOKENS_HANDED_OVER, AccountType.DEPOSIT,
            AccountType.CARD_LIABILITY, AccountType.MERCHANT_ACCOUNT, AccountType.VENDOR_COMMISSION);
    private static final Set<AccountType> NEVER_ABOVE_ZERO = EnumSet.of(AccountType.UNITS_SOLD,
            AccountType.EMERGENCY_CREDIT, AccountType.EMERGENCY_RECEIVABLE, AccountType.ARREARS,
            AccountType.COMMISSION_EXPENSE, AccountType.FREE_CREDIT);

    final Map<AccountKey, Long> balances = new HashMap<>();
    private final Map<String, Long> overdrafts = new HashMap<>();

    void allow(String account, long maximumMinor) {
        overdrafts.put(account, maximumMinor);
    }

    void post(List<Posting> postings, long sequence) {
        Map<Unit, Long> sums = new HashMap<>();
        for (Posting posting : postings) {
            sums.merge(posting.change().unit(), posting.change().value(), Long::sum);
            balances.merge(posting.account(), posting.change().value(), Long::sum);
        }
        sums.forEach((unit, sum) -> Check.that(sum == 0, "entry %d: the postings in %s sum to %d", sequence,
                unit.code(), sum));
        postings.forEach(posting -> requireWithinLimit(posting.account(), sequence));
    }

    private void requireWithinLimit(AccountKey account, long sequence) {
        long balance = balances.getOrDefault(account, 0L);
        long least = account.type() == AccountType.WALLET ? -overdrafts.getOrDefault(account.owner(), 0L) : 0;
        boolean drawnByUsage = account.owner().startsWith(ModelBalances.accountOf(ModelBalances.IN_MONEY));
        boolean hasLeast = (account.type() == AccountType.WALLET && !drawnByUsage)
                || NEVER_BELOW_ZERO.contains(account.type());
        Check.that((!hasLeast || balance >= least) && (!NEVER_ABOVE_ZERO.contains(account.type()) || balance <= 0),
                "entry %d: %s of %s passes its limit with %d", sequence, account.type(), account.owner(), balance);
    }
}
