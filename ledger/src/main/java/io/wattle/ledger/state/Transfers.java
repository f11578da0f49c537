package io.wattle.ledger.state;

import io.wattle.ledger.entry.Fact;

import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.book.Posting;
import io.wattle.ledger.quantity.Quantity;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects the postings of one transaction, two legs at a time, so that they always sum to zero.
 * For the ledger thread.
 */
public final class Transfers {
    private final String meter;
    private final List<Posting> postings = new ArrayList<>();

    public Transfers(String meter) {
        this.meter = meter;
    }

    /** Moves value between two accounts; nothing for zero, the other way for less. */
    public Transfers move(AccountType from, String fromOwner, AccountType to, String toOwner, Quantity amount) {
        if (!amount.isZero()) {
            postings.add(new Posting(from, fromOwner, amount.negated()));
            postings.add(new Posting(to, toOwner, amount));
        }
        return this;
    }

    /** Moves value between two accounts of the meter. */
    public Transfers move(AccountType from, AccountType to, Quantity amount) {
        return move(from, meter, to, meter, amount);
    }

    /** One fact, or none if nothing moved. */
    public List<Fact> facts() {
        return postings.isEmpty() ? List.of() : List.of(posted());
    }

    public Fact.Posted posted() {
        return new Fact.Posted(postings);
    }
}
