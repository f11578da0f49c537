package io.wattle.ledger.provider;

import io.wattle.ledger.quantity.Money;
import java.time.Instant;
import java.util.Optional;

/**
 * One payment through a provider, as it stands.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param paymentId ours, also in the API
 * @param reference by which the provider knows it; never used for another payment
 * @param amount to be taken, all of it or nothing
 * @param step what the provider was asked last
 * @param captures how often it was asked to capture
 * @param saleId the payment that the sale is entered under, once there is one
 * @param detail why, in a few words; may be empty
 * @param changedAt when it came to stand so
 * @param unknownSince since when the outcome of the last step is not known; empty while it is
 * @param sequence of the entry that made it so
 */
public record ProviderPayment(String paymentId, String meter, String account, String provider, String reference,
        Money amount, ProviderState state, ProviderStep step, int captures, Optional<String> saleId, String detail,
        Instant begunAt, Instant changedAt, Optional<Instant> unknownSince, long sequence) {

    /** One that has just begun. */
    public static ProviderPayment begun(String paymentId, String meter, String account, String provider,
            String reference, Money amount, Instant at, long sequence) {
        return new ProviderPayment(paymentId, meter, account, provider, reference, amount, ProviderState.BEGUN,
                ProviderStep.CHECKOUT, 0, Optional.empty(), "", at, at, Optional.empty(), sequence);
    }

    /** The state, and for an unknown outcome the state in which the provider was asked. */
    public ProviderState phase() {
        return state != ProviderState.OUTCOME_UNKNOWN ? state : switch (step) {
            case CHECKOUT -> ProviderState.BEGUN;
            case CAPTURE -> ProviderState.CAPTURING;
            case CANCEL -> ProviderState.CANCELLING;
            case REFUND -> ProviderState.REFUNDING;
        };
    }

    /** After the provider is to be asked. */
    public ProviderPayment asked(ProviderStep next, String why, Instant at, long entry) {
        ProviderState now = switch (next) {
            case CHECKOUT -> ProviderState.BEGUN;
            case CAPTURE -> ProviderState.CAPTURING;
            case CANCEL -> ProviderState.CANCELLING;
            case REFUND -> ProviderState.REFUNDING;
        };
        return with(now, next, next == ProviderStep.CAPTURE ? captures + 1 : captures, why, at, entry);
    }

    /** After an answer other than CAPTURED. */
    public ProviderPayment answered(ProviderAnswer answer, String why, Instant at, long entry) {
        ProviderState now = switch (answer) {
            case AUTHORISED -> ProviderState.AUTHORISED;
            case CAPTURED -> throw new IllegalArgumentException("what is captured is sold or unsold");
            case DECLINED -> ProviderState.DECLINED;
            case CANCELLED -> ProviderState.CANCELLED;
            case UNKNOWN -> ProviderState.OUTCOME_UNKNOWN;
            case REFUNDED -> ProviderState.REFUNDED;
            case REFUND_REFUSED -> ProviderState.REFUND_REFUSED;
        };
        return with(now, step, captures, why, at, entry);
    }

    /** After it was captured, with the sale beside it. */
    public ProviderPayment sold(String sale, Instant at, long entry) {
        return new ProviderPayment(paymentId, meter, account, provider, reference, amount, ProviderState.SOLD, step,
                captures, Optional.of(sale), "", begunAt, at, Optional.empty(), entry);
    }

    private ProviderPayment with(ProviderState now, ProviderStep last, int asked, String why, Instant at, long entry) {
        Optional<Instant> unknown = now != ProviderState.OUTCOME_UNKNOWN
                ? Optional.empty()
                : Optional.of(unknownSince.orElse(at));
        return new ProviderPayment(paymentId, meter, account, provider, reference, amount, now, last, asked, saleId,
                why, begunAt, at, unknown, entry);
    }
}
