package io.wattle.ledger.decide;

import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.book.Posting;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.quantity.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds up what many transactions move, one posting an account. The transactions must each sum to zero. */
final class Moved {
    private final Map<AccountKey, Quantity> changes = new LinkedHashMap<>();

    void add(AccountType type, String owner, Quantity change) {
        changes.merge(new AccountKey(type, owner, change.unit()), change, Quantity::plus);
    }

    /** One fact, or none if nothing moved. */
    List<Fact> facts() {
        List<Posting> postings = new ArrayList<>();
        changes.forEach((account, change) -> {
            if (!change.isZero()) {
                postings.add(new Posting(account.type(), account.owner(), change));
            }
        });
        return postings.isEmpty() ? List.of() : List.of(new Fact.Posted(postings));
    }
}
