package io.wattle.headend.bench.year;

import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.book.Posting;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.LedgerEntry;
import java.util.HashMap;
import java.util.Map;

/** Adds up all postings that the ledger tells of, by itself: what every account holds, and every unit in all. */
final class BookSums {
    private final Map<AccountKey, Long> accounts = new HashMap<>();

    void add(LedgerEntry entry) {
        for (Fact fact : entry.facts()) {
            if (fact instanceof Fact.Posted posted) {
                for (Posting posting : posted.postings()) {
                    accounts.merge(posting.account(), posting.change().value(), Long::sum);
                }
            }
        }
    }

    /** What each account holds by its postings. */
    Map<AccountKey, Long> accounts() {
        return accounts;
    }

    /** By the unit's code; all must be zero. */
    Map<String, Long> byUnit() {
        Map<String, Long> units = new HashMap<>();
        accounts.forEach((account, sum) -> units.merge(account.unit().code(), sum, Long::sum));
        return units;
    }
}
