package io.wattle.ledger.card;

import io.wattle.ledger.quantity.Money;
import java.util.List;
import java.util.Optional;

/**
 * What was seen of some cards at one moment.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param batchId the batch of the first card; empty if there is none
 * @param total what all of them cost that can be activated
 * @param exceptions those that cannot be activated, by serial; at most 100 of them
 * @param exceptionCount how many there are in all
 * @param ticket whoever activates shows it; it fits as long as nothing about these cards has changed
 */
public record CardVerification(CardRange range, Optional<String> batchId, Optional<Money> total,
        List<Excepted> exceptions, int exceptionCount, String ticket) {
    public static final int EXCEPTIONS_MAX = 100;

    /** A card that cannot be activated. */
    public record Excepted(CardSerial serial, Reason reason) {}

    /** Why not. */
    public enum Reason {
        /** There is no such card, or it is of another batch than the first one. */
        MISSING,
        /** Its batch is not printed, or was voided. */
        NOT_ISSUED, ALREADY_ACTIVATED, REDEEMED, BLOCKED, EXPIRED
    }

    public CardVerification {
        exceptions = List.copyOf(exceptions);
    }
}
