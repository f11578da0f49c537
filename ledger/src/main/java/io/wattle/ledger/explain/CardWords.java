package io.wattle.ledger.explain;

import io.wattle.ledger.card.CardBuyer;
import io.wattle.ledger.entry.CardFact;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.quantity.QuantityText;
import java.time.LocalDate;

/** What is said about cards, in plain words. */
final class CardWords {

    private CardWords() {}

    static String redeemed(Fact.CardRedeemed fact) {
        return "card " + fact.serial() + " of " + QuantityText.of(fact.value()) + " was redeemed";
    }

    static String of(CardFact fact) {
        return switch (fact) {
            case CardFact.CardBatchCreated f ->
                "batch " + f.batch().batchId() + " of cards " + f.batch().range() + " of "
                        + QuantityText.of(f.batch().denomination()) + " was ordered under " + f.batch().purchaseOrder();
            case CardFact.CardsHashed f -> f.hashes().size() + " numbers of batch " + f.batchId() + " were made";
            case CardFact.CardBatchExported f -> "batch " + f.batchId() + " was handed to the printer";
            case CardFact.CardBatchVoided f -> "batch " + f.batchId() + " was taken back (" + f.reason() + ")";
            case CardFact.CardsHandedOver f -> "cards " + f.range() + " went from " + f.from() + " to " + f.to();
            case CardFact.CardsActivated f ->
                "cards " + f.range() + " were sold to " + CardBuyer.shown(f.buyer()) + " for "
                        + QuantityText.of(f.total()) + ", " + f.tender() + " taken by " + f.cashier();
            case CardFact.CardsGiven f -> "cards " + f.range() + " worth " + QuantityText.of(f.total())
                    + " were given away for " + f.campaign() + " (" + f.reason() + ")";
            case CardFact.CardsBlocked f ->
                "cards " + f.range() + (f.blocked() ? " were blocked (" : " were unblocked (")
                        + f.reason() + ")";
            case CardFact.CardBuyerForgotten f ->
                "who bought cards " + f.range() + " was forgotten (" + f.reason() + ")";
            case CardFact.CardExpirySet f -> "cards " + f.range() + " can be redeemed "
                    + f.lastDay().map(LocalDate::toString).map(day -> "until " + day).orElse("for ever") + " ("
                    + f.reason() + ")";
        };
    }
}
