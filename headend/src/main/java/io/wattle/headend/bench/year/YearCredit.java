package io.wattle.headend.bench.year;

import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.Outcome;

/** A credit as the truth knows it: how much, and what really became of it. For the driver's thread. */
final class YearCredit {

    /** What the ledger must say of it in the end. */
    enum Fate {
        /** Once in the meter, and shown. */
        CONFIRMED,
        /** Not in the meter, and the money went back. */
        FAILED,
        /** Still under way; whether it is in the meter is for later. */
        OPEN
    }

    final String meter;
    private String id = "";
    private long amount;
    int attempt;
    Fate fate = Fate.OPEN;

    YearCredit(String meter) {
        this.meter = meter;
    }

    /** Takes name and size from what the ledger said to the payment. */
    void ordered(Outcome outcome) {
        if (outcome instanceof Outcome.Accepted(LedgerEntry entry)) {
            entry.facts().forEach(fact -> {
                if (fact instanceof Fact.CreditOrdered order) {
                    id = order.creditId();
                    amount = order.amount().value();
                }
            });
        }
    }

    boolean isKnown() {
        return !id.isEmpty();
    }

    String id() {
        return id;
    }

    /** In the unit of the balance. */
    long amount() {
        return amount;
    }
}
