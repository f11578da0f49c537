package io.wattle.ledger.card;

import io.wattle.ledger.quantity.Money;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Cards that were ordered together.
 *
 * <p>Immutable, safe for any thread; a value that is not allowed is refused with {@link IllegalArgumentException}.
 *
 * @param batchId 1..64 characters
 * @param purchaseOrder reference of the order at the printer's
 * @param denomination what each card is worth once it is activated
 * @param range the serials, one for each card
 * @param form how the numbers look
 * @param keyCheckValue by which it is known under which card key the numbers are hashed; not secret
 * @param lastDay on which a card can be redeemed, by the calendar of UTC; empty for ever
 */
public record CardBatch(String batchId, String purchaseOrder, Money denomination, CardRange range, CardForm form,
        String keyCheckValue, Optional<LocalDate> lastDay) {}
