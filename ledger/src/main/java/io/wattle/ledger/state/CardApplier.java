package io.wattle.ledger.state;

import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.card.CardHash;
import io.wattle.ledger.card.CardRange;
import io.wattle.ledger.card.CardState;
import io.wattle.ledger.card.CardTable;
import io.wattle.ledger.entry.CardFact;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.quantity.Money;
import java.time.LocalDate;
import java.util.Objects;

/** Makes true what is said about cards; a part of {@link FactApplier}. What cannot be true is a broken ledger. */
final class CardApplier {
    private final Cards cards;
    private final LedgerState state;
    private final LedgerEntry entry;

    CardApplier(LedgerState state, LedgerEntry entry) {
        this.cards = state.cards;
        this.state = state;
        this.entry = entry;
    }

    void apply(CardFact fact) {
        switch (fact) {
            case CardFact.CardBatchCreated f -> cards.create(f.batch());
            case CardFact.CardsHashed f -> hash(batch(f.batchId()), f);
            case CardFact.CardBatchExported f -> {
                CardBatchState batch = batch(f.batchId());
                require(!batch.exported && !batch.voided && batch.isComplete(), "exports what it cannot");
                batch.export();
            }
            case CardFact.CardBatchVoided f -> {
                CardBatchState batch = batch(f.batchId());
                require(batch.activated + batch.redeemed == 0, "voids cards that are in use");
                batch.voided = true;
            }
            case CardFact.CardsHandedOver f -> batch(f.range()).handOver(f.range(), state.names.same(f.to()));
            case CardFact.CardsActivated f -> activate(f.range());
            case CardFact.CardsGiven f -> activate(f.range());
            case CardFact.CardsBlocked f -> {
                CardBatchState batch = batch(f.range());
                for (int serial = f.range().first(); serial <= f.range().last(); serial++) {
                    cards.table.block(batch.card(serial), f.blocked());
                }
            }
            case CardFact.CardBuyerForgotten f -> cards.forgetBuyer(f.range(), entry.sequence());
            case CardFact.CardExpirySet f -> {
                CardBatchState batch = batch(f.range());
                int lastDay = f.lastDay().map(LocalDate::toEpochDay).map(Math::toIntExact).orElse(0);
                for (int serial = f.range().first(); serial <= f.range().last(); serial++) {
                    cards.table.lastDay(batch.card(serial), lastDay);
                }
            }
        }
    }

    void redeem(Fact.CardRedeemed fact) {
        CardBatchState batch = batch(CardRange.of(fact.serial()));
        int card = batch.card(fact.serial().number());
        require(cards.table.state(card) == CardState.ACTIVATED && cards.table.find(fact.card()) == card
                && fact.value().equals(batch.batch.denomination()), "redeems what it cannot");
        cards.table.state(card, CardState.REDEEMED);
        batch.activated--;
        batch.redeemed++;
    }

    /** The law of cards, after each entry that activates or redeems: what is owed is what the activated cards are worth. */
    void check(Fact fact) {
        switch (fact) {
            case CardFact.CardsActivated f -> requireOwed(batch(f.batchId()));
            case CardFact.CardsGiven f -> requireOwed(batch(f.batchId()));
            case Fact.CardRedeemed f -> requireOwed(batch(CardRange.of(f.serial())));
            default -> {
            }
        }
    }

    private void requireOwed(CardBatchState batch) {
        Money worth = CardVerifying.value(batch, batch.activated);
        AccountKey liability = new AccountKey(AccountType.CARD_LIABILITY, batch.batch.batchId(), worth.unit());
        require(state.book.balance(liability).equals(worth),
                "leaves " + liability + " other than its " + batch.activated
                        + " activated cards: " + state.book.balance(liability));
    }

    private void hash(CardBatchState batch, CardFact.CardsHashed fact) {
        require(fact.from() == batch.hashed && fact.from() + fact.hashes().size() <= batch.batch.range().count(),
                "has numbers for other cards");
        CardTable table = cards.table;
        for (CardHash hash : fact.hashes()) {
            table.put(batch.firstCard + batch.hashed, hash);
            batch.hashed++;
        }
    }

    private void activate(CardRange range) {
        CardBatchState batch = batch(range);
        for (int serial = range.first(); serial <= range.last(); serial++) {
            int card = batch.card(serial);
            require(batch.isIssued() && cards.table.state(card) == CardState.AVAILABLE, "activates what it cannot");
            cards.table.state(card, CardState.ACTIVATED);
        }
        batch.activated += range.count();
    }

    private CardBatchState batch(CardRange range) {
        return cards.ofRange(range)
                .orElseThrow(() -> new IllegalStateException("entry " + entry.sequence()
                        + " is about cards that are not of one batch: " + range));
    }

    private CardBatchState batch(String batchId) {
        return Objects.requireNonNull(cards.batch(batchId), () -> "entry " + entry.sequence()
                + " is about an unknown batch: " + batchId);
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException("entry " + entry.sequence() + " " + otherwise);
        }
    }
}
