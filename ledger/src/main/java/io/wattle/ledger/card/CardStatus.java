package io.wattle.ledger.card;

import io.wattle.ledger.quantity.Money;
import java.time.LocalDate;
import java.util.Optional;

/**
 * One card, as staff see it.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param holder who has it in custody; empty before its batch was printed
 * @param lastDay on which it can be redeemed
 * @param voided its batch was taken back
 */
public record CardStatus(CardSerial serial, String batchId, Money denomination, CardState state, boolean blocked,
        boolean voided, Optional<String> holder, Optional<LocalDate> lastDay) {}
