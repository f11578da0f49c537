package io.wattle.ledger.state;

import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Quantity;
import java.time.Instant;

/**
 * One credit on its way to a meter.
 *
 * @param attempt how often it was sent, from 0
 * @param orderedAt when the money for it came in
 */
public record CreditStatus(String creditId, String paymentId, String meter, Quantity amount, Money price, State state,
        int attempt, Instant orderedAt) {

    /** Its life. ORDERED, SENT, ACCEPTED and UNKNOWN are open; the others are the end. Ordinals stand in snapshots. */
    public enum State {
        /** To be sent. */
        ORDERED,
        /** Sending began; it may have arrived. */
        SENT,
        /** The meter says it has it. */
        ACCEPTED,
        /** The answer was lost; it may have arrived. */
        UNKNOWN,
        /** A reading proves it is there. */
        CONFIRMED,
        /** The meter refused it and the money went back. */
        FAILED
    }
}
