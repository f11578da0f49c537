package io.wattle.ledger.entry;

import io.wattle.ledger.provider.ProviderAnswer;
import io.wattle.ledger.provider.ProviderStep;
import io.wattle.ledger.quantity.Money;

/**
 * What was decided about payments through a payment provider.
 *
 * <p>Immutable, safe for any thread.
 */
public sealed interface ProviderFact extends Fact.OfLedger {

    String meter();

    String paymentId();

    /** A customer is asked to pay. */
    record ProviderPaymentBegun(String meter, String paymentId, String account, String provider, String reference,
            Money amount) implements ProviderFact {}

    /** From here on the provider may have been asked. */
    record ProviderAsked(String meter, String paymentId, ProviderStep step, String reason) implements ProviderFact {}

    /**
     * What became of it.
     *
     * @param answer not CAPTURED: that is one of the two below
     */
    record ProviderAnswered(String meter, String paymentId, ProviderAnswer answer, String detail)
            implements
                ProviderFact {
        public ProviderAnswered {
            if (answer == ProviderAnswer.CAPTURED) {
                throw new IllegalArgumentException("what is captured is sold or unsold");
            }
        }
    }

    /**
     * The money is taken; the sale stands beside this.
     *
     * @param saleId the payment there
     */
    record ProviderCaptured(String meter, String paymentId, String saleId) implements ProviderFact {}

    /** The money is taken and nothing can be sold for it: from here on the provider may have been asked to give it back. */
    record ProviderUnsold(String meter, String paymentId, String reason) implements ProviderFact {}
}
