package io.wattle.ledger.entry;

import io.wattle.ledger.card.CardAlphabet;
import io.wattle.ledger.card.CardBatch;
import io.wattle.ledger.card.CardForm;
import io.wattle.ledger.card.CardHash;
import io.wattle.ledger.card.CardRange;
import io.wattle.ledger.card.CardSerial;
import io.wattle.ledger.till.Tender;
import io.wattle.ledger.quantity.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Any facts about cards, for tests. */
final class CardFacts {

    private CardFacts() {}

    static Arbitrary<Fact> any(Arbitrary<String> names, Arbitrary<String> texts) {
        Arbitrary<Boolean> flags = Arbitraries.of(true, false);
        return Arbitraries.oneOf(List.of(
                batches(names).map(CardFact.CardBatchCreated::new),
                Combinators.combine(names, Arbitraries.integers(), hashes().list().ofMaxSize(3))
                        .as(CardFact.CardsHashed::new),
                Combinators.combine(names, names, names).as(CardFact.CardBatchExported::new),
                Combinators.combine(names, texts).as(CardFact.CardBatchVoided::new),
                Combinators.combine(ranges(), names, names).as(CardFact.CardsHandedOver::new),
                Combinators.combine(ranges(), names, names, Arbitraries.of(Tender.values()), names, monies())
                        .as(CardFact.CardsActivated::new),
                Combinators.combine(ranges(), names, names, texts, monies()).as(CardFact.CardsGiven::new),
                Combinators.combine(ranges(), flags, texts).as(CardFact.CardsBlocked::new),
                Combinators.combine(ranges(), days(), texts).as(CardFact.CardExpirySet::new),
                Combinators.combine(ranges(), texts).as(CardFact.CardBuyerForgotten::new),
                Combinators.combine(names, ranges(), hashes(), monies())
                        .as((meter, range, hash, value) -> new Fact.CardRedeemed(meter, new CardSerial(range.first()),
                                hash, value))));
    }

    private static Arbitrary<CardBatch> batches(Arbitrary<String> names) {
        Arbitrary<CardForm> forms = Combinators
                .combine(Arbitraries.of(CardAlphabet.values()), Arbitraries.integers().between(0, 255))
                .as(CardForm::new);
        return Combinators.combine(names, names, monies(), ranges(), forms, names, days()).as(CardBatch::new);
    }

    private static Arbitrary<CardRange> ranges() {
        return Combinators
                .combine(Arbitraries.integers().between(1, CardSerial.MAX - CardRange.CARDS_MAX),
                        Arbitraries.integers().between(1, CardRange.CARDS_MAX))
                .as((first, count) -> new CardRange(first, first + count - 1));
    }

    private static Arbitrary<CardHash> hashes() {
        Arbitrary<Long> longs = Arbitraries.longs();
        return Combinators.combine(longs, longs, longs, longs).as(CardHash::new);
    }

    private static Arbitrary<Money> monies() {
        return Arbitraries.longs().map(amount -> new Money(amount, "USD"));
    }

    private static Arbitrary<Optional<LocalDate>> days() {
        return Arbitraries.longs().between(-1_000_000, 1_000_000).map(LocalDate::ofEpochDay).optional();
    }
}
