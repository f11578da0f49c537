package io.wattle.ledger.provider;

/**
 * What a payment provider is asked for. The number (ordinal) goes into the journal.
 *
 * <p>Immutable, safe for any thread.
 */
public enum ProviderStep {
    /** To have the customer pay: nothing is taken from him yet. */
    CHECKOUT,
    /** To take the money that the customer has authorised. */
    CAPTURE,
    /** To let go what is authorised, or to ask the customer no more. */
    CANCEL,
    /** To give back what was captured. */
    REFUND
}
