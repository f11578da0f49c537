package io.wattle.ledger.simulation;

import io.wattle.ledger.card.CardHash;
import io.wattle.ledger.card.CardRange;
import io.wattle.ledger.card.CardState;
import io.wattle.ledger.entry.CardFact;
import io.wattle.ledger.entry.Fact;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Cards as the model has them: one object each, found by looking. All are of 1.00 USD, ten a batch. */
final class ModelCards {
    static final int BATCH_CARDS = 10;
    static final long VALUE_MINOR = 100;

    static final class Card {
        CardState state = CardState.AVAILABLE;
        boolean blocked;
        String holder = "nobody";
    }

    /** By serial. */
    final Map<Integer, Card> cards = new TreeMap<>();
    /** How many numbers each batch has. */
    final Map<String, Integer> hashed = new LinkedHashMap<>();
    final Set<String> exported = new HashSet<>();
    final Set<String> voided = new HashSet<>();
    private final Map<CardHash, Integer> serials = new HashMap<>();

    static String batchOf(int serial) {
        return "b" + (serial - 1) / BATCH_CARDS;
    }

    static CardRange rangeOf(int batch) {
        return new CardRange(batch * BATCH_CARDS + 1, (batch + 1) * BATCH_CARDS);
    }

    void apply(CardFact fact) {
        switch (fact) {
            case CardFact.CardBatchCreated f -> {
                Check.that(hashed.put(f.batch().batchId(), 0) == null, "made twice: %s", fact);
                serials(f.batch().range()).forEach(serial -> cards.put(serial, new Card()));
            }
            case CardFact.CardsHashed f -> hash(f);
            case CardFact.CardBatchExported f ->
                Check.that(hashed.getOrDefault(f.batchId(), 0) == BATCH_CARDS && !voided.contains(f.batchId())
                        && exported.add(f.batchId()), "exported twice or too early: %s", fact);
            case CardFact.CardBatchVoided f ->
                Check.that(voided.add(f.batchId()) && cards.entrySet()
                        .stream()
                        .filter(card -> batchOf(card.getKey()).equals(f.batchId()))
                        .allMatch(card -> card.getValue().state == CardState.AVAILABLE), "voided in use: %s", fact);
            case CardFact.CardsHandedOver f -> serials(f.range()).forEach(serial -> {
                boolean first = card(serial).holder.equals("nobody") && exported.contains(batchOf(serial));
                Check.that(card(serial).holder.equals(f.from()) || (first && f.from().equals("printer")),
                        "%s had it: %s", card(serial).holder, fact);
                card(serial).holder = f.to();
            });
            case CardFact.CardsActivated f -> activate(f.range(), f.total().amountMinor());
            case CardFact.CardsGiven f -> activate(f.range(), f.total().amountMinor());
            case CardFact.CardsBlocked f ->
                serials(f.range()).forEach(serial -> card(serial).blocked = f.blocked());
            case CardFact.CardBuyerForgotten _ -> {
            }
            case CardFact.CardExpirySet f -> throw new AssertionError("nobody asked for " + f);
        }
    }

    void redeem(Fact.CardRedeemed fact) {
        Card card = card(fact.serial().number());
        Check.that(card.state == CardState.ACTIVATED && !card.blocked && fact.value().amountMinor() == VALUE_MINOR
                && Objects.equals(serials.get(fact.card()), fact.serial().number()), "redeemed wrongly: %s", fact);
        card.state = CardState.REDEEMED;
    }

    /** What is owed for each batch: its activated cards. */
    Map<String, Long> liabilities() {
        return cards.entrySet()
                .stream()
                .collect(Collectors.groupingBy(card -> batchOf(card.getKey()), Collectors.summingLong(
                        card -> card.getValue().state == CardState.ACTIVATED ? VALUE_MINOR : 0)));
    }

    static IntStream serials(CardRange range) {
        return IntStream.rangeClosed(range.first(), range.last());
    }

    private void hash(CardFact.CardsHashed fact) {
        int from = fact.from();
        Check.that(Objects.requireNonNull(hashed.get(fact.batchId())) == from, "out of turn: %s", fact);
        int first = cards.keySet()
                .stream()
                .filter(serial -> batchOf(serial).equals(fact.batchId()))
                .findFirst()
                .orElseThrow();
        for (CardHash hash : fact.hashes()) {
            Check.that(serials.put(hash, first + from) == null, "a number was made twice: %s", fact);
            from++;
        }
        hashed.put(fact.batchId(), from);
    }

    private void activate(CardRange range, long totalMinor) {
        Check.that(totalMinor == range.count() * VALUE_MINOR, "%s for %d", range, totalMinor);
        serials(range).forEach(serial -> {
            Card card = card(serial);
            Check.that(card.state == CardState.AVAILABLE && !card.blocked && exported.contains(batchOf(serial))
                    && !voided.contains(batchOf(serial)), "%s was activated", serial);
            card.state = CardState.ACTIVATED;
        });
    }

    private Card card(int serial) {
        return Objects.requireNonNull(cards.get(serial), () -> "there is no card " + serial);
    }
}
