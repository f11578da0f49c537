package io.wattle.ledger.simulation;

import io.wattle.ledger.book.Posting;
import io.wattle.ledger.entry.AccountFact;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.LedgerEntry;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What an entry has beside the fact that is looked at. */
final class InEntry {

    private InEntry() {}

    static Optional<Fact.CreditOrdered> ordered(LedgerEntry entry) {
        return entry.facts()
                .stream()
                .filter(Fact.CreditOrdered.class::isInstance)
                .map(Fact.CreditOrdered.class::cast)
                .findFirst();
    }

    static List<Fact.FindingRaised> unbacked(LedgerEntry entry) {
        return entry.facts()
                .stream()
                .filter(fact -> fact instanceof Fact.FindingRaised f && f.kind() == Fact.FindingKind.UNBACKED_CREDIT)
                .map(Fact.FindingRaised.class::cast)
                .toList();
    }

    static Optional<Fact.SaleMade> sale(LedgerEntry entry) {
        return entry.facts()
                .stream()
                .filter(Fact.SaleMade.class::isInstance)
                .map(Fact.SaleMade.class::cast)
                .findFirst();
    }

    static long debtsPaid(LedgerEntry entry) {
        return entry.facts()
                .stream()
                .filter(fact -> fact instanceof AccountFact.MoneyMoved moved && moved.move().paysDebt())
                .mapToLong(fact -> ((AccountFact.MoneyMoved) fact).amount().amountMinor())
                .sum();
    }

    static Stream<Posting> postings(LedgerEntry entry) {
        return entry.facts()
                .stream()
                .filter(Fact.Posted.class::isInstance)
                .flatMap(fact -> ((Fact.Posted) fact).postings().stream());
    }
}
