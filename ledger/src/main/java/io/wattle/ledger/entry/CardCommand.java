package io.wattle.ledger.entry;

import io.wattle.ledger.card.CardBatch;
import io.wattle.ledger.card.CardHash;
import io.wattle.ledger.card.CardRange;
import io.wattle.ledger.till.Tender;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What the ledger can be asked to do with prepaid cards, besides redeeming one ({@link Command.RedeemCard}). A range lies in
 * one batch, and what is asked is done to all its cards or to none. Everything but {@link AddCardHashes} is done by hand only.
 *
 * <p>Immutable, safe for any thread.
 */
public sealed interface CardCommand extends Command.OfLedger {

    /** Idempotency key, as for {@link Command.TakePayment}. */
    String key();

    /**
     * Takes note of an order at the printer's, and reserves serials. The numbers come in chunks ({@link AddCardHashes}).
     *
     * @param batch with a name and with serials that no other batch has, and numbers of at least 60 bits
     */
    record CreateCardBatch(Origin origin, String key, CardBatch batch) implements CardCommand {}

    /**
     * The keyed hashes of the next numbers, in the order of the serials. Refused as a whole if one of them is known.
     *
     * @param from how many the batch has already
     * @param hashes 1..1,000
     */
    record AddCardHashes(Origin origin, String key, String batchId, int from, List<CardHash> hashes)
            implements
                CardCommand {

        public AddCardHashes {
            hashes = List.copyOf(hashes);
        }
    }

    /**
     * The encrypted file for the printer is handed out now. Once for a batch that has all its numbers; whoever asks again is
     * refused, so nobody obtains it twice.
     *
     * @param printerKey fingerprint of the key that it is encrypted to, 1..64 characters
     * @param fileSha256 of the file, 64 hexadecimal digits
     */
    record ExportCardBatch(Origin origin, String key, String batchId, String printerKey, String fileSha256)
            implements
                CardCommand {}

    /**
     * Takes a batch back of which no card was ever activated: none ever can be.
     *
     * @param reason in words, not blank
     */
    record VoidCardBatch(Origin origin, String key, String batchId, String reason) implements CardCommand {}

    /**
     * Cards change hands. The first holder of a printed batch is {@code printer}.
     *
     * @param from who must have all of them in custody
     * @param to who has them from now on
     */
    record HandOverCards(Origin origin, String key, CardRange range, String from, String to) implements CardCommand {}

    /**
     * Sells cards. Only by those whom the activation policy names, and only with the ticket of a verification of the very
     * same cards since which nothing about them has changed.
     *
     * @param ticket of {@link io.wattle.ledger.card.CardVerification}
     * @param buyer as {@link io.wattle.ledger.card.CardBuyer} has it: a name in the clear is refused
     * @param cashier who takes the money
     */
    record ActivateCards(Origin origin, String key, CardRange range, String ticket, String buyer, Tender tender,
            String cashier) implements CardCommand {}

    /**
     * Activates cards that nobody pays for. Otherwise as {@link ActivateCards}.
     *
     * @param campaign whose expense they are
     * @param reason in words, not blank
     */
    record GiveCards(Origin origin, String key, CardRange range, String ticket, String campaign, String reason)
            implements
                CardCommand {}

    /**
     * Blocks cards, or lets them be used again. Their state stays.
     *
     * @param reason in words, not blank
     */
    record BlockCards(Origin origin, String key, CardRange range, boolean blocked, String reason)
            implements
                CardCommand {}

    /**
     * Who bought cards is forgotten. Whoever hands this in has destroyed the key of the name.
     *
     * @param range that was activated at once
     * @param reason in words, not blank
     */
    record ForgetCardBuyer(Origin origin, String key, CardRange range, String reason) implements CardCommand {}

    /**
     * Says until when cards can be redeemed.
     *
     * @param lastDay by the calendar of UTC; empty for ever
     * @param reason in words, not blank
     */
    record SetCardExpiry(Origin origin, String key, CardRange range, Optional<LocalDate> lastDay, String reason)
            implements
                CardCommand {}
}
