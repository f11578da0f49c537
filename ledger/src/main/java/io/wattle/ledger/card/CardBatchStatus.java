package io.wattle.ledger.card;

/**
 * One batch, as staff see it.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param hashed how many of its cards have their numbers
 * @param exported whether its file was handed to the printer: this happens once
 * @param activated how many cards are activated and not redeemed: times the denomination it is CARD_LIABILITY of the batch
 */
public record CardBatchStatus(CardBatch batch, int hashed, boolean exported, boolean voided, int activated,
        int redeemed) {

    public boolean isComplete() {
        return hashed == batch.range().count();
    }
}
