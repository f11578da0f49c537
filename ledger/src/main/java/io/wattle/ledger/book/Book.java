package io.wattle.ledger.book;

import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.quantity.Unit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The balance of every account. For one thread. A transaction is applied as a whole or not at all.
 */
public final class Book {
    private static final Comparator<AccountKey> IN_ORDER = Comparator
            .comparingInt((AccountKey key) -> key.type().number())
            .thenComparing(AccountKey::owner)
            .thenComparing(key -> key.unit().code());

    private final Map<AccountKey, Long> balances = new HashMap<>();

    /** Zero for an account that nothing was ever posted to. */
    public Quantity balance(AccountKey account) {
        return account.unit().of(balances.getOrDefault(account, 0L));
    }

    /**
     * Moves value.
     *
     * @throws IllegalStateException if the postings do not sum to zero in each unit, or an account that may not would
     *         become negative; nothing was changed
     * @throws ArithmeticException if a balance leaves the range of a long; nothing was changed
     */
    public void apply(List<Posting> postings) {
        requireZeroSums(postings);
        Map<AccountKey, Long> changed = new HashMap<>();
        for (Posting posting : postings) {
            AccountKey account = posting.account();
            long before = changed.getOrDefault(account, balances.getOrDefault(account, 0L));
            changed.put(account, Math.addExact(before, posting.change().value()));
        }
        changed.forEach(Book::requireAllowed);
        balances.putAll(changed);
    }

    /** A copy of all balances in the one canonical order: by type number, owner, unit. */
    public Map<AccountKey, Long> balances() {
        Map<AccountKey, Long> sorted = new TreeMap<>(IN_ORDER);
        sorted.putAll(balances);
        return sorted;
    }

    private static void requireZeroSums(List<Posting> postings) {
        Map<Unit, Long> sums = new HashMap<>();
        for (Posting posting : postings) {
            sums.merge(posting.change().unit(), posting.change().value(), Math::addExact);
        }
        sums.forEach((unit, sum) -> {
            if (sum != 0) {
                throw new IllegalStateException("postings must sum to zero, but in " + unit.code() + " they sum to "
                        + sum);
            }
        });
    }

    private static void requireAllowed(AccountKey account, long balance) {
        boolean allowed = switch (account.type().limit()) {
            case NONE -> true;
            case NOT_NEGATIVE, NOT_NEGATIVE_UNLESS_ALLOWED -> balance >= 0;
            case NOT_POSITIVE -> balance <= 0;
        };
        if (!allowed) {
            throw new IllegalStateException("account must not pass its limit (" + account.type().limit() + "): "
                    + account.type() + " of " + account.owner() + " would be " + balance + " "
                    + account.unit().code());
        }
    }
}
