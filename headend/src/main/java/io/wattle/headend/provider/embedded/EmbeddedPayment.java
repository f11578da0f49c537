package io.wattle.headend.provider.embedded;

import io.wattle.ledger.quantity.Money;
import java.util.Optional;

/**
 * One payment as the provider has it. Immutable.
 *
 * @param captures how often the money was really taken: never more than once, or the provider itself is wrong
 * @param refunds how often it was really given back
 */
public record EmbeddedPayment(String reference, Money amount, Status status, String session, String reason,
        Optional<String> returnUrl, Optional<String> noticeUrl, int captures, int refunds) {

    /** As the contract has them. */
    public enum Status {
        OPEN, AUTHORISED, CAPTURED, DECLINED, CANCELLED, REFUNDED
    }

    EmbeddedPayment with(Status now, String why) {
        return new EmbeddedPayment(reference, amount, now, session, why, returnUrl, noticeUrl,
                captures + (now == Status.CAPTURED ? 1 : 0), refunds + (now == Status.REFUNDED ? 1 : 0));
    }
}
