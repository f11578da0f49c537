package io.wattle.ledger.state;

import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Quantity;
import java.time.Instant;
import java.util.Optional;

/**
 * One credit on its way to a meter.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param remaining as much of the amount as no reading has shown yet
 * @param attempt how often it was sent, from 0
 * @param orderedAt when the money for it came in
 * @param tokensId the tokens as which it went out; empty if it did not, or did otherwise
 */
public record CreditStatus(String creditId, String paymentId, String meter, Quantity amount, Quantity remaining,
        Money price, State state, int attempt, Instant orderedAt, Optional<String> tokensId) {

    /**
     * Its life, in two phases. ORDERED, SENT, ACCEPTED and UNKNOWN are open: its units are pending, in transit. CONFIRMED
     * (posted: the units are on the meter), FAILED (voided: units and money went back) and HANDED_OVER are the end. EXPIRED is out of
     * the way and not decided yet: the units wait apart. Ordinals stand in snapshots.
     */
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
        /** It was taken back, and the money with it. */
        FAILED,
        /** Its window passed without proof. A late reading or a person ends it. */
        EXPIRED,
        /** Its token was made for a meter that is never read, so nothing will prove it: the end. */
        HANDED_OVER
    }
}
