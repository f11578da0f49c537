package io.wattle.ledger.entry;

import io.wattle.ledger.card.CardBatch;
import io.wattle.ledger.card.CardHash;
import io.wattle.ledger.card.CardRange;
import io.wattle.ledger.till.Tender;
import io.wattle.ledger.quantity.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What was decided about prepaid cards, besides that one was redeemed ({@link Fact.CardRedeemed}).
 *
 * <p>Immutable, safe for any thread.
 */
public sealed interface CardFact extends Fact.OfLedger {

    /** Cards are to be printed; their serials are reserved. */
    record CardBatchCreated(CardBatch batch) implements CardFact {}

    /**
     * Numbers were made; these are their keyed hashes.
     *
     * @param from which card of the batch the first one is of, from 0
     */
    record CardsHashed(String batchId, int from, List<CardHash> hashes) implements CardFact {
        public CardsHashed {
            hashes = List.copyOf(hashes);
        }
    }

    /** The encrypted file was handed out, and never will be again; the printer has the cards in custody. */
    record CardBatchExported(String batchId, String printerKey, String fileSha256) implements CardFact {}

    /** None of its cards can ever be activated. */
    record CardBatchVoided(String batchId, String reason) implements CardFact {}

    record CardsHandedOver(CardRange range, String from, String to) implements CardFact {}

    /**
     * Sold: what is posted beside this is the money.
     *
     * @param buyer as {@link io.wattle.ledger.card.CardBuyer} has it
     */
    record CardsActivated(CardRange range, String batchId, String buyer, Tender tender, String cashier, Money total)
            implements
                CardFact {}

    /** Given away, at the expense of a campaign. */
    record CardsGiven(CardRange range, String batchId, String campaign, String reason, Money total)
            implements
                CardFact {}

    record CardsBlocked(CardRange range, boolean blocked, String reason) implements CardFact {}

    /**
     * Who bought cards is forgotten: the key of the name is destroyed.
     *
     * @param range that was activated at once
     */
    record CardBuyerForgotten(CardRange range, String reason) implements CardFact {}

    record CardExpirySet(CardRange range, Optional<LocalDate> lastDay, String reason) implements CardFact {}
}
