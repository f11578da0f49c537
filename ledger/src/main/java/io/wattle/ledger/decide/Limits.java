package io.wattle.ledger.decide;

import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.book.Book;
import io.wattle.ledger.book.Posting;
import io.wattle.ledger.entry.BalanceFact;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.quantity.QuantityText;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.state.Decision.Refuse;
import io.wattle.ledger.state.Decision;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The book's rules as refusals. Applying checks them again. */
final class Limits {

    private Limits() {}

    /** Whether they sum to zero in each unit. */
    static Optional<Refuse> unbalanced(List<Posting> postings) {
        Map<Unit, Long> sums = new LinkedHashMap<>();
        postings.forEach(posting -> sums.merge(posting.change().unit(), posting.change().value(), Long::sum));
        return sums.entrySet()
                .stream()
                .filter(sum -> sum.getValue() != 0)
                .map(sum -> new Refuse(Refusal.UNBALANCED, "postings", "must sum to zero in each unit, in "
                        + sum.getKey().code() + " they sum to " + sum.getValue()))
                .findFirst();
    }

    /** Whether an account would pass its limit, the first in the order of the postings. */
    static Optional<Refuse> passed(Book book, List<Posting> postings) {
        return passed(book, postings, new LinkedHashMap<>(), false, "postings");
    }

    /** Whether an account would pass its limit by what was decided, transaction after transaction. */
    static Optional<Refuse> passed(Book book, Decision.Accept decision) {
        Map<AccountKey, Long> balances = new LinkedHashMap<>();
        boolean isUsage = decision.facts()
                .stream()
                .anyMatch(fact -> fact instanceof BalanceFact.UsageRead || fact instanceof BalanceFact.DayCharged);
        for (Fact fact : decision.facts()) {
            if (fact instanceof Fact.Posted posted) {
                Optional<Refuse> refused = passed(book, posted.postings(), balances, isUsage, "");
                if (refused.isPresent()) {
                    return refused;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Refuse> passed(Book book, List<Posting> postings, Map<AccountKey, Long> balances,
            boolean isUsage, String field) {
        for (Posting posting : postings) {
            AccountKey account = posting.account();
            long before = balances.getOrDefault(account, book.balance(account).value());
            long change = posting.change().value();
            if (change > 0 ? before > Long.MAX_VALUE - change : before < Long.MIN_VALUE - change) {
                return Optional.of(new Refuse(Refusal.AMOUNT_TOO_LARGE, field, text(account, book)
                        + ", and no account can hold that much more or less"));
            }
            balances.put(account, before + change);
        }
        for (Posting posting : postings) {
            AccountKey account = posting.account();
            if (isUsage && book.isDrawnByUsage(account)) {
                continue;
            }
            Optional<Refuse> refused = passed(book, account, balances.getOrDefault(account, 0L), field);
            if (refused.isPresent()) {
                return refused;
            }
        }
        return Optional.empty();
    }

    /** Whether a balance is beyond what the account may have. */
    static Optional<Refuse> passed(Book book, AccountKey account, long balance, String field) {
        if (balance < book.least(account)) {
            return Optional.of(new Refuse(Refusal.BALANCE_TOO_LOW, field, text(account, book)
                    + ", must not have less than " + text(account, book.least(account)) + " and would have "
                    + text(account, balance)));
        }
        if (balance > book.greatest(account)) {
            return Optional.of(new Refuse(Refusal.BALANCE_TOO_HIGH, field, text(account, book)
                    + ", must not have more than " + text(account, book.greatest(account)) + " and would have "
                    + text(account, balance)));
        }
        return Optional.empty();
    }

    private static String text(AccountKey account, Book book) {
        return account.type() + " of " + account.owner() + " has " + QuantityText.of(book.balance(account));
    }

    private static String text(AccountKey account, long value) {
        return QuantityText.of(account.unit().of(value));
    }
}
