package io.wattle.ledger.entry;

import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.till.ShiftMoney;
import io.wattle.ledger.till.Tender;
import io.wattle.ledger.till.TenderCount;
import io.wattle.ledger.till.TenderSum;
import io.wattle.ledger.till.TillSale;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Any facts about the till, for tests. */
final class TillFacts {

    private TillFacts() {}

    static Arbitrary<Fact> any(Arbitrary<String> names, Arbitrary<String> texts) {
        Arbitrary<Long> longs = Arbitraries.longs();
        Arbitrary<Tender> tenders = Arbitraries.of(Tender.values());
        Arbitrary<Money> monies = Combinators.combine(longs, Arbitraries.of("USD", "KES")).as(Money::new);
        Arbitrary<ShiftMoney> shiftMonies = Combinators.combine(Arbitraries.of("USD", "KES"), longs, longs, longs)
                .as(ShiftMoney::new);
        Arbitrary<TenderSum> sums = Combinators.combine(tenders, monies).as(TenderSum::new);
        Arbitrary<TenderCount> counts = Combinators.combine(tenders, monies, monies).as(TenderCount::new);
        Arbitrary<TillSale> sales = Combinators
                .combine(names.list().ofSize(4), tenders, monies, names.optional(), names.optional(), longs)
                .as((name, tender, amount, reference, vendor, commission) -> new TillSale(name.get(0), name.get(1),
                        name.get(2), name.get(3), tender, amount, reference, vendor, commission));
        return Arbitraries.oneOf(List.of(
                Combinators.combine(names, names, names, names.optional(), shiftMonies.list().ofMaxSize(3))
                        .as(TillFact.ShiftOpened::new),
                Combinators.combine(names, monies, texts).as(TillFact.FloatMoved::new),
                Combinators.combine(names, sums.list().ofMaxSize(4)).as(TillFact.ShiftClosed::new),
                Combinators.combine(names, names, sums.list().ofMaxSize(4), counts.list().ofMaxSize(4))
                        .as(TillFact.ShiftCounted::new),
                sales.map(TillFact.TenderTaken::new),
                Combinators.combine(names, names, tenders, names.optional(), monies.list().ofMaxSize(3))
                        .as(TillFact.AccountMoneyHandled::new),
                Combinators.combine(names, Arbitraries.integers().between(0, 10_000)).as(TillFact.VendorSet::new),
                Combinators.combine(names, monies, tenders, names.optional()).as(TillFact.VendorToppedUp::new),
                Combinators.combine(names.list().ofSize(3), sales.optional(), names.optional(), monies, longs, texts)
                        .as((name, sale, shift, amount, units, reason) -> new TillFact.SaleReversed(name.get(0),
                                name.get(1), name.get(2), sale, shift, amount, units, reason))));
    }
}
